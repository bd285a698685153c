/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/policy.h"

static int64_t jitter(int64_t ms, uint32_t chance)
{
    int64_t spread = ms * POLICY_JITTER_PERCENT / 100;
    return ms - spread + (int64_t)chance % (2 * spread + 1);
}

enum policy_action policy_action(enum err e, enum reply_verdict verdict)
{
    switch (err_category(e)) {
    case ERR_CAT_NONE:
        break;
    case ERR_CAT_LINK: /* also when the answer was lost: the same key finds the same case */
        return POLICY_RETRY;
    default:
        return POLICY_STAFF;
    }
    static const enum policy_action of_verdict[] = {
        [REPLY_TAKEN] = POLICY_SENT,
        [REPLY_REFUSED] = POLICY_REFUSED,
        [REPLY_LATER] = POLICY_RETRY,
        [REPLY_STAFF] = POLICY_STAFF,
    };
    return of_verdict[verdict];
}

bool policy_holds_all(int status, uint32_t tries)
{
    switch (status) {
    case 0: /* no answer */
    case 401:
    case 403:
    case 429:
    case 503:
        return true;
    default:
        return tries < POLICY_ORDER_TRIES;
    }
}

int64_t policy_back_off_ms(uint32_t tries, uint32_t chance)
{
    int64_t ms = POLICY_LONGEST_MS;
    if (tries < 16 && ((int64_t)POLICY_FIRST_MS << tries) < ms)
        ms = (int64_t)POLICY_FIRST_MS << tries;
    return jitter(ms, chance);
}

int64_t policy_staff_ms(uint32_t chance)
{
    return jitter(POLICY_STAFF_MS, chance);
}

int64_t policy_probe_ms(bool online, bool waiting, uint32_t chance)
{
    if (online)
        return jitter(POLICY_PROBE_IDLE_MS, chance);
    return jitter(waiting ? POLICY_PROBE_WAITING_MS : POLICY_PROBE_LOST_MS, chance);
}
