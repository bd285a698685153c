/* SPDX-License-Identifier: Apache-2.0 */
/* An invented citizen goes through an item, so that its pages can be drawn. */
#pragma once

#include "app/screen/model.h"

/* A kiosk at which all is well. */
void preview_visit_begin(struct model *model);
/* The citizen's card is read, and what departments know arrives. */
MUST_CHECK enum err preview_visit_identify(struct visit *visit);
/* The first answer that may be given. */
MUST_CHECK enum err preview_visit_answer(struct visit *visit, int place);
/* A code is on its way to an invented phone; it came back. */
MUST_CHECK enum err preview_visit_send(struct visit *visit);
MUST_CHECK enum err preview_visit_assure(struct visit *visit);
/* They act for an invented enterprise. */
MUST_CHECK enum err preview_visit_act(struct visit *visit);
/* One certificate is known, and what a copy of it says. */
MUST_CHECK enum err preview_visit_certify(struct visit *visit);
/* The province has answered, and given what the item gives out at once. */
MUST_CHECK enum err preview_visit_submit(struct visit *visit);
/* <directory>/<name>-<language>.job. */
MUST_CHECK enum err preview_visit_slips(struct visit *visit, const char *directory,
                                        const char *name);
