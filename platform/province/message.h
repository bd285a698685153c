/* SPDX-License-Identifier: Apache-2.0 */
/* What the kiosk tells the province, as canonical JSON: keys sorted by byte, no spaces, UTF-8
 * unescaped, no key twice, every value text or object. Words and lengths: openapi.yaml. Every
 * writer's result is at most MESSAGE_DOC_MAX bytes and personal: wipe it. */
#pragma once

#include "platform/bus/types.h"

enum { MESSAGE_DOC_MAX = 32 * 1024, CREDENTIAL_MAX = 512 };

/* Who sends, and when: stands in every message. */
struct message_sender {
    const char *kiosk_code; /* "K017" */
    const char *area_code;  /* "140802" */
    int64_t wall_ms;
};

/* POST /identify: a credential as read from a phone's code, sent as hex. */
MUST_CHECK enum err message_write_identify(const struct message_sender *sender,
                                           const void *credential, size_t size,
                                           struct secret *ret_doc);
/* POST /shared-data. `who`: applyer_name and applyer_page_code at least (ERR_MISSING), and
 * assurance_token when the province gave one. */
MUST_CHECK enum err message_write_shared(const struct message_sender *sender, const char *task_code,
                                         const struct pairs *who, struct secret *ret_doc);
/* POST /proofs: the same person, and what was chosen for the proof in `form`. ERR_MISSING without a
 * choice; names and values as in a case's form: ERR_FORMAT, ERR_TOO_LONG. */
MUST_CHECK enum err message_write_proof(const struct message_sender *sender, const char *task_code,
                                        const struct pairs *who, const struct pairs *form,
                                        struct secret *ret_doc);
/* POST /step-up: `reply` is empty (send a code to their phone) or holds step_up_id and code.
 * ERR_FORMAT: something else. */
MUST_CHECK enum err message_write_step_up(const struct message_sender *sender,
                                          const char *task_code, const struct pairs *who,
                                          const struct pairs *reply, struct secret *ret_doc);
/* POST /enterprises: `who` acts for an enterprise, of which `licence` holds applyer_page_code (18
 * places) or credential (the bytes of its code as lower-case hex). ERR_MISSING: neither;
 * ERR_FORMAT, ERR_TOO_LONG: no such code. */
MUST_CHECK enum err message_write_enterprise(const struct message_sender *sender,
                                             const char *task_code, const struct pairs *who,
                                             const struct pairs *licence, struct secret *ret_doc);
/* POST /cases/list: all cases of this person. */
MUST_CHECK enum err message_write_list(const struct message_sender *sender, const struct pairs *who,
                                       struct secret *ret_doc);
/* POST /cases/query: by a local number or project_no, one of which may be "". `who` NULL: only a
 * case of this kiosk is answered. ERR_MISSING without a number. */
MUST_CHECK enum err message_write_query(const struct message_sender *sender,
                                        const char *local_number, const char *project_no,
                                        const struct pairs *who, struct secret *ret_doc);
