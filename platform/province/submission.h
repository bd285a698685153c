/* SPDX-License-Identifier: Apache-2.0 */
/* POST /cases: an application in the words of the national exchange tables (up_pro_accept).
 * POST /hotline-orders: a 12345 order, in the same words where they are the same (order.h). */
#pragma once

#include "platform/province/message.h"

/* One that goes with it, sealed (attachment.h). */
struct submission_attachment {
    char name[FIELD_NAME_TEXT]; /* of the item's material */
    const char *media_type, *address, *sm3;
    size_t size;
};

struct submission {
    const struct application *application;
    size_t count;
    const struct submission_attachment *attachment;
};

/* Fields that are columns of up_pro_accept (applyer_name, applyer_type, applyer_page_type,
 * applyer_page_code, contact_mobile, contact_name, contact_type, contact_code, address, zip_code)
 * stand at the top, where they came from in `field_source`; all others in `form`, as
 * {"value","source"}. applyer_type 1 (自然人) and applyer_page_type 111 (居民身份证, GA/T 2000.156)
 * are filled in when the form does not say. apply_type 9 (GB/T 39046 A.5 has no kiosk) and
 * proSource 5 (自助服务端) are the contract's: a form that says otherwise is ERR_RANGE; apply_date
 * is always the sender's time.
 * Materials stand in `materials`, with the addresses of those attachments that have their name.
 * Of an order order_type, order_area, subject, title and content stand at the top, too, and all are
 * demanded; application_id is called order_id, apply_date order_date, and there is no apply_type.
 * An anonymous application holds none of the columns that name a person (ERR_RANGE) and says
 * anonymous "1".
 * ERR_MISSING: no applyer_name, applyer_page_code, application_id, consent … ERR_TOO_LONG,
 * ERR_RANGE, ERR_FORMAT (a name twice, a control character, a wrong digit), ERR_ENCODING. ret_why
 * (NULL or FIELD_NAME_TEXT bytes) names the field. */
MUST_CHECK enum err submission_write(const struct application *application,
                                     const struct message_sender *sender, const char *local_number,
                                     struct secret *ret_doc, char *ret_why);
/* The same with what goes with it, in that order. */
MUST_CHECK enum err submission_write_with(const struct submission *submission,
                                          const struct message_sender *sender,
                                          const char *local_number, struct secret *ret_doc,
                                          char *ret_why);
