/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/service.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/bus/server.h"
#include "platform/courier/ask.h"
#include "platform/courier/courier.h"
#include "platform/province/reply.h"
#include "platform/service/asking.h"
#include "platform/service/lane.h"
#include "platform/service/trail.h"
#include "platform/service/writing.h"

/* --- what is kept: applications and ratings --- */

/* The same application again is known by its id; only a new one is sealed. */
static enum err put_case(struct service *s, const struct application *a,
                         char ret_local_number[NUMBER_TEXT])
{
    AUTO(material_done) struct material material = {.count = 0};
    struct writing writing = {.writer = &network_carrying(s->network)->writer,
                              .sender = service_sender(s),
                              .application = a,
                              .material = &material};
    static const enum outbox_kind kinds[] = {[APPLICATION_CASE] = OUTBOX_APPLICATION,
                                             [APPLICATION_ORDER] = OUTBOX_ORDER,
                                             [APPLICATION_CORRECTION] = OUTBOX_CORRECTION};
    struct outbox_body body = {.make = writing_make_case, .user = &writing};
    enum err e = outbox_find(s->parts.outbox, a->application_id, ret_local_number);
    if (e != ERR_NOT_FOUND)
        return e;
    TRY(lane_of(a, &body.lane));
    TRY(material_seal(a, writing.writer->province, &material));
    body.kind = kinds[a->kind];
    body.file = material.kept;
    body.files = material.count;
    return outbox_put(s->parts.outbox, a->application_id, clock_wall_ms(), body, ret_local_number);
}

static enum err on_submit(void *user, const struct application *a, struct case_status *ret_status)
{
    struct service *s = user;
    char local_number[NUMBER_TEXT];
    enum err e = put_case(s, a, local_number);
    if (e == ERR_NONE)
        e = outbox_status(s->parts.outbox, local_number, ret_status);
    storage_heard(s->storage, e);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "submit_failed", "err=%s", err_name(e));
        return e;
    }
    log_event(LOG_INFO, "case_saved", "number=%s", local_number);
    trail(s->parts.audit, AUDIT_CASE_SAVED, local_number, "ok");
    courier_wake(s->courier);
    return ERR_NONE;
}

static enum err put_rating(struct service *s, const struct rating *rating)
{
    char id[OUTBOX_KEY_TEXT];
    TRY(outbox_application_id(s->parts.outbox, rating->local_number, id));
    struct writing writing = {.writer = &network_carrying(s->network)->writer,
                              .sender = service_sender(s),
                              .rating = rating,
                              .application_id = id};
    const struct outbox_body body = {.make = writing_make_rating, .user = &writing};
    return outbox_put_rating(s->parts.outbox, rating->local_number, clock_wall_ms(), body);
}

static enum err on_rate(void *user, const struct rating *rating)
{
    struct service *s = user;
    enum err e = put_rating(s, rating);
    storage_heard(s->storage, e);
    if (e == ERR_NONE)
        courier_wake(s->courier);
    else
        log_event(LOG_WARN, "rate_failed", "number=%s err=%s", rating->local_number, err_name(e));
    return e;
}

static void on_case_news(void *user, const char *local_number)
{
    platform_server_emit_case(((struct service *)user)->server, local_number);
}

/* --- what is told --- */

static void on_health(void *user, bool *ret_online, struct outbox_counts *ret_counts)
{
    struct service *s = user;
    *ret_online = courier_is_online(s->courier);
    enum err e = outbox_counts(s->parts.outbox, clock_wall_ms(), ret_counts);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "outbox_failed", "step=counts err=%s", err_name(e));
    ret_counts->storage = storage_is_able(s->storage);
    ret_counts->clock_off_ms = network_clock_off_ms(s->network);
    ret_counts->keys = network_keys_are_good(s->network);
}

