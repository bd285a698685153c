/* SPDX-License-Identifier: Apache-2.0 */
/* Inside kioskctl item preview: who draws a page. */
#pragma once

#include "app/screen/model.h"

/* What an invented province has said, or the citizen pressed, once the page was entered. */
typedef void preview_arrive(struct model *model);

struct preview_painter {
    /* In each language, standard and large. `arrive` may be NULL. */
    enum err (*draw)(void *user, enum screen_id id, const char *what, preview_arrive *arrive);
    void *user;
    const char *directory; /* of the slips */
};
