/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/published.h"

#include "platform/base/durable.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/province/calendar.h"

enum { PATH_SIZE = 256 };

enum err published_load(const struct published *p, char **ret_body, size_t *ret_size)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    TRY(paths_join(PLACE_STATE, p->file, path, sizeof path));
    TRY(paths_read_file(path, SIGNED_TEXT_MAX, &text, &size));
    return signed_open(p->publisher, p->kind, (struct signed_text){text, size}, ret_body, ret_size);
}

void published_keep(const struct published *p, struct signed_text text)
{
    char path[PATH_SIZE];
    enum err e = paths_join(PLACE_STATE, p->file, path, sizeof path);
    if (e == ERR_NONE)
        e = durable_write(path, text.text, text.size);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "published_not_kept", "kind=%s err=%s", p->kind, err_name(e));
}

enum err published_fits(const struct published *p, const char *area, uint32_t version,
                        uint32_t held)
{
    if (!calendar_area_fits(area, p->area))
        return ERR_REFUSED;
    return version < held ? ERR_CONFLICT : ERR_NONE;
}
