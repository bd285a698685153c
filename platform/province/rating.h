/* SPDX-License-Identifier: Apache-2.0 */
/* POST /cases/rating: 好差评. The two official scales run in opposite directions; each has a
 * function that names its own, and no number of either is kept anywhere. */
#pragma once

#include "platform/province/message.h"

/* 好差评 exchange `satisfaction`: 5 非常满意 … 1 非常不满意. */
int rating_haochaping_number(enum satisfaction s);
/* GB/T 39046-2020 A.8 满意度代码: 1 非常满意 … 5 非常不满意. */
int rating_gb39046_number(enum satisfaction s);

/* `application_id` of the rated case. pf is 5 (大厅自助终端), proSource 5. Below 3 on the 好差评
 * scale one reason code or words are demanded: ERR_MISSING. reason_codes: norm codes of that very
 * level, comma separated ("412,408"), else ERR_RANGE or ERR_FORMAT. */
MUST_CHECK enum err rating_write(const struct rating *rating, const struct message_sender *sender,
                                 const char *application_id, struct secret *ret_doc);
