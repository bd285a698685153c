/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees that this province keeps. */
#pragma once

#include "tests/province/store.h"

struct seat {
    const char *task_code, *place, *date, *from;
};

/* How many are taken. */
int store_count_seats(struct store *store, const struct seat *seat);

struct booked {
    char number[32], page_code[32], task_code[64], place[40], date[9], from[5], state[16];
};

/* False: there is none of that id (or number), or none of this person for the item. */
bool store_appointment(struct store *store, const char *id, struct booked *ret_booked);
bool store_appointment_no(struct store *store, const char *number, struct booked *ret_booked);
bool store_appointment_of(struct store *store, const char *page_code, const char *task_code,
                          struct booked *ret_booked);
/* `page_code` "": the seat is taken by nobody. The number is made here: area, day, serial. */
bool store_book(struct store *store, const char *id, const char *page_code, const char *area,
                const struct seat *seat);
bool store_move(struct store *store, const char *id, const struct seat *seat);
bool store_cancel(struct store *store, const char *number);
/* Those of people, newest first: number, task_code, page_code, place, date, time_from, state. The
 * caller releases it. */
json_t *store_appointments(struct store *store);

enum { FEE_STATE_TEXT = 16 };

struct owed {
    const char *page_code, *payer, *project_no, *name, *payee, *amount;
};

/* ret_pay_no: 24 bytes. */
bool store_owe(struct store *store, const struct owed *owed, char *ret_pay_no);
/* pay_no, state, fee_name, payee, payer, amount, project_no: of a case, or (project_no "") all that
 * this person has not paid, or (pay_no given) that one. The caller releases it. */
json_t *store_fees(struct store *store, const char *page_code, const char *project_no,
                   const char *pay_no);
/* All, newest first; the same names and page_code. */
json_t *store_all_fees(struct store *store);
/* unpaid before the others, of several; "" without a fee. */
void store_fee_state(struct store *store, const char *project_no, char ret_state[FEE_STATE_TEXT]);
/* paid or closed; false when there is no unpaid fee of that number. */
bool store_settle(struct store *store, const char *pay_no, const char *state);
