/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what is asked about a person. */
#pragma once

#include "tests/province/desk.h"

struct answer desk_identify(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_step_up(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_shared_data(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_proof(struct desk *desk, const struct judge_request *r, const json_t *doc);
struct answer desk_list(struct desk *desk, const struct judge_request *r, const json_t *doc);

/* 0 status when whoever asks is known well enough for `level`. */
struct answer desk_look_at_level(struct desk *desk, const json_t *doc, int level, int64_t at_ms);
/* Of what was handed in: that level at the time of the consent, and who acts for an enterprise may.
 */
struct answer desk_look_at_sender(struct desk *desk, const json_t *doc, int level);
struct answer desk_failed(void);
