/* SPDX-License-Identifier: Apache-2.0 */
/* 补正 as an official sees it: what a case lacks is named, and what came is beside what was there.
 */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

/* Rows of the form that returns a case: a material or field of it, or another paper; why; until
 * when. */
void office_write_lacks(FILE *page, const json_t *doc);
/* What such a form named goes into the case; false when one of it did not. */
bool office_return(const struct control_rooms *rooms, const char *number, const json_t *form);

/* Each material that came anew, with all its versions side by side. */
void office_write_versions(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                           const json_t *corrections);
/* One that stands there already. */
bool office_is_corrected(const json_t *corrections, const char *material);
