/* SPDX-License-Identifier: Apache-2.0 */
/* 补正 (openapi.yaml §11): what a case lacks, as /cases/query says it. What goes back is an
 * application of the kind APPLICATION_CORRECTION (submission.h). */
#pragma once

#include "platform/bus/types.h"

/* Of a reply to /cases/query; without any when the case lacks nothing that has a name. ERR_FORMAT,
 * ERR_MEMORY. Untouched on failure. */
MUST_CHECK enum err correction_read(const char *body, size_t size,
                                    struct correction_list *ret_list);
