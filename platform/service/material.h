/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an application, from the memory that came over the bridge to what is kept and told
 * to the province. The content itself is never copied: it is read where it lies and sealed. */
#pragma once

#include "platform/bus/types.h"
#include "platform/outbox/outbox.h"
#include "platform/province/attachment.h"
#include "platform/province/submission.h"

struct material {
    size_t count;
    struct attachment_box box[APPLICATION_FILES_MAX];
    struct submission_attachment told[APPLICATION_FILES_MAX];
    struct outbox_file kept[APPLICATION_FILES_MAX];
};

/* ERR_ACCESS (the memory could still be changed), ERR_TOO_LONG (nothing, or too much),
 * ERR_UNSUPPORTED (no kind of file that the province takes), ERR_MEMORY. material_done() in any
 * case. */
MUST_CHECK enum err material_seal(const struct application *application,
                                  const struct sm2_key *province, struct material *material);
void material_done(struct material *material);
