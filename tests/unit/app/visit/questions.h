/* SPDX-License-Identifier: Apache-2.0 */
/* A visit that has come as far as its questions: item, card and consent. */
#pragma once

#include "app/visit/visit.h"
#include "tests/unit/app/people.h"

/* The shipped item of that name; the caller frees it. */
static inline struct item *visit_at_questions(struct visit *visit, const char *name)
{
    char path[256];
    struct id_record card = zhang_san();
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/items/%s.json", name);
    struct item *item = item_at(path);
    visit_begin(visit);
    assert_ok(visit_choose(visit, item));
    assert_ok(visit_identify_card(visit, &card));
    visit_consent(visit);
    id_record_wipe(&card);
    return item;
}
