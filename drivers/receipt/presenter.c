/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/presenter.h"

static void move(struct presenter *p, enum presenter_place to, int64_t now_ms)
{
    p->place = to;
    p->since_ms = now_ms;
}

static void gone(struct presenter *p, const struct receipt_profile *profile, int64_t now_ms)
{
    /* Pushed out is neither: whoever passes may have it. */
    bool retracted = p->place == PRESENTER_COLLECTING && profile->left != LEFT_EJECT;
    if (retracted)
        p->retracted++;
    if (p->place == PRESENTER_OFFERED || retracted)
        p->end = retracted ? PRESENTER_RETRACTED : PRESENTER_TAKEN;
    move(p, PRESENTER_EMPTY, now_ms);
}

bool presenter_see(struct presenter *p, const struct receipt_profile *profile, bool ticket,
                   int64_t now_ms)
{
    int64_t here_ms = now_ms - p->since_ms;
    if (!ticket) {
        if (p->place != PRESENTER_EMPTY)
            gone(p, profile, now_ms);
        return false;
    }
    if (p->place == PRESENTER_EMPTY) {
        p->end = PRESENTER_NO_END;
        move(p, PRESENTER_OFFERED, now_ms);
    } else if (p->place == PRESENTER_COLLECTING && here_ms >= PRESENTER_COLLECT_MS) {
        move(p, PRESENTER_STUCK, now_ms);
    } else if (p->place == PRESENTER_OFFERED && here_ms >= profile->take_s * INT64_C(1000) &&
               profile->left != LEFT_KEEP) {
        move(p, PRESENTER_COLLECTING, now_ms);
        return true;
    }
    return false;
}

void presenter_collect(struct presenter *p, int64_t now_ms)
{
    move(p, PRESENTER_COLLECTING, now_ms);
}

void presenter_forget(struct presenter *p)
{
    p->end = PRESENTER_NO_END;
}

uint32_t presenter_flags(const struct presenter *p)
{
    static const uint32_t by_end[] = {0, DEVICE_FLAG_MEDIA_TAKEN, DEVICE_FLAG_MEDIA_RETRACTED};
    if (p->place == PRESENTER_EMPTY)
        return by_end[p->end];
    return p->place == PRESENTER_STUCK ? DEVICE_FLAG_MEDIA_JAMMED : DEVICE_FLAG_MEDIA_PRESENT;
}

enum device_state presenter_rest(const struct presenter *p)
{
    static const enum device_state by_place[] = {DEVICE_READY, DEVICE_NEEDS_CITIZEN,
                                                 DEVICE_NEEDS_CITIZEN, DEVICE_NEEDS_STAFF};
    return by_place[p->place];
}
