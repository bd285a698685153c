/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/network.h"

#include "platform/base/text.h"

enum { QUESTION_MS = 10 * 1000 };

struct network {
    struct network_parts parts;
    struct http *http;
    struct gate carrying, asking;
};

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
                                           .key = n->parts.keyring->kiosk}};
    n->asking = n->carrying;
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

enum err network_new(const struct network_parts *parts, struct network **ret_network)
{
    struct network *n = calloc(1, sizeof *n);
    if (!n)
        return ERR_MEMORY;
    n->parts = *parts;
    enum err e = open_http(n);
    if (e != ERR_NONE) {
        network_free(n);
        return e;
    }
    set_gates(n);
    *ret_network = n;
    return ERR_NONE;
}

void network_free(struct network *network)
{
    if (!network)
        return;
    http_free(network->http);
    free(network);
}

const struct gate *network_carrying(const struct network *network)
{
    return &network->carrying;
}

const struct gate *network_asking(const struct network *network)
{
    return &network->asking;
}