static enum err on_staff(void *user, const struct staff_act *act)
{
    struct service *s = user;
    char subject[AUDIT_SUBJECT], who[AUDIT_RESULT];
    snprintf(subject, sizeof subject, "%s%s%s", staff_deed_name(act->deed), *act->device ? "." : "",
             act->device);
    snprintf(who, sizeof who, "uid%u", (unsigned)act->uid);
    enum err e = audit_add(s->parts.audit, &(struct audit_entry){AUDIT_STAFF, subject, who});
    log_event(e == ERR_NONE ? LOG_INFO : LOG_ERROR, "staff", "deed=%s who=%s err=%s", subject, who,
              err_name(e));
    return e;
}

static void on_catalogue_asked(void *user, const struct catalogue_row **ret_rows, size_t *ret_count)
{
    const struct shelf *shelf = bulletin_shelf(((const struct service *)user)->bulletin);
    *ret_rows = shelf->rows;
    *ret_count = shelf->count;
}

static void on_calendar_asked(void *user, const struct calendar **ret_calendar)
{
    *ret_calendar = bulletin_calendar(((const struct service *)user)->bulletin);
}

static void on_standing_asked(void *user, const struct standing **ret_standing)
{
    *ret_standing = obey_standing(((const struct service *)user)->obey);
}

/* --- what the province orders --- */

static void on_refresh(void *user)
{
    struct service *s = user;
    bulletin_refresh(s->bulletin);
    courier_try_again(s->courier); /* it asks for the catalogue */
}

static void on_send_now(void *user)
{
    courier_try_again(((struct service *)user)->courier);
}

static void on_standing_changed(void *user)
{
    platform_server_emit_standing(((struct service *)user)->server);
}

static void on_online(void *user, bool online)
{
    struct service *s = user;
    trail(s->parts.audit, AUDIT_LINK, "province", online ? "up" : "down");
    platform_server_emit_online(s->server, online);
    bulletin_online(s->bulletin, online);
    pulse_online(s->pulse, online);
}

static void on_clock(void *user, int64_t off_ms)
{
    platform_server_emit_clock_off(((struct service *)user)->server, off_ms);
}

static void on_storage(void *user, bool able)
{
    struct service *s = user;
    trail(s->parts.audit, AUDIT_STORAGE, "", able ? "able" : "full");
    platform_server_emit_storage(s->server, able);
}

/* The word for the log when no province ended it; NULL when one did. */
static const char *ended_here(const struct case_status *status)
{
    static const char *const own[] = {CASE_WORD_LOST, CASE_WORD_REFUSED};
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (strcmp(status->message, own[i]) == 0)
            return own[i] + 1;
    return NULL;
}

static void on_case_changed(void *user, const char *local_number)
{
    struct service *s = user;
    struct case_status status = {.state = CASE_SAVED};
    enum err e = outbox_status(s->parts.outbox, local_number, &status);
    log_event(LOG_INFO, "case_answered", "number=%s", local_number);
    const char *ended = ended_here(&status);
    trail(s->parts.audit, ended ? AUDIT_CASE_GIVEN_UP : AUDIT_CASE_ANSWERED, local_number,
          e != ERR_NONE ? err_name(e)
          : ended       ? ended
                        : case_state_name(status.state));
    wipe(&status, sizeof status);
    platform_server_emit_case(s->server, local_number);
}

static void on_catalogue_came(void *user, const char *body, size_t size)
{
    bulletin_catalogue_came(((struct service *)user)->bulletin, body, size);
}

static void on_catalogue_changed(void *user)
{
    platform_server_emit_catalogue(((struct service *)user)->server);
}

static void on_calendar_changed(void *user)
{
    platform_server_emit_calendar(((struct service *)user)->server);
}

static void on_asked(void *user, enum err e, const struct http_reply *reply)
{
    courier_heard(((struct service *)user)->courier, e, reply);
}

static void on_renewed(void *user)
{
    struct service *s = user;
    asks_renewed(s->asks);
    courier_try_again(s->courier);
}

