/* SPDX-License-Identifier: Apache-2.0 */
/* The schemas of openapi.yaml as tables: required names, lengths, patterns, constants. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

/* `operation`: identify, shared_data, proof, submit, list, query, rate. NULL when doc keeps its
 * schema, else the name of the field that breaks it. */
const char *schema_check(json_t *doc, const char *operation);
