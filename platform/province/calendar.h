/* SPDX-License-Identifier: Apache-2.0 */
/* The working-day calendar as published, a document of kind "calendar" (signed.h):
 *   {"calendar_version": 3, "area_code": "140000", "valid_from": "20260101", "valid_until":
 * "20261231", "office_from": "0900", "office_until": "1700", "holidays": ["20260101", …],
 *    "workdays": ["20260104", …], "source": "国办发明电〔2025〕7号"}
 * Unknown members are passed over. Holidays and make-up days are the State Council's, published
 * each autumn for the next year (全国年节及纪念日放假办法, 国令第795号). */
#pragma once

#include "platform/bus/types.h"

#define CALENDAR_KIND "calendar"

enum { CALENDAR_AREA_TEXT = 7, CALENDAR_WHY = 96 };

/* *ret_area: whose it is (GB/T 2260, "000000" for all of China). On failure *ret_calendar is
 * untouched and ret_why (CALENDAR_WHY bytes) says what is wrong. ERR_FORMAT, ERR_MISSING,
 * ERR_RANGE, ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err calendar_read(const char *body, size_t size, struct calendar *ret_calendar,
                                  char ret_area[CALENDAR_AREA_TEXT], char *ret_why);
/* A kiosk in `area` may use what is published for it, its city, its province or all. */
bool calendar_area_fits(const char *published_for, const char *area);
