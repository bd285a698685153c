/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen books and has to pay, as parts of a visit. */
#pragma once

#include "platform/bus/booking.h"

/* Choosing a seat. What is not chosen yet is 0. */
struct booking {
    bool known; /* the seats that are left have come */
    struct slot_list slots;
    int place;               /* in slots.place, plus one */
    int date;                /* YYYYMMDD */
    int slot;                /* in slots.slot, plus one */
    char appointment_id[37]; /* made with the first try and kept: asking again takes no second seat
                              */
    bool done;               /* `made` says what there is now */
    bool fresh;              /* it was made in this visit */
    bool print;              /* a slip of it is wanted */
    struct appointment made;
    char refusal[MESSAGE_TEXT]; /* the last try's, in the province's words; "": it has none */
};

struct booking_day {
    int date;
    uint32_t left;
};

enum { BOOKING_DAYS_MAX = 62 };

void booking_wipe(struct booking *booking);
/* The seats as they are now. Days that `calendar` (NULL: none) knows as not worked are left out:
 * nobody shall stand before a closed door. What was chosen stays as far as it is still there. */
void booking_take_slots(struct booking *booking, const struct slot_list *slots,
                        const struct calendar *calendar);
/* The days on which seats are left at the chosen place, in order. Returns how many. */
size_t booking_days(const struct booking *booking, struct booking_day ret_days[BOOKING_DAYS_MAX]);
/* NULL until one is chosen. */
const struct slot *booking_slot(const struct booking *booking);
/* The seats are to be asked for anew; the time is to be chosen anew. */
void booking_forget_slots(struct booking *booking);
/* What is asked of the province: the seat that was chosen, under an id that stays the same.
 * ERR_STATE while none is chosen. The caller wipes it. */
MUST_CHECK enum err booking_wish(struct booking *booking, struct pairs *ret_wish);
/* The last try ended so: its words of a refusal, "" when it was none. */
void booking_take_refusal(struct booking *booking, const struct appointment *answer);
/* It was made, found or cancelled. */
void booking_take(struct booking *booking, const struct appointment *appointment, bool fresh);

/* Paying with a phone. */
struct paying {
    bool known; /* the fees have come */
    struct fee_list fees;
    int at;           /* the one on show, plus one */
    int64_t begun_ms; /* clock_now_ms() when it came on show */
    int64_t next_ms;  /* when its state is asked next */
    int failures;     /* of asking, one after the other */
    bool later;       /* not now: by the citizen's wish, or nobody paid in time */
    bool print;       /* a slip of it is wanted */
};

enum { PAYING_PATIENCE_MS = 180 * 1000 };

void paying_wipe(struct paying *paying);
void paying_take_fees(struct paying *paying, const struct fee_list *fees);
/* NULL while none is on show. */
const struct fee *paying_fee(const struct paying *paying);
void paying_show(struct paying *paying, int at, int64_t now_ms);
/* How it stands now: of another number nothing is taken (ERR_FORMAT). */
MUST_CHECK enum err paying_take_state(struct paying *paying, const struct fee_list *fees,
                                      int64_t now_ms);
/* Asking failed: the next time comes later. */
void paying_failed(struct paying *paying, int64_t now_ms);
/* When somebody stops waiting: patience, or the address's own end; both clocks as of now. */
int64_t paying_ends_ms(const struct paying *paying, int64_t now_ms, int64_t wall_ms);
/* Unpaid, and the citizen still waits for it. */
bool paying_waits(const struct paying *paying);
