/* SPDX-License-Identifier: Apache-2.0 */
/* What became of the paper, said honestly; what comes out of the printer has several names. */
#pragma once

#include "app/screen/model.h"
#include "app/ui/layout.h"

struct printed_words {
    const char *running, *take, *take_both, *taken, *failed, *look, *look_text, *cannot,
        *cannot_text, *retracted, *stuck;
};

extern const struct printed_words printed_slip, printed_proof, printed_copy;

/* `brief`: titles alone, where the page has no room for more. Nothing was printed: says that it
 * cannot be now. */
void printed_add(struct layout *l, const struct model *model, const struct printed_words *words,
                 bool brief);
