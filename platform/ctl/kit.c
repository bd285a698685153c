/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"
#include "platform/base/settings.h"
#include "platform/base/text.h"

static struct http_trust trust_of(const struct kit *kit)
{
    const struct keyring *k = &kit->keys;
    return (struct http_trust){.ca_file = k->ca_file,
                               .certificate_file = k->tls_cert_file,
                               .key = k->tls_key,
                               .crl_file = *k->crl_file ? k->crl_file : NULL,
                               .suites = KEYRING_TLS13_SUITES,
                               .groups = KEYRING_TLS_GROUPS};
}

/* "https://host:port/…" or "https://[::1]:port/…"; 443 when no port stands there. No / at
 * the end: operations begin with one. */
static enum err read_url(struct kit *kit)
{
    static const char scheme[] = "https://";
    if (strncmp(kit->url, scheme, strlen(scheme)) != 0 || strlen(kit->url) >= KIT_URL ||
        kit->url[strlen(kit->url) - 1] == '/')
        return ERR_USAGE;
    const char *at = kit->url + strlen(scheme);
    bool bracket = *at == '[';
    size_t len = strcspn(at += bracket, bracket ? "]" : ":/");
    if (len == 0 || len >= sizeof kit->host)
        return ERR_USAGE;
    snprintf(kit->host, sizeof kit->host, "%.*s", (int)len, at);
    at += len;
    at += bracket && *at == ']';
    size_t digits = *at == ':' ? strspn(at + 1, "0123456789") : 0;
    if (digits >= sizeof kit->port)
        return ERR_USAGE;
    snprintf(kit->port, sizeof kit->port, "%.*s", digits ? (int)digits : 3,
             digits ? at + 1 : "443");
    return ERR_NONE;
}

static enum err begin(struct kit *kit)
{
    const struct http_trust trust = trust_of(kit);
    if (sd_event_new(&kit->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(kit->loop, &kit->timers));
    TRY(http_new(kit->loop, kit->timers, &trust, &kit->http));
    kit->found = json_array();
    return kit->found ? ERR_NONE : ERR_MEMORY;
}

/* This kiosk's own keys, wherever kiosk.ini says they are. */
static enum err load_own_keys(struct keyring *ret_keys, char *ret_why)
{
    struct settings settings;
    char path[KEYRING_PATH], why[SETTINGS_WHY];
    TRY(paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path));
    enum err e = settings_load(path, &settings, why);
    if (e == ERR_ABSENT)
        return keyring_load(NULL, ret_keys, ret_why);
    if (e != ERR_NONE) {
        text_copy(ret_why, KEYRING_PATH, "kiosk.ini");
        return e;
    }
    const struct keyring_places places = {
        .tls = settings.keys.tls, .sm2 = settings.keys.sm2, .sm2_seal = settings.keys.sm2_seal};
    return keyring_load(&places, ret_keys, ret_why);
}

enum err kit_open(struct kit *kit, const char *url, const char *keys, char *ret_why)
{
    kit->url = url;
    text_copy(ret_why, KEYRING_PATH, "URL");
    TRY(read_url(kit));
    TRY(gate_load_profile(kit->profile, &kit->gateway, ret_why));
    TRY(keys ? keyring_load_from(keys, &kit->keys, ret_why) : load_own_keys(&kit->keys, ret_why));
    text_copy(ret_why, KEYRING_PATH, "the name in kiosk-tls.pem");
    TRY(keyring_read_name(&kit->keys, kit->code, sizeof kit->code));
    TRY(secret_copy(&kit->secret, &kit->keys.gateway));
    const struct request_signer signer = {.gateway = &kit->gateway,
                                          .system = kit->system,
                                          .service = kit->service,
                                          .secret = &kit->secret};
    TRY(request_check_signer(&signer, ret_why));
    return begin(kit);
}

void kit_close(struct kit *kit)
{
    http_free(kit->http);
    timers_free(kit->timers);
    sd_event_unref(kit->loop);
    keyring_done(&kit->keys);
    secret_wipe(&kit->secret);
    json_decref(kit->found);
    *kit = (struct kit){0};
}

void kit_tell(struct kit *kit, const struct kit_rule *rule, const char *why)
{
    json_t *one = json_pack("{s:s,s:s,s:s,s:b,s:s}", "check", rule->name, "section", rule->section,
                            "rule", rule->text, "right", why == NULL, "why", why ? why : "");
    kit->wrong += why != NULL;
    if (!one || json_array_append_new(kit->found, one) != 0)
        fprintf(stderr, "kioskctl province: no memory for %s\n", rule->name);
}

/* What came instead; NULL when it is what was expected. */
static const char *differs(const struct kit_answer *answer, int code, char ret_why[KIT_WHY])
{
    int status = code < 1000 ? code : code / 100;
    int wanted = code < 1000 ? 0 : code;
    if (answer->e != ERR_NONE)
        snprintf(ret_why, KIT_WHY, "no answer (%s, %s)", err_text(answer->e),
                 tls_trouble_name(answer->trouble));
    else if (answer->status != status || answer->code != wanted)
        snprintf(ret_why, KIT_WHY, "answered %d with code %d, not %d with code %d", answer->status,
                 answer->code, status, wanted);
    else
        return NULL;
    return ret_why;
}

void kit_judge(struct kit *kit, const struct kit_rule *rule, const struct kit_answer *answer,
               int code)
{
    char why[KIT_WHY];
    kit_tell(kit, rule, differs(answer, code, why));
}

void kit_expect(struct kit *kit, const struct kit_rule *rule, const struct kit_ask *ask, int code)
{
    struct kit_answer answer;
    kit_ask(kit, ask, &answer);
    kit_judge(kit, rule, &answer, code);
    kit_answer_done(&answer);
}

char *kit_seal(const struct kit *kit, const char *doc, int64_t late_ms, size_t *ret_size)
{
    const struct envelope_writer writer = {kit->code, kit->keys.kiosk, kit->keys.province};
    AUTO(secret_wipe) struct secret text = {0};
    char *body = NULL;
    *ret_size = 0;
    if (secret_set_text(&text, doc) != ERR_NONE ||
        envelope_build(&writer, &text, clock_wall_ms() - late_ms, &body, ret_size) != ERR_NONE)
        return NULL;
    return body;
}

json_t *kit_message(const struct kit *kit, const char *operation)
{
    return json_pack("{s:s,s:s,s:s}", "operation", operation, "kiosk_code", kit->code, "area_code",
                     kit->area);
}

char *kit_seal_message(const struct kit *kit, const json_t *message, size_t *ret_size)
{
    AUTO(secret_wipe) struct secret text = {0};
    *ret_size = 0;
    return json_canonical(message, &text) == ERR_NONE
               ? kit_seal(kit, secret_text(&text), 0, ret_size)
               : NULL;
}

char *kit_seal_query(const struct kit *kit, size_t *ret_size)
{
    AUTO(auto_json_decref) json_t *message = kit_message(kit, "query");
    char number[64];
    snprintf(number, sizeof number, "%s-000000000000", kit->code);
    json_object_set_new(message, "local_number", json_string(number));
    return kit_seal_message(kit, message, ret_size);
}
