/* SPDX-License-Identifier: Apache-2.0 */
/* Electronic certificates (电子证照, openapi.yaml §11): POST /certificates, POST
 * /certificates/copy. Names are those of up_lic_data. All of it is personal and kept nowhere: wipe
 * it. */
#pragma once

#include "platform/province/message.h"

enum { CERTIFICATE_CAUSE_CHARACTERS = 64, CERTIFICATE_LINES_MAX = 14, CERTIFICATE_QR_MAX = 300 };

/* The identifier 1.2.156.3005.2.TYPE.ISSUER.SERIAL.VERSION.CHECK: digits and capital letters, the
 * issuer 18 of them; CHECK by ISO 7064 MOD 37,36 over the four parts before it without their dots
 * (single source: what the check covers). ERR_FORMAT, ERR_CHECKSUM. */
MUST_CHECK enum err certificate_check(const char *identifier);
/* The character that ISO 7064 MOD 37,36 puts behind `text` of 0-9 A-Z; 0 when it holds another. */
char certificate_check_character(const char *text, size_t len);

/* POST /certificates: `form` holds use_cause, what they are wanted for. ERR_MISSING without it;
 * ERR_TOO_LONG beyond CERTIFICATE_CAUSE_CHARACTERS; `who` as message_write_shared(). */
MUST_CHECK enum err certificate_write_list(const struct message_sender *sender,
                                           const char *task_code, const struct pairs *who,
                                           const struct pairs *form, struct secret *ret_doc);
/* POST /certificates/copy: the same and certificate_identifier, which is checked. */
MUST_CHECK enum err certificate_write_copy(const struct message_sender *sender,
                                           const char *task_code, const struct pairs *who,
                                           const struct pairs *form, struct secret *ret_doc);

/* At most CERTIFICATES_MAX; one whose identifier is not sound is left out and counted. ERR_FORMAT.
 * Untouched on failure. */
MUST_CHECK enum err certificate_read_list(const char *body, size_t size,
                                          struct certificate_list *ret_list);
/* certificate_name, copy_code, copy_qr ("" when there is none), then each line in its order under
 * its label. ERR_FORMAT, ERR_MEMORY. Untouched on failure. */
MUST_CHECK enum err certificate_read_copy(const char *body, size_t size, struct pairs *ret_copy);
