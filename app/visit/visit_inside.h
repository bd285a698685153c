/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the files of a visit share. */
#pragma once

#include "app/visit/visit.h"

/* ERR_TOO_LONG when there is no room for one more. */
MUST_CHECK enum err visit_put_pair(struct pairs *pairs, const char *name, const char *value);
MUST_CHECK enum err visit_copy_pairs(struct pairs *to, const struct pairs *from);
void visit_begin_form(struct visit *visit);
/* Item, consent, token and an application_id that stays; the fields are added. A failure leaves
 * what is there to be wiped. */
MUST_CHECK enum err visit_begin_application(struct visit *visit,
                                            struct application *ret_application);
MUST_CHECK enum err visit_add_fields(const struct visit *visit, struct application *application);

/* The kind of number that the person has, "" when it is not known or nobody is named. */
const char *visit_page_type(const struct visit *visit);
/* Of the enterprise: A.4 服务对象, and the kind of its number. */
const char *visit_applyer_type(const struct visit *visit);
const char *visit_enterprise_page_type(const struct visit *visit);
/* The province's word for whom this item is asked, "" without. */
const char *visit_token(const struct visit *visit);
