/* SPDX-License-Identifier: Apache-2.0 */
/* What an official sees of a case's materials: how each came about, pictures and signatures. */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

/* Nothing when the case has neither materials nor attachments. Pages of those that came anew
 * (`corrections`, NULL: none) stand elsewhere. */
void office_materials(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                      const json_t *corrections);
/* How that material came about, in a line. */
void office_write_way(FILE *page, const json_t *material);
/* The pages of the material of that name. */
void office_write_pages(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                        const char *material);
