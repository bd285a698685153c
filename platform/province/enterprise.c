/* SPDX-License-Identifier: Apache-2.0 */
/* Somebody acts for an enterprise (openapi.yaml §15). */
#include <string.h>

#include "platform/province/codes.h"
#include "platform/province/message_json.h"

/* GB 32100-2015 4: digits and capitals without I, O, S, V, Z. */
#define CREDIT_ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY"

enum { CREDIT_PLACES = 18 };

/* In this message the person is the contact, as in the case that follows. */
static enum err put_contact(json_t *object, const struct pairs *who)
{
    const char *type = pairs_get(who, "applyer_page_type");
    TRY(message_put_column(object, "contact_name", pairs_get(who, "applyer_name")));
    TRY(message_put_column(object, "contact_type", *type ? type : MESSAGE_ID_CARD));
    TRY(message_put_column(object, "contact_code", pairs_get(who, "applyer_page_code")));
    return message_put_token(object, pairs_get(who, "assurance_token"));
}

static enum err put_licence(json_t *object, const struct pairs *licence)
{
    const char *code = pairs_get(licence, "applyer_page_code");
    const char *credential = pairs_get(licence, "credential");
    size_t len = strlen(credential);
    if (*code) {
        if (strlen(code) != CREDIT_PLACES || strspn(code, CREDIT_ALPHABET) != CREDIT_PLACES)
            return ERR_FORMAT;
        return json_put_text(object, "applyer_page_code", code);
    }
    if (len == 0)
        return ERR_MISSING;
    if (len > 2 * (size_t)CREDENTIAL_MAX)
        return ERR_TOO_LONG;
    if (len % 2 != 0 || strspn(credential, "0123456789abcdef") != len)
        return ERR_FORMAT;
    return json_put_text(object, "credential", credential);
}

enum err message_write_enterprise(const struct message_sender *sender, const char *task_code,
                                  const struct pairs *who, const struct pairs *licence,
                                  struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(code_check_task(task_code, CODE_EXCHANGE));
    TRY(message_begin(sender, "enterprise", &object));
    TRY(json_put_text(object, "task_code", task_code));
    TRY(put_contact(object, who));
    TRY(put_licence(object, licence));
    return message_end(object, ret_doc);
}
