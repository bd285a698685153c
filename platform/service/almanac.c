/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/almanac.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/province/calendar.h"

enum { PATH_SIZE = 256 };

static enum err read_body(const struct almanac *a, const char *body, size_t size,
                          struct calendar *ret_calendar)
{
    char area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY];
    struct calendar came;
    enum err e = calendar_read(body, size, &came, area, why);
    if (e != ERR_NONE) {
        log_event(LOG_WARN, "calendar_faulty", "err=%s why=\"%s\"", err_name(e), why);
        return e;
    }
    TRY(published_fits(&a->published, area, came.version, a->calendar.version));
    *ret_calendar = came;
    return ERR_NONE;
}

static void load_bundled(struct almanac *a)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *body = NULL;
    size_t size;
    enum err e = paths_join(PLACE_ASSETS, "calendar/national.json", path, sizeof path);
    if (e == ERR_NONE)
        e = paths_read_file(path, SIGNED_TEXT_MAX, &body, &size);
    if (e == ERR_NONE)
        e = read_body(a, body, size, &a->calendar);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "calendar_missing", "err=%s", err_name(e));
}

static void load_kept(struct almanac *a)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    enum err e = published_load(&a->published, &body, &size);
    if (e == ERR_NONE)
        e = read_body(a, body, size, &a->calendar);
    /* ERR_CONFLICT: the one that came with the kiosk is newer. */
    if (e == ERR_NONE)
        published_saw(&a->published, a->calendar.version);
    if (e != ERR_NONE && e != ERR_ABSENT && e != ERR_CONFLICT)
        log_event(LOG_WARN, "calendar_unreadable", "err=%s", err_name(e));
}

void almanac_load(struct almanac *almanac, const struct sm2_key *publisher, const char *area)
{
    *almanac = (struct almanac){.published = {CALENDAR_KIND, "calendar.json", publisher, area}};
    load_bundled(almanac); /* whatever was seen: it came with the kiosk */
    published_recall(&almanac->published);
    load_kept(almanac);
}

static bool is_same(const struct calendar *a, const struct calendar *b)
{
    bool same = a->version == b->version && a->from == b->from && a->until == b->until &&
                a->office_from == b->office_from && a->office_until == b->office_until &&
                a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->day[i].date == b->day[i].date && a->day[i].works == b->day[i].works;
    return same;
}

enum err almanac_take(struct almanac *almanac, const char *text, size_t size, bool *ret_changed)
{
    const struct signed_text came_text = {text, size};
    AUTO(auto_free) char *body = NULL;
    size_t body_size;
    struct calendar came;
    TRY(signed_open(almanac->published.publisher, CALENDAR_KIND, came_text, &body, &body_size));
    TRY(read_body(almanac, body, body_size, &came));
    if (came.version == almanac->calendar.version) {
        if (!is_same(&came, &almanac->calendar))
            return ERR_CONFLICT;
        *ret_changed = false;
        return ERR_NONE;
    }
    almanac->calendar = came;
    *ret_changed = true;
    published_keep(&almanac->published, came_text);
    published_saw(&almanac->published, came.version);
    return ERR_NONE;
}
