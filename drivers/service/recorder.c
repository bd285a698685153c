/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/service/recorder.h"

#include <string.h>

#include "drivers/record/record.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

struct recorder {
    struct hub *hub;
    const struct ids *ids;
    struct timer *patience;
    struct devices_call *call; /* NULL: nothing is recorded */
    struct wire_tap *tap;
    struct wire_port *port;
    char id[32];
};

static enum err fill(const struct recorder *r, struct record *ret_record)
{
    const struct wire_identity *identity = &r->port->identity;
    const struct wire_interface *interface;
    const struct id_row *row = ids_match(r->ids, identity, &interface);
    if (!row)
        return ERR_ABSENT;
    struct record record = {.identity = *identity};
    record.interface = (int)(interface - identity->interface);
    text_copy(record.driver, sizeof record.driver, row->driver);
    text_copy(record.row, sizeof record.row, row->name);
    *ret_record = record;
    return ERR_NONE;
}

/* What was kept, fit to be shown; or why it cannot be. */
static enum err finish(const struct recorder *r, char **ret_text, size_t *ret_size, char *ret_why)
{
    struct record record = {0};
    ret_why[0] = '\0';
    TRY(fill(r, &record));
    wire_tap_close(r->tap, &record.log);
    bool full = record.log.full;
    enum err e = record.log.count ? record_scrub(&record, ret_why) : ERR_MISSING;
    if (e == ERR_NONE)
        e = record_write(&record, ret_text, ret_size);
    record_done(&record);
    if (e == ERR_NONE && full)
        text_copy(ret_why, RECORD_WHY, "it was full before its time: the rest is missing");
    return e;
}

/* A device whose protocol is not known is refused before anything of it is kept. */
static bool is_known(const struct recorder *r, const struct wire_port *port)
{
    const struct wire_interface *interface;
    const struct id_row *row = ids_match(r->ids, &port->identity, &interface);
    return row && record_knows(row->driver);
}

static void answer(struct recorder *r)
{
    char why[RECORD_WHY], *text = NULL;
    size_t size = 0;
    struct devices_call *call = r->call;
    timer_stop(r->patience);
    enum err e = hub_record(r->hub, r->id, NULL, NULL);
    if (e != ERR_NONE)
        log_event(LOG_INFO, "record_unplugged", "device=%s", r->id);
    e = finish(r, &text, &size, why);
    log_event(LOG_INFO, "record_ended", "device=%s err=%s bytes=%zu why=\"%s\"", r->id, err_name(e),
              size, why);
    r->call = NULL;
    wire_tap_unref(r->tap);
    wire_port_unref(r->port);
    r->tap = NULL;
    r->port = NULL;
    devices_call_recorded(call, e, why, text, size);
    free(text);
}

static void on_patience(void *user)
{
    struct recorder *r = user;
    if (r->call)
        answer(r);
}

enum err recorder_new(struct hub *hub, const struct ids *ids, struct timers *timers,
                      struct recorder **ret_recorder)
{
    struct recorder *r = calloc(1, sizeof *r);
    if (!r)
        return ERR_MEMORY;
    r->hub = hub;
    r->ids = ids;
    enum err e = timer_new(timers, on_patience, r, &r->patience);
    if (e != ERR_NONE) {
        free(r);
        return e;
    }
    *ret_recorder = r;
    return ERR_NONE;
}

void recorder_free(struct recorder *r)
{
    if (!r)
        return;
    if (r->call)
        answer(r);
    timer_free(r->patience);
    free(r);
}

enum err recorder_begin(struct recorder *r, struct devices_call *call, const char *id,
                        uint32_t seconds)
{
    if (r->call)
        return ERR_BUSY;
    if (seconds < 1 || seconds > DEVICES_RECORD_MAX_S)
        return ERR_RANGE;
    struct wire_tap *tap = NULL;
    struct wire_port *port = NULL;
    TRY(hub_record(r->hub, id, NULL, &port));
    enum err e = is_known(r, port) ? wire_tap_new(&tap) : ERR_UNSUPPORTED;
    if (e == ERR_NONE)
        e = hub_record(r->hub, id, tap, NULL);
    if (e != ERR_NONE) {
        wire_tap_unref(tap);
        wire_port_unref(port);
        return e;
    }
    r->port = port;
    r->tap = tap;
    r->call = call;
    text_copy(r->id, sizeof r->id, id);
    timer_set_after(r->patience, (int64_t)seconds * 1000);
    log_event(LOG_WARN, "record_begun", "device=%s seconds=%u", id, seconds);
    return ERR_NONE;
}

bool recorder_end(struct recorder *r, const struct devices_call *call)
{
    if (!r || !r->call || r->call != call)
        return false;
    answer(r);
    return true;
}
