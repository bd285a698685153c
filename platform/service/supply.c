/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/supply.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/province/reply.h"
#include "platform/service/reader.h"

enum {
    STATUS_OK = 200,
    AT_A_TIME = 64, /* items looked at before the loop turns to others */
    OPERATION = 96
};

struct supply {
    struct supply_parts parts;
    struct timer *step;
    struct http_exchange *exchange;
    struct reader *reader;
    struct catalogue catalogue; /* version 0: none is under way */
    char *text;
    size_t size, at;               /* the item that is looked at, once all parts joined */
    size_t fetched, parts_fetched; /* of this set */
    uint32_t refused;              /* a version, and when it may be tried again */
    int64_t refused_until;         /* clock_now_ms() */
};

static void forget(struct supply *s)
{
    timer_stop(s->step);
    http_cancel(s->exchange);
    reader_free(s->reader);
    catalogue_done(&s->catalogue);
    free(s->text);
    s->exchange = NULL;
    s->reader = NULL;
    s->text = NULL;
    s->size = s->at = s->fetched = s->parts_fetched = 0;
}

/* What the line or the disk did may be otherwise the next time; what was published will not be so
 * soon. */
static bool is_refusal(enum err e)
{
    return e == ERR_CHECKSUM || e == ERR_CONFLICT || e == ERR_FORMAT || e == ERR_TOO_LONG ||
           e == ERR_NOT_FOUND;
}

static void end(struct supply *s, enum err e)
{
    struct catalogue catalogue = s->catalogue;
    if (is_refusal(e)) {
        s->refused = catalogue.version;
        s->refused_until = clock_now_ms() + SUPPLY_AGAIN_MS;
    }
    if (e == ERR_NONE)
        log_event(LOG_INFO, "items_taken", "version=%u items=%zu fetched=%zu parts=%zu of %zu",
                  catalogue.version, catalogue.count, s->fetched, s->parts_fetched,
                  catalogue.part_count);
    s->catalogue = (struct catalogue){.version = 0};
    forget(s);
    s->parts.fn(s->parts.user, e, &catalogue);
    catalogue_done(&catalogue);
}

static void commit(struct supply *s)
{
    end(s, stock_commit(s->parts.stock, (struct signed_text){s->text, s->size}));
}

static void on_read(void *user, enum err e)
{
    struct supply *s = user;
    s->reader = NULL;
    if (e == ERR_NONE)
        commit(s);
    else
        end(s, e);
}

static bool brings_items(const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (*catalogue->entry[i].sm3)
            return true;
    return false;
}

static enum err read_all(struct supply *s)
{
    char path[STOCK_PATH];
    if (!brings_items(&s->catalogue)) {
        commit(s);
        return ERR_NONE;
    }
    TRY(stock_trim(s->parts.stock, &s->catalogue));
    TRY(stock_fresh_path(s->parts.stock, path));
    return reader_new(s->parts.loop, path, on_read, s, &s->reader);
}

static enum err put_part(struct supply *s, const struct http_reply *reply)
{
    AUTO(auto_free) char *part = NULL;
    size_t size;
    TRY(reply_read_part(reply->body, reply->size, &part, &size));
    TRY(stock_put_part(s->parts.stock, &s->catalogue, (struct signed_text){part, size}));
    s->parts_fetched++;
    return ERR_NONE;
}

static enum err put_item(struct supply *s, const struct http_reply *reply)
{
    AUTO(auto_free) char *item = NULL;
    size_t size;
    TRY(reply_read_item(reply->body, reply->size, &item, &size));
    TRY(stock_put(s->parts.stock, &s->catalogue.entry[s->at], (struct signed_text){item, size}));
    s->fetched++;
    s->at++;
    return ERR_NONE;
}

/* The parts come first: they say which items there are. */
static bool lacks_part(const struct supply *s)
{
    return !catalogue_is_whole(&s->catalogue);
}

