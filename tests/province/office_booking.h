/* SPDX-License-Identifier: Apache-2.0 */
/* The office's part about appointments and fees, and the invented payment page that a phone opens.
 */
#pragma once

#include <stdio.h>

#include "tests/province/office_acts.h"

bool office_booking_page(FILE *page, const struct control_rooms *rooms, const char *about);
/* `about`: a pay_no. False: there is none. */
bool office_pay_page(FILE *page, const struct control_rooms *rooms, const char *about);
/* On the page of a case: its fees, and a form for one more. */
void office_write_fees(FILE *page, const struct control_rooms *rooms, const json_t *one);

enum office_result office_fill(const struct control_rooms *rooms, const char *about,
                               const json_t *form, char *ret_back);
/* "new", or "PAY_NO/paid", "PAY_NO/closed" */
enum office_result office_fee(const struct control_rooms *rooms, const char *about,
                              const json_t *form, char *ret_back);
enum office_result office_pay(const struct control_rooms *rooms, const char *about,
                              const json_t *form, char *ret_back);
