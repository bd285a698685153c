/* SPDX-License-Identifier: Apache-2.0 */
/* Which items kiosks may offer, as published: a document of kind "catalogue" (signed.h):
 *   {"catalogue_version": 7, "area_code": "140000", "items": [{"task_code": …, "task_name": …,
 *    "task_version": …, "task_state": "1", "is_service_terminals": "1",
 *    "plan_effective_date": "20261201", "plan_cancel_date": "20270101"}, …]}
 * Names are those of up_task_general_basic and up_task_general_extend. Unknown members are passed
 * over. */
#pragma once

#include "platform/bus/types.h"

#define CATALOGUE_KIND "catalogue"

enum { CATALOGUE_ITEMS_MAX = 4096, CATALOGUE_AREA_TEXT = 7 };

struct catalogue_entry {
    struct catalogue_row row; /* offered: task_state 1 and is_service_terminals 1 */
    int from, until;          /* the first day, and the first day no more; 0: not said */
};

struct catalogue {
    uint32_t version;
    char area[CATALOGUE_AREA_TEXT]; /* GB/T 2260 */
    size_t count;
    struct catalogue_entry *entry;
};

/* The caller calls catalogue_done(). ERR_FORMAT, ERR_RANGE, ERR_TOO_LONG, ERR_MEMORY: one bad row
 * refuses all. */
MUST_CHECK enum err catalogue_read(const char *body, size_t size, struct catalogue *ret_catalogue);
void catalogue_done(struct catalogue *catalogue);
/* May it be offered on that day? */
bool catalogue_offers(const struct catalogue_entry *entry, int date);
