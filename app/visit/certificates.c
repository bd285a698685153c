/* SPDX-License-Identifier: Apache-2.0 */
/* One's own electronic certificates: the list, the one that was chosen, and its copy. Kept only
 * while the visit lasts. */
#include <string.h>

#include "app/visit/visit.h"
#include "platform/base/text.h"

void visit_take_certificates(struct visit *visit, const struct certificate_list *list)
{
    visit_forget_certificates(visit);
    visit->certificates = *list;
    visit->certificates_known = true;
}

void visit_forget_certificates(struct visit *visit)
{
    visit->certificates_known = false;
    certificate_list_wipe(&visit->certificates);
    visit->certificate = 0;
    visit->copy_known = false;
    pairs_wipe(&visit->copy);
}

enum err visit_choose_certificate(struct visit *visit, size_t which)
{
    if (which >= visit->certificates.count)
        return ERR_RANGE;
    visit->certificate = which;
    visit->copy_known = false;
    pairs_wipe(&visit->copy);
    visit->paper = VISIT_PAPER_NONE;
    return ERR_NONE;
}

const struct certificate *visit_certificate(const struct visit *visit)
{
    return &visit->certificates.row[visit->certificate];
}

enum err visit_copy_wish(const struct visit *visit, struct pairs *ret_form)
{
    struct pairs form = {0};
    TRY(visit_choices(visit, &form));
    enum err e = form.count < PAIRS_MAX ? ERR_NONE : ERR_TOO_LONG;
    if (e == ERR_NONE) {
        struct pair *pair = &form.pair[form.count++];
        text_copy(pair->name, sizeof pair->name, "certificate_identifier");
        e = secret_set_text(&pair->value, visit_certificate(visit)->identifier);
    }
    if (e != ERR_NONE) {
        pairs_wipe(&form);
        return e;
    }
    *ret_form = form;
    return ERR_NONE;
}

enum err visit_take_copy(struct visit *visit, struct pairs *copy)
{
    if (!*pairs_get(copy, "copy_code"))
        return ERR_FORMAT;
    if (strlen(pairs_get(copy, "copy_qr")) > VISIT_QR_MAX)
        return ERR_TOO_LONG;
    pairs_wipe(&visit->copy);
    visit->copy = *copy;
    *copy = (struct pairs){0};
    visit->copy_known = true;
    return ERR_NONE;
}
