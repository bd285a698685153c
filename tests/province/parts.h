/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue that is too long for one reply, cut into parts (openapi.yaml, /catalogue-parts). */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

enum { PARTS_BODY_MAX = 700 * 1024, PARTS_ROWS = 250 };

/* The head that names its parts, whose rows are in `files` from then on, by SM3: {"part": base64}.
 * The caller frees; NULL: no memory, or no catalogue. */
char *parts_cut(const json_t *catalogue, json_t *files);
/* A file as it is, and its SM3 in hex. False: no memory. */
bool parts_put(json_t *files, const char *text, size_t size, char ret_sm3[65]);
