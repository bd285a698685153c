/* SPDX-License-Identifier: Apache-2.0 */
/* What this province publishes to all kiosks: documents signed by its publisher's key. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct publisher;

/* Reads publisher-sm2.key in the directory; a calendar is published from the start. NULL when there
 * is no such key. */
struct publisher *publisher_new(const char *directory);
void publisher_free(struct publisher *publisher);
/* Publishes what stands in the file. `forged`: the signature is another key's. NULL, or why not. */
const char *publisher_set(struct publisher *publisher, const char *kind, const char *path,
                          bool forged);
/* The same from a text. */
const char *publisher_say(struct publisher *publisher, const char *kind, const char *body,
                          bool forged);
/* What was published last, as it was given; "" when nothing was. */
const char *publisher_body(const struct publisher *publisher, const char *kind);
/* The signed document, NULL when nothing of that kind is published. The caller releases it. */
json_t *publisher_get(const struct publisher *publisher, const char *kind);
/* The same with a signature that is wrong. */
json_t *publisher_forge(const struct publisher *publisher, const char *kind);
