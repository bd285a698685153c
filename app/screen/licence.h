/* SPDX-License-Identifier: Apache-2.0 */
/* What the two pages about an enterprise share: its code scanned, and typed. */
#pragma once

#include "app/screen/model.h"

/* What to do about the last answer, in the language in use; NULL when nothing is wrong. */
const char *licence_advise(const struct model *model);
/* A question about an enterprise is on its way to the province. */
bool licence_is_asked(const struct model *model);
