/* SPDX-License-Identifier: Apache-2.0 */
/* What the province keeps: cases, ratings and the answer given to each Idempotency-Key. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct store;

/* NULL when `path` cannot be used. */
struct store *store_new(const char *path);
void store_free(struct store *store);

enum store_key { STORE_KEY_NEW, STORE_KEY_SAME, STORE_KEY_OTHER };

/* STORE_KEY_SAME: *ret_answer is the first answer's body; the caller releases it. */
enum store_key store_look(struct store *store, const char *key, const char *digest,
                          json_t **ret_answer);

struct store_case {
    const char *key, *digest; /* of the request */
    const char *kiosk;
    const json_t *doc;
    const char *project_no;
    const json_t *answer;
    const json_t *standing; /* of a case: what it is asked for later */
};

/* False when the database failed. */
bool store_add_case(struct store *store, const struct store_case *one);
/* The rating of a case of this kiosk; false when there is no such case. */
bool store_add_rating(struct store *store, const struct store_case *one);

/* The first answer for an application; NULL when there is none. The caller releases it. */
json_t *store_answer_of_application(struct store *store, const char *application_id);
/* For a kiosk's own number; NULL when it is not this kiosk's case. `kiosk` NULL: any. */
json_t *store_answer_of_number(struct store *store, const char *kiosk, const char *local_number);
/* A number, ours or the kiosk's ("": not told), asked by a kiosk and of a person ("": not told). */
struct store_asked {
    const char *kiosk, *local_number, *project_no, *page_code;
};
/* NULL unless this person applied for it or, where none is named, this kiosk sent it. */
json_t *store_find(struct store *store, const struct store_asked *asked);
/* How the case stands now; what was answered at first stays the answer to its key. */
bool store_set_answer(struct store *store, const char *local_number, const json_t *answer);
/* A number's case is a 12345 order. */
bool store_is_order(struct store *store, const char *local_number);
/* What a number's case is about (64 bytes). */
bool store_task_of_number(struct store *store, const char *local_number, char *ret_task_code);
/* `data` of /cases/list: cases of this person, newest first. The caller releases it. */
json_t *store_cases_of(struct store *store, const char *page_code);
/* What came after a case was returned: kept with its answer, and the case stands anew (`standing`,
 * the whole answer). */
bool store_add_correction(struct store *store, const struct store_case *one);
/* The first answer for a correction; how the case stands that a kiosk's own number corrected. NULL
 * when there is none. */
json_t *store_answer_of_correction(struct store *store, const char *correction_id);
json_t *store_answer_of_corrected(struct store *store, const char *kiosk, const char *local_number);
/* All that came for a case, in order. The caller releases it. */
json_t *store_corrections_of(struct store *store, const char *project_no);
/* Of all cases, in the order they came: application_id, local_number, project_no, and behind how
 * many cases. The caller releases it. */
json_t *store_list_corrections(struct store *store);
/* Proofs that were given out: how many, one more, and whether this one was this person's. */
int store_count_proofs(struct store *store);
bool store_add_proof(struct store *store, const char *code, const char *page_code);
bool store_has_proof(struct store *store, const char *code, const char *page_code);

/* Who was made sure of, and until when (milliseconds since 1970). */
bool store_add_token(struct store *store, const char *token, const char *page_code,
                     int64_t until_ms);
bool store_has_token(struct store *store, const char *token, const char *page_code, int64_t at_ms);

/* How many cases have a project number that begins so. */
int store_count_project(struct store *store, const char *prefix);

int store_count_cases(struct store *store);
int store_count_ratings(struct store *store);
/* All cases in the order they came, for `cases`. The caller releases it. */
json_t *store_list(struct store *store);
