/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/bulletin.h"

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/log.h"
#include "platform/courier/fetch.h"
#include "platform/province/reply.h"
#include "platform/service/supply.h"
#include "platform/service/trail.h"

enum { CALENDAR_PERIOD_MS = 6 * 3600 * 1000, WORD = 24 };

struct bulletin {
    struct bulletin_parts parts;
    struct shelf shelf;
    struct almanac almanac;
    struct supply *supply;
    struct fetches *fetches;
    enum err catalogue_err; /* of the last one: told once */
};

static void tell(const struct bulletin *b, const char *kind, enum err e, uint32_t version)
{
    char word[WORD];
    snprintf(word, sizeof word, "%s-%u", kind, version);
    if (e == ERR_NONE)
        log_event(LOG_INFO, "published_taken", "kind=%s version=%u", kind, version);
    else
        log_event(LOG_WARN, "published_refused", "kind=%s err=%s", kind, err_name(e));
    trail(b->parts.audit, AUDIT_PUBLISHED, e == ERR_NONE ? word : kind, err_name(e));
}

/* Told once; what the line does is told by who asked. */
static void refuse(struct bulletin *b, enum err e)
{
    if (e != b->catalogue_err)
        tell(b, CATALOGUE_KIND, e, 0);
    b->catalogue_err = e;
}

/* The set counts on disk; now here and on the screen. */
static void on_supplied(void *user, enum err e, struct catalogue *catalogue)
{
    struct bulletin *b = user;
    if (e == ERR_NONE)
        e = shelf_put_on(&b->shelf, catalogue);
    if (e != ERR_NONE) {
        refuse(b, e);
        return;
    }
    tell(b, CATALOGUE_KIND, ERR_NONE, b->shelf.catalogue.version);
    b->catalogue_err = ERR_NONE;
    b->parts.catalogue(b->parts.user);
}

void bulletin_catalogue_came(struct bulletin *bulletin, const char *body, size_t size)
{
    struct bulletin *b = bulletin;
    AUTO(auto_free) char *text = NULL;
    struct catalogue came = {.version = 0};
    enum err e = reply_read_published(body, size, &text, &size);
    if (e == ERR_NONE)
        e = shelf_look(&b->shelf, (struct signed_text){text, size}, &came);
    if (e == ERR_NONE && came.version)
        e = supply_begin(b->supply, &came, (struct signed_text){text, size});
    if (e != ERR_NONE)
        refuse(b, e);
    if (shelf_turn(&b->shelf, date_in_china(clock_wall_ms(), NULL)))
        b->parts.catalogue(b->parts.user);
}

static void on_calendar_came(void *user, const char *body, size_t size)
{
    struct bulletin *b = user;
    bool changed = false;
    AUTO(auto_free) char *text = NULL;
    enum err e = reply_read_published(body, size, &text, &size);
    if (e == ERR_NONE)
        e = almanac_take(&b->almanac, text, size, &changed);
    if (changed || e != ERR_NONE)
        tell(b, "calendar", e, b->almanac.calendar.version);
    if (changed)
        b->parts.calendar(b->parts.user);
}

static const struct fetch_kind fetched[] = {{"/calendar", CALENDAR_PERIOD_MS, on_calendar_came}};

enum err bulletin_new(const struct bulletin_parts *parts, struct bulletin **ret_bulletin)
{
    struct bulletin *b = calloc(1, sizeof *b);
    if (!b)
        return ERR_MEMORY;
    b->parts = *parts;
    shelf_load(&b->shelf, parts->publisher, &parts->at);
    almanac_load(&b->almanac, parts->publisher, parts->at.area);
    const struct supply_parts supply = {.loop = parts->loop,
                                        .timers = parts->timers,
                                        .gate = parts->gate,
                                        .stock = &b->shelf.stock,
                                        .fn = on_supplied,
                                        .user = b};
    enum err e = supply_new(&supply, &b->supply);
    if (e == ERR_NONE)
        e = fetches_new(parts->gate, parts->timers, fetched, ARRAY_LEN(fetched), &b->fetches);
    if (e != ERR_NONE) {
        bulletin_free(b);
        return e;
    }
    fetches_use(b->fetches, b);
    *ret_bulletin = b;
    return ERR_NONE;
}

void bulletin_free(struct bulletin *bulletin)
{
    if (!bulletin)
        return;
    supply_free(bulletin->supply);
    fetches_free(bulletin->fetches);
    shelf_done(&bulletin->shelf);
    free(bulletin);
}

void bulletin_online(struct bulletin *bulletin, bool online)
{
    fetches_online(bulletin->fetches, online);
}

void bulletin_refresh(struct bulletin *bulletin)
{
    fetches_refresh(bulletin->fetches);
}

const struct shelf *bulletin_shelf(const struct bulletin *bulletin)
{
    return &bulletin->shelf;
}

const struct calendar *bulletin_calendar(const struct bulletin *bulletin)
{
    return &bulletin->almanac.calendar;
}
