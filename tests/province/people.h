/* SPDX-License-Identifier: Apache-2.0 */
/* Invented people: who shows which code, and what departments know of them. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

/* What departments may know of somebody: the contract's name, and words for the office. */
enum { PEOPLE_KNOWN = 11 };
extern const struct people_known {
    const char *name, *label;
} people_known[PEOPLE_KNOWN];

struct people;

struct people *people_new(void);
void people_free(struct people *people);
/* `credential`: lower-case hex of a phone's code; the same one again replaces the person. */
bool people_add(struct people *people, const char *credential, const char *name, const char *number,
                const char *mobile);
/* /identify: the `data` of the reply, NULL when nobody has this code. The caller releases it. */
json_t *people_identify(const struct people *people, const char *credential);
/* Who has a code, as people_identify() tells them. The caller releases it. */
json_t *people_list(const struct people *people);
/* What departments know of somebody from now on; takes `shared`. False when nobody has this number.
 */
bool people_share(struct people *people, const char *number, json_t *shared);
/* Who broke a promise, and has not repaired it. False when nobody has this number. */
bool people_bar(struct people *people, const char *number);
bool people_is_barred(const struct people *people, const char *number);
/* /shared-data: the same. {} for a number that begins with 99: nobody known. */
json_t *people_shared(const struct people *people, const char *number);