static const char *name_of_wanted(const struct supply *s)
{
    return lacks_part(s) ? s->catalogue.part[s->catalogue.joined].sm3
                         : s->catalogue.entry[s->at].row.task_code;
}

static void on_file(void *user, enum err e, const struct http_reply *reply)
{
    struct supply *s = user;
    enum { GONE = 404 };
    s->exchange = NULL;
    bool part = lacks_part(s);
    if (e == ERR_NONE && reply->status != STATUS_OK)
        e = reply->status == GONE ? ERR_NOT_FOUND : ERR_BUSY;
    if (e == ERR_NONE)
        e = part ? put_part(s, reply) : put_item(s, reply);
    if (e == ERR_NONE) {
        timer_set_after(s->step, 0);
        return;
    }
    log_event(LOG_WARN, part ? "part_not_taken" : "item_not_taken", "%s=%s err=%s status=%d",
              part ? "part_sm3" : "task_code", name_of_wanted(s), err_name(e),
              reply ? reply->status : 0);
    end(s, e);
}

static enum err fetch(struct supply *s)
{
    char operation[OPERATION];
    if (lacks_part(s))
        snprintf(operation, sizeof operation, "/catalogue-parts/%s",
                 s->catalogue.part[s->catalogue.joined].sm3);
    else
        snprintf(operation, sizeof operation, "/items/%s", s->catalogue.entry[s->at].sm3);
    const struct gate_request request = {.operation = operation, .idempotency_key = ""};
    return gate_send(s->parts.gate, &request, on_file, s, &s->exchange);
}

/* The loop turns to others, then it goes on. */
static enum err rest(struct supply *s)
{
    timer_set_after(s->step, 0);
    return ERR_NONE;
}

/* Goes on until something must be waited for; ERR_NONE: it is waited for. */
static enum err go_on(struct supply *s)
{
    if (lacks_part(s)) {
        enum err e = stock_carry_part(s->parts.stock, &s->catalogue);
        return e == ERR_ABSENT ? fetch(s) : e == ERR_NONE ? rest(s) : e;
    }
    for (size_t n = 0; s->at < s->catalogue.count; s->at++) {
        const struct catalogue_entry *entry = &s->catalogue.entry[s->at];
        if (!*entry->sm3)
            continue;
        enum err e = stock_carry(s->parts.stock, entry);
        if (e == ERR_ABSENT)
            return fetch(s);
        TRY(e);
        if (++n == AT_A_TIME) {
            s->at++;
            return rest(s);
        }
    }
    return read_all(s);
}

static void on_step(void *user)
{
    struct supply *s = user;
    enum err e = go_on(s);
    if (e != ERR_NONE)
        end(s, e);
}

enum err supply_new(const struct supply_parts *parts, struct supply **ret_supply)
{
    struct supply *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->parts = *parts;
    enum err e = timer_new(parts->timers, on_step, s, &s->step);
    if (e != ERR_NONE) {
        free(s);
        return e;
    }
    *ret_supply = s;
    return ERR_NONE;
}

void supply_free(struct supply *supply)
{
    if (!supply)
        return;
    forget(supply);
    timer_free(supply->step);
    free(supply);
}

enum err supply_begin(struct supply *supply, struct catalogue *catalogue, struct signed_text text)
{
    struct supply *s = supply;
    bool held_off = catalogue->version == s->refused && clock_now_ms() < s->refused_until;
    if (held_off || (s->catalogue.version && catalogue->version <= s->catalogue.version)) {
        catalogue_done(catalogue);
        return ERR_NONE;
    }
    forget(s);
    s->text = strndup(text.text, text.size);
    enum err e = s->text ? stock_begin(s->parts.stock, catalogue->version) : ERR_MEMORY;
    if (e != ERR_NONE) {
        forget(s);
        catalogue_done(catalogue);
        return e;
    }
    s->catalogue = *catalogue;
    *catalogue = (struct catalogue){.version = 0};
    s->size = text.size;
    timer_set_after(s->step, 0);
    return ERR_NONE;
}
