/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What is told of a case: the province's message as it is, or the sentence that stands for a word
 * of the kiosk's own (CASE_WORD_LOST …). "" stays "". */
const char *news_words(const char *message);
