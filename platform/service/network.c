/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/network.h"

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/courier/renewal.h"
#include "platform/province/reply.h"
#include "platform/service/keys.h"
#include "platform/service/trail.h"

enum { QUESTION_MS = 10 * 1000, MOVED_MS = 5 * 1000, STATUS_UNAUTHORIZED = 401, CODE_PASS = 40105 };

struct network {
    struct network_parts parts;
    struct http *http;
    struct gate carrying, asking;
    struct gate renewing; /* signs with the secret in the file */
    struct renewal *renewal;
    struct keys *keys;
    int64_t off_ms; /* of the clock, as told */
};

/* Whole seconds are all that a Date says, so a little to and fro is no news. */
static void look_at_clock(struct network *n)
{
    int64_t off_ms = gate_clock_off_ms(&n->carrying);
    bool turned = (off_ms != 0) != (n->off_ms != 0);
    if (!turned && llabs(off_ms - n->off_ms) < MOVED_MS)
        return;
    n->off_ms = off_ms;
    if (turned) {
        log_event(off_ms ? LOG_ERROR : LOG_INFO, "clock", "off_ms=%lld", (long long)off_ms);
        trail_clock(n->parts.audit, "to-province", off_ms);
    }
    n->parts.clock(n->parts.user, off_ms);
}

/* A gateway says so in front of the province, whoever asked. */
static void on_reply(void *user, const struct http_reply *reply)
{
    struct network *n = user;
    struct reply_error error;
    look_at_clock(n);
    if (reply->status != STATUS_UNAUTHORIZED || !n->renewal)
        return;
    reply_read_error(reply->body, reply->size, &error);
    if (error.code == CODE_PASS)
        renewal_hurry(n->renewal);
}

static void set_gates(struct network *n)
{
    const struct settings *settings = n->parts.settings;
    n->carrying = (struct gate){.http = n->http,
                                .url = settings->province.url,
                                .timeout_ms = (int64_t)settings->province.timeout_s * 1000,
                                .writer = {.kiosk_code = settings->kiosk.code,
                                           .kiosk = n->parts.keyring->kiosk,
                                           .province = n->parts.keyring->province},
                                .signer = {.gateway = n->parts.gateway,
                                           .kiosk_code = settings->kiosk.code,
                                           .system = settings->gateway.system,
                                           .service = settings->gateway.service,
                                           .secret = &n->parts.keyring->gateway,
                                           .key = n->parts.keyring->kiosk}};
    n->asking = n->renewing = n->carrying;
    if (n->asking.timeout_ms > QUESTION_MS)
        n->asking.timeout_ms = QUESTION_MS;
}

static enum err open_http(struct network *n)
{
    const struct keyring *keys = n->parts.keyring;
    const struct settings *settings = n->parts.settings;
    const struct http_trust trust = {
        .ca_file = keys->ca_file,
        .certificate_file = keys->tls_cert_file,
        .key = keys->tls_key,
        .crl_file = text_or_none(keys->crl_file),
        .pin = {text_or_none(settings->province.pin), text_or_none(settings->province.backup_pin)},
        .suites = KEYRING_TLS13_SUITES,
        .groups = KEYRING_TLS_GROUPS};
    return http_new(n->parts.loop, n->parts.timers, &trust, &n->http);
}

static void on_secret(void *user)
{
    const struct network *n = user;
    trail(n->parts.audit, AUDIT_KEYS, "gateway-secret", "renewed");
    n->parts.renewed(n->parts.user);
}

static enum err start(struct network *n)
{
    const struct renewal_parts renewal = {
        .gate = &n->renewing, .timers = n->parts.timers, .user = n, .renewed = on_secret};
    TRY(open_http(n));
    http_set_heed(n->http, on_reply, n);
    set_gates(n);
    const struct keys_parts keys = {.timers = n->parts.timers,
                                    .settings = n->parts.settings,
                                    .keyring = n->parts.keyring,
                                    .http = n->http,
                                    .audit = n->parts.audit,
                                    .user = n->parts.user,
                                    .renewed = n->parts.renewed};
    TRY(keys_new(&keys, &n->keys));
    if (n->parts.gateway->secret != GATEWAY_SECRET_FETCHED)
        return ERR_NONE;
    TRY(renewal_new(&renewal, &n->renewal));
    n->carrying.signer.secret = n->asking.signer.secret = renewal_secret(n->renewal);
    return ERR_NONE;
}

enum err network_new(const struct network_parts *parts, struct network **ret_network)
{
    struct network *n = calloc(1, sizeof *n);
    if (!n)
        return ERR_MEMORY;
    n->parts = *parts;
    enum err e = start(n);
    if (e != ERR_NONE) {
        network_free(n);
        return e;
    }
    *ret_network = n;
    return ERR_NONE;
}

void network_free(struct network *network)
{
    if (!network)
        return;
    keys_free(network->keys);
    renewal_free(network->renewal);
    http_free(network->http);
    free(network);
}

bool network_keys_are_good(const struct network *network)
{
    return keys_are_good(network->keys);
}

int64_t network_clock_off_ms(const struct network *network)
{
    return gate_clock_off_ms(&network->carrying);
}

int64_t network_wall_ms(const struct network *network)
{
    return gate_wall_ms(&network->carrying);
}

const struct gate *network_carrying(const struct network *network)
{
    return &network->carrying;
}

const struct gate *network_asking(const struct network *network)
{
    return &network->asking;
}
