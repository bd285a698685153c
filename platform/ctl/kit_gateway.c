/* SPDX-License-Identifier: Apache-2.0 */
/* §7: what a gateway before the province wants to see, and the secret that it hands out. */
#include "platform/ctl/kit.h"

#include <string.h>

static const struct kit_rule handed_out = {
    "secret", "§7", "GET /gateway-secret: the secret in force, sealed for this kiosk, and its end"};

static const char *read_secret(struct kit *kit, const struct kit_answer *answer)
{
    int64_t ends_ms = 0;
    enum err e =
        reply_read_secret(answer->body, answer->size, kit->keys.kiosk, &kit->secret, &ends_ms);
    if (e != ERR_NONE)
        return "a kiosk cannot read it";
    return kit->date_ms && ends_ms <= kit->date_ms ? "it has ended already" : NULL;
}

void kit_fetch_secret(struct kit *kit)
{
    struct kit_answer answer;
    if (kit->gateway.secret != GATEWAY_SECRET_FETCHED)
        return;
    kit_ask(kit, &(struct kit_ask){.operation = "/gateway-secret"}, &answer);
    if (answer.e == ERR_NONE && answer.status == 200)
        kit_tell(kit, &handed_out, read_secret(kit, &answer));
    else if (answer.e == ERR_NONE)
        kit_judge(kit, &handed_out, &answer, 200);
    kit_answer_done(&answer); /* no answer: the line is looked at next */
}

/* The header that holds what the gateway looks at; NULL: this one looks at nothing. */
static const char *pass_header(const struct gateway *gateway)
{
    for (size_t i = 0; i < gateway->headers.count; i++)
        if (strstr(gateway->headers.header[i].value, "{pass}"))
            return gateway->headers.header[i].name;
    return NULL;
}

static void check_secrets(struct kit *kit, const char *body, size_t size)
{
    static const struct kit_rule other = {"pass-other", "§7",
                                          "a request passed with another secret: 40105"};
    static const struct kit_rule first = {
        "pass-first", "§7", "the secret of the file, where a fetched one is wanted: 40105"};
    static char nobodys[] = "a-secret-that-nobody-has";
    const struct secret strange = {nobodys, sizeof nobodys - 1};
    struct kit_ask ask = {
        .operation = "/cases/query", .body = body, .size = size, .secret = &strange};
    kit_expect(kit, &other, &ask, 40105);
    ask.secret = &kit->keys.gateway;
    if (kit->gateway.secret == GATEWAY_SECRET_FETCHED)
        kit_expect(kit, &first, &ask, 40105);
}

void kit_check_gateway(struct kit *kit)
{
    static const struct kit_rule missing = {"pass-missing", "§7",
                                            "without the header that the gateway looks at: 40105"};
    size_t size = 0;
    const char *header = pass_header(&kit->gateway);
    AUTO(auto_free) char *body = header ? kit_seal_query(kit, &size) : NULL;
    const struct kit_ask ask = {
        .operation = "/cases/query", .body = body, .size = size, .header = header, .value = ""};
    if (!body)
        return;
    kit_expect(kit, &missing, &ask, 40105);
    check_secrets(kit, body, size);
}
