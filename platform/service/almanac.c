/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/almanac.h"

#include <string.h>

#include "platform/base/durable.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/province/calendar.h"
#include "platform/province/signed.h"

enum { PATH_SIZE = 256 };

static const char file_name[] = "calendar.json";

static enum err read_body(const struct almanac *a, const char *body, size_t size,
                          struct calendar *ret_calendar)
{
    char area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY];
    enum err e = calendar_read(body, size, ret_calendar, area, why);
    if (e != ERR_NONE) {
        log_event(LOG_WARN, "calendar_faulty", "err=%s why=\"%s\"", err_name(e), why);
        return e;
    }
    return calendar_area_fits(area, a->area) ? ERR_NONE : ERR_REFUSED;
}

static enum err open_signed(const struct almanac *a, struct signed_text text,
                            struct calendar *ret_calendar)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    TRY(signed_open(a->publisher, CALENDAR_KIND, text, &body, &size));
    return read_body(a, body, size, ret_calendar);
}

static enum err read_file(enum place place, const char *name, char **ret_text, size_t *ret_size)
{
    char path[PATH_SIZE];
    TRY(paths_join(place, name, path, sizeof path));
    return paths_read_file(path, SIGNED_TEXT_MAX, ret_text, ret_size);
}

static void load_bundled(struct almanac *a)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    enum err e = read_file(PLACE_ASSETS, "calendar/national.json", &body, &size);
    if (e == ERR_NONE)
        e = read_body(a, body, size, &a->calendar);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "calendar_missing", "err=%s", err_name(e));
}

static void load_kept(struct almanac *a)
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    struct calendar kept;
    enum err e = read_file(PLACE_STATE, file_name, &text, &size);
    if (e == ERR_ABSENT)
        return;
    if (e == ERR_NONE)
        e = open_signed(a, (struct signed_text){text, size}, &kept);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "calendar_unreadable", "err=%s", err_name(e));
    else if (kept.version > a->calendar.version)
        a->calendar = kept;
}

void almanac_load(struct almanac *almanac, const struct sm2_key *publisher, const char *area)
{
    *almanac = (struct almanac){.publisher = publisher, .area = area};
    load_bundled(almanac);
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

static void keep(const char *text, size_t size)
{
    char path[PATH_SIZE];
    enum err e = paths_join(PLACE_STATE, file_name, path, sizeof path);
    if (e == ERR_NONE)
        e = durable_write(path, text, size);
    if (e != ERR_NONE) /* it counts all the same, until the next start */
        log_event(LOG_ERROR, "calendar_not_kept", "err=%s", err_name(e));
}

enum err almanac_take(struct almanac *almanac, const char *text, size_t size, bool *ret_changed)
{
    struct calendar came;
    TRY(open_signed(almanac, (struct signed_text){text, size}, &came));
    if (came.version <= almanac->calendar.version) {
        if (!is_same(&came, &almanac->calendar))
            return ERR_CONFLICT;
        *ret_changed = false;
        return ERR_NONE;
    }
    almanac->calendar = came;
    *ret_changed = true;
    keep(text, size);
    return ERR_NONE;
}
