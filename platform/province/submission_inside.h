/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what a case and a hand-over have alike. `field` is the member being worked on,
 * for the reason of a failure. */
#pragma once

#include "platform/province/json.h"
#include "platform/province/submission.h"

struct draft {
    enum application_kind kind;
    json_t *doc, *form, *sources; /* form and sources belong to doc */
    const char *field;
};

/* task_code, task_name, task_version and application_id under that name. */
MUST_CHECK enum err submission_put_item(struct draft *draft, const struct application *application,
                                        const char *id_name);
MUST_CHECK enum err submission_put_consent(struct draft *draft,
                                           const struct application *application);
/* The columns, where they came from (field_source), and form. */
MUST_CHECK enum err submission_put_fields(struct draft *draft,
                                          const struct application *application);
/* Who applies, or that nobody is named; after the fields. */
MUST_CHECK enum err submission_put_applyer(struct draft *draft,
                                           const struct application *application);
/* Writes the document when all before went well, and names the field that was at fault otherwise;
 * the draft is gone either way. */
MUST_CHECK enum err submission_end(struct draft *draft, enum err before, struct secret *ret_doc,
                                   char *ret_why);
