/* SPDX-License-Identifier: Apache-2.0 */
/* What the social insurance office of this province certifies: invented, the same for the same
 * number and day. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

/* /proofs: the `data` of the reply for this doc; NULL when nobody of that number is insured (it
 * begins with 99). `serial` makes the code, 16 digits. The caller releases it. */
json_t *proofs_make(const json_t *doc, int serial);
/* "" when the choice is one of the item's, else the name of the wrong field. */
const char *proofs_check(const json_t *doc);
