/* SPDX-License-Identifier: Apache-2.0 */
/* The items that this province offers on kiosks. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct item_rule {
    const char *task_code, *task_name, *task_version, *project_type, *catalog_code;
    bool anonymous;                 /* may be asked for without a name */
    bool proof;                     /* a case of it names the proof that was given out */
    int level;                      /* openapi.yaml §8: what it needs, unless anonymous */
    int days;                       /* working days promised; 0: decided at once */
    const char *accepted, *decided; /* what the citizen is told */
};

/* NULL when it is not offered. */
const struct item_rule *items_find(const char *task_code);
/* The item for which people make appointments. */
const char *items_that_book(void);
/* What a case of it costs in yuan, and what for; NULL: nothing. */
const char *items_fee(const char *task_code, const char **ret_name);
/* The catalogue that is published when this province opens. The caller frees. */
char *items_catalogue(void);
/* Today, the day so many working days from today, or so many days before (negative); YYYYMMDD in
 * Beijing time. */
void items_day(int working_days, char ret_text[9]);