/* --- life --- */

static enum err start_courier(struct service *s)
{
    const struct settings *settings = s->parts.settings;
    const struct courier_events events = {.user = s,
                                          .online = on_online,
                                          .case_changed = on_case_changed,
                                          .catalogue = on_catalogue_came};
    TRY(asks_new(network_asking(s->network), s->timers, on_asked, s, &s->asks));
    const struct obey_parts obey = {.audit = s->parts.audit,
                                    .user = s,
                                    .refresh = on_refresh,
                                    .send_now = on_send_now,
                                    .standing = on_standing_changed};
    TRY(obey_new(&obey, &s->obey));
    const struct pulse_parts pulse = {.asks = s->asks,
                                      .obey = s->obey,
                                      .timers = s->timers,
                                      .outbox = s->parts.outbox,
                                      .audit = s->parts.audit,
                                      .kiosk_code = settings->kiosk.code,
                                      .area_code = settings->kiosk.area_code};
    TRY(pulse_new(&pulse, &s->pulse));
    return courier_new(network_carrying(s->network), s->timers, s->parts.outbox, &events,
                       &s->courier);
}

static enum err start(struct service *s, sd_event *loop)
{
    struct platform_service service = {.user = s,
                                       .health = on_health,
                                       .catalogue = on_catalogue_asked,
                                       .calendar = on_calendar_asked,
                                       .standing = on_standing_asked,
                                       .staff = on_staff,
                                       .submit = on_submit,
                                       .rate = on_rate};
    asking_serve(&service);
    TRY(timers_new(loop, &s->timers));
    const struct network_parts network = {.loop = loop,
                                          .timers = s->timers,
                                          .settings = s->parts.settings,
                                          .keyring = s->parts.keyring,
                                          .gateway = s->parts.gateway,
                                          .audit = s->parts.audit,
                                          .user = s,
                                          .renewed = on_renewed,
                                          .clock = on_clock};
    TRY(network_new(&network, &s->network));
    const struct bulletin_parts bulletin = {
        .loop = loop,
        .gate = network_asking(s->network),
        .timers = s->timers,
        .publisher = s->parts.keyring->publisher,
        .at = {s->parts.settings->kiosk.area_code, s->parts.settings->kiosk.village_code},
        .audit = s->parts.audit,
        .user = s,
        .catalogue = on_catalogue_changed,
        .calendar = on_calendar_changed};
    TRY(bulletin_new(&bulletin, &s->bulletin));
    TRY(storage_new(s->timers, s->parts.outbox, on_storage, s, &s->storage));
    TRY(dial_new(s->timers, s->parts.audit, &s->dial));
    TRY(late_new(s->timers, s->parts.outbox, s->parts.settings->province.late_h, &s->late));
    TRY(start_courier(s));
    s->lookup = (struct lookup){.asks = s->asks,
                                .courier = s->courier,
                                .outbox = s->parts.outbox,
                                .kiosk_code = s->parts.settings->kiosk.code,
                                .area_code = s->parts.settings->kiosk.area_code,
                                .user = s,
                                .news = on_case_news};
    return platform_server_new(loop, &service, &s->server);
}

enum err service_new(sd_event *loop, const struct service_parts *parts,
                     struct service **ret_service)
{
    struct service *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->parts = *parts;
    enum err e = start(s, loop);
    if (e != ERR_NONE) {
        service_free(s);
        return e;
    }
    *ret_service = s;
    return ERR_NONE;
}

void service_free(struct service *service)
{
    if (!service)
        return;
    asks_free(service->asks); /* their calls are answered while the bridge still stands */
    courier_free(service->courier);
    pulse_free(service->pulse);
    obey_free(service->obey);
    bulletin_free(service->bulletin);
    network_free(service->network);
    platform_server_free(service->server);
    storage_free(service->storage);
    late_free(service->late);
    dial_free(service->dial);
    timers_free(service->timers);
    free(service);
}
