/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/booking.h"

#include <string.h>

/* Every three seconds while somebody stands there; after failures less often. */
enum { PAUSE_MS = 3000, PAUSE_MAX_MS = 30000 };

void paying_wipe(struct paying *paying)
{
    wipe(paying, sizeof *paying);
}

void paying_take_fees(struct paying *paying, const struct fee_list *fees)
{
    paying->fees = *fees;
    paying->known = true;
    paying->at = 0;
}

const struct fee *paying_fee(const struct paying *paying)
{
    return paying->at ? &paying->fees.fee[paying->at - 1] : NULL;
}

void paying_show(struct paying *paying, int at, int64_t now_ms)
{
    paying->at = at;
    paying->begun_ms = now_ms;
    paying->next_ms = now_ms + PAUSE_MS;
    paying->failures = 0;
    paying->later = paying->print = false;
}

bool paying_waits(const struct paying *paying)
{
    const struct fee *fee = paying_fee(paying);
    return fee && fee->state == FEE_UNPAID && !paying->later;
}

enum err paying_take_state(struct paying *paying, const struct fee_list *fees, int64_t now_ms)
{
    struct fee *fee = paying->at ? &paying->fees.fee[paying->at - 1] : NULL;
    if (!fee || fees->count != 1 || strcmp(fees->fee[0].pay_no, fee->pay_no) != 0)
        return ERR_FORMAT;
    fee->state = fees->fee[0].state;
    paying->print = fee->state == FEE_PAID;
    paying->failures = 0;
    paying->next_ms = now_ms + PAUSE_MS;
    return ERR_NONE;
}

void paying_failed(struct paying *paying, int64_t now_ms)
{
    int64_t pause = PAUSE_MS;
    for (int i = 0; i <= paying->failures && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    paying->failures++;
    paying->next_ms = now_ms + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS);
}

int64_t paying_ends_ms(const struct paying *paying, int64_t now_ms, int64_t wall_ms)
{
    const struct fee *fee = paying_fee(paying);
    int64_t end = paying->begun_ms + PAYING_PATIENCE_MS;
    int64_t expires = fee ? now_ms + (fee->expires_ms - wall_ms) : end;
    return expires < end ? expires : end;
}
