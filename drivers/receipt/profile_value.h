/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a profile that are more than a number or a word, and rules between its keys. */
#pragma once

#include "drivers/receipt/profile.h"

/* "own3:20 eot2:04" → struct profile_bits. NULL, or what is wrong. */
const char *profile_read_bits(const char *text, void *ret_bits);
/* "none" or 0 to 255 → int. */
const char *profile_read_code_page(const char *text, void *ret_number);
/* As keyfile's check: a struct receipt_profile whose keys are well each by itself. */
const char *profile_check(const void *filled, const char **ret_name);
