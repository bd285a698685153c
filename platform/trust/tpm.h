/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: "tpm:0x81010003?tcti=…&pcrs=…", and what the TPM keeps sealed. */
#pragma once

#include "platform/base/err.h"

enum { TPM_PHRASE_MAX = 128 }; /* TPM 2.0 part 2, MAX_SYM_DATA */

/* A persistent handle: 0x81000000 to 0x81FFFFFF (TPM 2.0 part 2, 7.5). ERR_FORMAT. */
MUST_CHECK enum err tpm_handle_of(const char *place, uint32_t *ret_handle);
/* "device:/dev/tpmrm0" when the place says nothing. ERR_TOO_LONG. */
MUST_CHECK enum err tpm_tcti_of(const char *place, char *ret_tcti, size_t size);

/* The data sealed behind a persistent handle, with a NUL; the caller wipes it. `pcrs=0,2,4,7` in
 * the place: the object opens only while these registers (SHA-256) hold what they held when it was
 * sealed. ERR_KEY: not there, or the registers differ; ERR_UNREACHABLE: no TPM; ERR_FORMAT. */
MUST_CHECK enum err tpm_unseal(const char *place, char ret_phrase[TPM_PHRASE_MAX + 1]);
