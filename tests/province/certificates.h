/* SPDX-License-Identifier: Apache-2.0 */
/* Electronic certificates of invented people (openapi.yaml §11), and copies of them. */
#pragma once

#include "tests/province/desk.h"

struct answer desk_certificates(struct desk *desk, const struct judge_request *r,
                                const json_t *doc);
struct answer desk_certificate_copy(struct desk *desk, const struct judge_request *r,
                                    const json_t *doc);
