/* SPDX-License-Identifier: Apache-2.0 */
/* jansson forgets where a value stood; staff who wrote the file want the line. */
#pragma once

#include "platform/base/must.h"

/* 1-based line of the value at `path` ("fields[3].options[0].value") in valid JSON; when it is not
 * there, the line of the innermost part that is. */
int where_line(const char *json, const char *path);
