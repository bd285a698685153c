/* SPDX-License-Identifier: Apache-2.0 */
/* What the raw bytes of a code are. Phones write UTF-8, older systems GB18030, some codes carry
 * plain bytes; a decoder's own guess is not trusted (ISO/IEC 18004 gives no character set without
 * an ECI). A GB18030 text that is also strict UTF-8 is taken as UTF-8. */
#pragma once

#include "platform/base/err.h"

enum payload_kind { PAYLOAD_UTF8, PAYLOAD_GB18030, PAYLOAD_BINARY };

enum { PAYLOAD_MAX = 8192 };

/* Binary too when the C library has no memory to tell. */
enum payload_kind payload_classify(const void *data, size_t size);

/* The payload as UTF-8 with a NUL, both kinds of text. It may be personal: the caller wipes it.
 * ERR_ENCODING when it is binary, ERR_TOO_LONG when it does not fit, ERR_LIBRARY without
 * memory; *ret_text is then undefined. */
MUST_CHECK enum err payload_text(const void *data, size_t size, char *ret_text, size_t text_size);
