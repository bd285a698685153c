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
/* Publishes an item's file: NULL and its SM3 in hex, or why not. */
const char *publisher_put_item(struct publisher *publisher, const char *path, char ret_sm3[65]);
/* {"item": base64} of the file with that SM3; NULL when there is none. The caller releases it. */
json_t *publisher_get_item(const struct publisher *publisher, const char *sm3);
/* The same for a part of a catalogue, {"part": base64}. A catalogue too long for one reply is cut
 * into parts when it is published. */
const char *publisher_put_part(struct publisher *publisher, const char *path, char ret_sm3[65]);
json_t *publisher_get_part(const struct publisher *publisher, const char *sm3);
/* The item's row in the catalogue that is published, 在用; NULL when there is none. Borrowed until
 * the next catalogue. */
const json_t *publisher_find_row(const struct publisher *publisher, const char *task_code);
/* What was published last, as it was given; "" when nothing was. */
const char *publisher_body(const struct publisher *publisher, const char *kind);
/* The signed document, NULL when nothing of that kind is published. The caller releases it. */
json_t *publisher_get(const struct publisher *publisher, const char *kind);
/* The same with a signature that is wrong. */
json_t *publisher_forge(const struct publisher *publisher, const char *kind);
/* "item FILE", "part FILE": their SM3; "KIND [forged] FILE". NULL, or why not. */
const char *publisher_obey(struct publisher *publisher, const char *line, char ret_sm3[65]);
