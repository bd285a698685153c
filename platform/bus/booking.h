/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments (预约) and fees (缴费) as words of the bridge. What a person booked or owes is
 * personal: wipe it. */
#pragma once

#include "platform/bus/types.h"

enum { PLACES_MAX = 8, SLOTS_MAX = 320, OWN_APPOINTMENTS_MAX = 4 };
enum { PLACE_NAME_TEXT = 128, PLACE_ADDRESS_TEXT = 256 };

struct booking_place {
    char code[33];
    char name[PLACE_NAME_TEXT];
    char address[PLACE_ADDRESS_TEXT];
};

/* A time at which somebody may still come. Days as platform/base/date, minutes of that day. */
struct slot {
    uint32_t place; /* in slot_list.place */
    int date, from, until;
    uint32_t left; /* seats, 1 or more */
};

struct appointment {
    bool cancelled;
    char number[NUMBER_TEXT];
    struct booking_place place;
    char bring[MESSAGE_TEXT]; /* what to bring, "" when nothing */
    int date, from, until;
    char refusal[MESSAGE_TEXT]; /* ERR_REFUSED: the province's words, and nothing else is set */
};

/* Where and when; by place, then by time. */
struct slot_list {
    size_t places;
    struct booking_place place[PLACES_MAX];
    size_t count;
    struct slot slot[SLOTS_MAX];
    size_t own_count; /* what this person has booked already */
    struct appointment own[OWN_APPOINTMENTS_MAX];
};

enum fee_state { FEE_UNPAID, FEE_PAID, FEE_CLOSED, FEE_STATE_COUNT };

enum { FEES_MAX = 10, FEE_URL_TEXT = 301, FEE_NAME_TEXT = 128, FEE_PAYER_TEXT = 64 };

/* GB/T 39046-2020 支付. Nobody pays at the kiosk: it only shows where. */
struct fee {
    enum fee_state state;
    char pay_no[NUMBER_TEXT];   /* 缴款单号 */
    char name[FEE_NAME_TEXT];   /* what it is for */
    char payee[FEE_NAME_TEXT];  /* 收费单位 */
    char payer[FEE_PAYER_TEXT]; /* 缴款人, masked by the province */
    char pay_url[FEE_URL_TEXT]; /* opened by a phone; "" unless unpaid */
    int64_t fen;                /* 收费金额; platform/base/money */
    int64_t expires_ms;         /* of pay_url, wall clock; 0 unless unpaid */
};

struct fee_list {
    size_t count;
    struct fee fee[FEES_MAX];
};

void slot_list_wipe(struct slot_list *list);
void appointment_wipe(struct appointment *appointment);
void fee_list_wipe(struct fee_list *list);
