/* SPDX-License-Identifier: Apache-2.0 */
/* One case made of several items (一件事, openapi.yaml §18): which are filed, and how each stands.
 */
#pragma once

#include "platform/bus/types.h"
#include "platform/province/json.h"

/* Adds `parts`, if there are any. ERR_RANGE (not a case, a material that serves none of them),
 * ERR_FORMAT (given twice, no task code), ERR_TOO_LONG, ERR_MEMORY. */
MUST_CHECK enum err together_put(json_t *doc, const struct application *application);
/* Adds to a material's object whom it serves, unless it is all of them. ERR_MEMORY. */
MUST_CHECK enum err together_put_served(json_t *object, const struct application *application,
                                        const struct application_material *material);

/* `data` of a case: its `parts` are sound, or there are none. ERR_FORMAT. */
MUST_CHECK enum err together_check(const json_t *data);
/* Of a reply to /cases/query; count 0 when the case is one item. ERR_FORMAT, ERR_MEMORY. Untouched
 * on failure. */
MUST_CHECK enum err together_read(const char *body, size_t size, struct part_list *ret_list);
