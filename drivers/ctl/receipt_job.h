/* SPDX-License-Identifier: Apache-2.0 */
/* A print job as a text that people write (README.md) → struct receipt_job. */
#pragma once

#include "drivers/bus/types.h"

enum { RECEIPT_JOB_TEXT_MAX = 256 * 1024, RECEIPT_JOB_WHY = 160 };

/* On failure *ret_job is untouched and ret_why says line and reason: "line 3: …". ERR_FORMAT,
 * ERR_ENCODING, ERR_RANGE, ERR_MISSING (no line at all), ERR_TOO_LONG, ERR_MEMORY. The caller
 * wipes. */
MUST_CHECK enum err receipt_job_parse(const char *text, size_t size, struct receipt_job *ret_job,
                                      char ret_why[RECEIPT_JOB_WHY]);
