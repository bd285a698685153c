/* SPDX-License-Identifier: Apache-2.0 */
/* §2: each header of a request wrong in one thing, with the rest as it should be. */
#include "platform/ctl/kit.h"

#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

#define SOME_DIGEST "VLeWdJciapGVz+JE3sxOlWP3BroeT+KHH68HbnEOz40="
#define SOME_NONCE  "07b62bd4cdd330e41de904cbbf5c8f7d"
#define SOME_SIGNATURE                                                                             \
    "MEUCIQDDNM5ORn1GX6kKg/V9U9ZukwA97NbBWEyQF0QhcKl5JAIgQufhri8OzWEaElx/smbffgMY60Vz4RJkpqf/"     \
    "1s9F1Cs="

static const struct {
    struct kit_rule rule;
    struct kit_ask ask; /* body and operation are filled in */
    int code;
} rules[] = {
    {{"code-missing", "§2", "without X-Kiosk-Code: 40301"},
     {.header = "X-Kiosk-Code", .value = ""},
     40301},
    {{"code-other", "§2", "X-Kiosk-Code is not the certificate's CN: 40301"},
     {.header = "X-Kiosk-Code", .value = "NOBODY"},
     40301},
    {{"timestamp-missing", "§2", "without X-Kiosk-Timestamp: 40102"},
     {.header = "X-Kiosk-Timestamp", .value = ""},
     40102},
    {{"timestamp-words", "§2", "X-Kiosk-Timestamp is no number: 40102"},
     {.header = "X-Kiosk-Timestamp", .value = "now"},
     40102},
    {{"timestamp-old", "§2", "a request that is sent again 6 minutes later: 40102"},
     {.late_ms = 6 * (int64_t)MINUTE_MS},
     40102},
    {{"timestamp-ahead", "§2", "X-Kiosk-Timestamp is 6 minutes ahead: 40102"},
     {.late_ms = -6 * (int64_t)MINUTE_MS},
     40102},
    {{"timestamp-near", "§2", "X-Kiosk-Timestamp is 4 minutes off: taken"},
     {.late_ms = 4 * (int64_t)MINUTE_MS},
     40401},
    {{"nonce-missing", "§2", "without X-Kiosk-Nonce: 40104"},
     {.header = "X-Kiosk-Nonce", .value = ""},
     40104},
    {{"nonce-form", "§2", "a nonce that is not 32 digits: 40104"}, {.nonce = "once"}, 40104},
    {{"nonce-other", "§2", "a nonce that was not signed: 40101"},
     {.header = "X-Kiosk-Nonce", .value = SOME_NONCE},
     40101},
    {{"digest-missing", "§2", "without X-Kiosk-Digest: 40103"},
     {.header = "X-Kiosk-Digest", .value = ""},
     40103},
    {{"digest-other", "§2", "a digest that is not the body's: 40103"},
     {.header = "X-Kiosk-Digest", .value = SOME_DIGEST},
     40103},
    {{"signature-missing", "§2", "without X-Kiosk-Signature: 40101"},
     {.header = "X-Kiosk-Signature", .value = ""},
     40101},
    {{"signature-other", "§2", "a signature of another text: 40101"},
     {.header = "X-Kiosk-Signature", .value = SOME_SIGNATURE},
     40101},
    {{"signature-path", "§2", "a request that was signed for another path: 40101"},
     {.signed_operation = "/cases/list"},
     40101},
    {{"signature-id", "§2", "a signature with another distinguishing id: 40101"},
     {.signed_id = "ALICE123@YAHOO.COM"},
     40101},
    {{"content-type", "§6", "a body that is not application/json: 41501"},
     {.content_type = "text/plain"},
     41501},
    {{"content-type-charset", "§6", "application/json; charset=utf-8: taken"},
     {.content_type = "application/json; charset=utf-8"},
     40401},
};

static void check_changed_body(struct kit *kit, const char *body, size_t size)
{
    static const struct kit_rule rule = {"body-changed", "§2",
                                         "the body was changed under valid headers: 40103"};
    size_t other_size = 0;
    AUTO(auto_free) char *other = kit_seal_query(kit, &other_size);
    const struct kit_ask ask = {
        .operation = "/cases/query", .body = body, .size = size, .signed_body = other};
    if (other)
        kit_expect(kit, &rule, &ask, 40103);
}

/* Whoever heard a request cannot send it again. */
static void check_replay(struct kit *kit, const char *body, size_t size)
{
    static const struct kit_rule rule = {"nonce-used", "§2",
                                         "a nonce that this kiosk used before: 40902"};
    struct kit_answer first;
    char nonce[REQUEST_NONCE];
    if (request_nonce(nonce) != ERR_NONE)
        return;
    const struct kit_ask ask = {
        .operation = "/cases/query", .body = body, .size = size, .nonce = nonce};
    kit_ask(kit, &ask, &first);
    kit_answer_done(&first);
    kit_expect(kit, &rule, &ask, 40902);
}

void kit_check_headers(struct kit *kit)
{
    size_t size = 0;
    AUTO(auto_free) char *body = kit_seal_query(kit, &size);
    for (size_t i = 0; body && i < ARRAY_LEN(rules); i++) {
        struct kit_ask ask = rules[i].ask;
        ask.operation = "/cases/query";
        ask.body = body;
        ask.size = size;
        kit_expect(kit, &rules[i].rule, &ask, rules[i].code);
    }
    if (!body)
        return;
    check_changed_body(kit, body, size);
    check_replay(kit, body, size);
}
