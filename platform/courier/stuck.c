/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/stuck.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/courier/chance.h"
#include "platform/courier/policy.h"
#include "platform/trust/sm3.h"

enum { CODE_SPOILT = 42204 };

bool stuck_is(const struct parcel *p, const struct http_reply *reply)
{
    if (p->is_ours || !reply)
        return p->is_ours;
    switch (gate_verdict(p->gate, reply)) {
    case REPLY_REFUSED:
        return true;
    case REPLY_STAFF: /* unless it says no to this kiosk */
        return !policy_holds_all(reply->status, POLICY_ORDER_TRIES);
    default:
        return false;
    }
}

/* Is the file what its address says? True also when that cannot be found out now. */
static bool may_be_whole(const struct parcel *p)
{
    const struct outbox_attachment *a = &p->attachment;
    char hex[OUTBOX_ADDRESS_TEXT];
    uint8_t digest[SM3_SIZE];
    AUTO(auto_free) char *data = malloc(a->size);
    if (!data || outbox_read_attachment(p->outbox, a, 0, data, a->size) != ERR_NONE ||
        sm3_digest(data, a->size, digest) != ERR_NONE)
        return true;
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return strcmp(hex, a->address) == 0;
}

/* The file is gone, cut or rotten: what the citizen entrusted is not here any more. */
static bool is_lost(const struct parcel *p, enum err e, const struct reply_error *why)
{
    return e == ERR_ABSENT || e == ERR_TOO_SHORT || (why->code == CODE_SPOILT && !may_be_whole(p));
}

/* For how long the province has said no; 0 when that cannot be kept. */
static int64_t refused_for_ms(const struct parcel *p)
{
    int64_t for_ms = 0;
    enum err e = outbox_refuse_attachment(p->outbox, p->attachment.id, clock_wall_ms(), &for_ms);
    return e == ERR_NONE ? for_ms : 0;
}

static enum err end_case(const struct parcel *p, const struct outbox_row *row, const char *word,
                         const char *message)
{
    log_event(LOG_ERROR, "case_given_up", "number=%s why=%s", row->local_number, word + 1);
    return outbox_mark_ended(p->outbox, row->id, clock_wall_ms(), *message ? message : word);
}

enum err stuck_settle(const struct parcel *p, const struct outbox_row *row, enum err e,
                      const struct http_reply *reply, bool *ret_ended)
{
    struct reply_error why = {0};
    if (reply)
        reply_read_error(reply->body, reply->size, &why);
    *ret_ended = true;
    if (is_lost(p, reply ? ERR_NONE : e, &why))
        return end_case(p, row, CASE_WORD_LOST, "");
    if (reply && refused_for_ms(p) >= POLICY_GIVE_UP_MS)
        return end_case(p, row, CASE_WORD_REFUSED, why.message);
    *ret_ended = false;
    return outbox_mark_for_staff(p->outbox, row->id, clock_wall_ms() + policy_staff_ms(chance()));
}
