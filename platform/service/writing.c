/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/writing.h"

#include "platform/base/log.h"
#include "platform/province/rating.h"

static enum err seal(const struct writing *w, struct secret *doc, char **ret_body, size_t *ret_size)
{
    enum err e = envelope_build(w->writer, doc, w->sender.wall_ms, ret_body, ret_size);
    secret_wipe(doc);
    return e;
}

enum err writing_make_case(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    const struct writing *w = user;
    const struct submission submission = {w->application, w->material->count, w->material->told};
    struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    enum err e = submission_write_with(&submission, &w->sender, local_number, &doc, why);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "application_refused", "field=%s err=%s", why, err_name(e));
        return e;
    }
    return seal(w, &doc, ret_body, ret_size);
}

enum err writing_make_rating(void *user, const char *local_number, char **ret_body,
                             size_t *ret_size)
{
    (void)local_number;
    const struct writing *w = user;
    struct secret doc = {0};
    TRY(rating_write(w->rating, &w->sender, w->application_id, &doc));
    return seal(w, &doc, ret_body, ret_size);
}
