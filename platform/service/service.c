/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/service.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/log.h"
#include "platform/bus/server.h"
#include "platform/courier/ask.h"
#include "platform/courier/courier.h"
#include "platform/courier/fetch.h"
#include "platform/province/codes.h"
#include "platform/province/rating.h"
#include "platform/province/reply.h"
#include "platform/province/submission.h"
#include "platform/service/almanac.h"
#include "platform/service/lane.h"
#include "platform/service/question.h"
#include "platform/service/shelf.h"
#include "platform/service/storage.h"

/* A citizen stands and waits for these answers; a case on its way has the whole of timeout_s. */
enum { QUESTION_MS = 10 * 1000, CALENDAR_PERIOD_MS = 6 * 3600 * 1000 };

struct service {
    struct service_parts parts;
    struct timers *timers;
    struct http *http;
    struct gate carrying, asking;
    struct asks *asks;
    struct courier *courier;
    struct storage *storage;
    struct platform_server *server;
    struct shelf shelf;
    enum err catalogue_err; /* of the last one that came: told once */
    struct fetches *fetches;
    struct almanac almanac;
};

static struct message_sender sender_now(const struct service *s)
{
    const struct settings *settings = s->parts.settings;
    return (struct message_sender){.kiosk_code = settings->kiosk.code,
                                   .area_code = settings->kiosk.area_code,
                                   .wall_ms = clock_wall_ms()};
}

/* --- what is kept: applications and ratings --- */

struct writing {
    const struct service *service;
    const struct application *application;
    const struct rating *rating;
    const char *application_id;
};

static enum err seal(const struct service *s, struct secret *doc, char **ret_body, size_t *ret_size)
{
    enum err e = envelope_build(&s->carrying.writer, doc, clock_wall_ms(), ret_body, ret_size);
    secret_wipe(doc);
    return e;
}

static enum err make_case(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    const struct writing *w = user;
    const struct message_sender sender = sender_now(w->service);
    struct secret doc = {0};
    char why[FIELD_NAME_TEXT] = "";
    enum err e = submission_write(w->application, &sender, local_number, &doc, why);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "application_refused", "field=%s err=%s", why, err_name(e));
        return e;
    }
    return seal(w->service, &doc, ret_body, ret_size);
}

static enum err make_rating(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    (void)local_number;
    const struct writing *w = user;
    const struct message_sender sender = sender_now(w->service);
    struct secret doc = {0};
    TRY(rating_write(w->rating, &sender, w->application_id, &doc));
    return seal(w->service, &doc, ret_body, ret_size);
}

static enum err on_submit(void *user, const struct application *a, struct case_status *ret_status)
{
    struct service *s = user;
    char local_number[NUMBER_TEXT];
    struct writing writing = {.service = s, .application = a};
    struct outbox_body body = {.make = make_case, .user = &writing};
    enum err e = lane_of(a, &body.lane);
    if (e == ERR_NONE)
        e = outbox_put(s->parts.outbox, a->application_id, clock_wall_ms(), body, local_number);
    if (e == ERR_NONE)
        e = outbox_status(s->parts.outbox, local_number, ret_status);
    storage_heard(s->storage, e);
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "submit_failed", "err=%s", err_name(e));
        return e;
    }
    log_event(LOG_INFO, "case_saved", "number=%s", local_number);
    courier_wake(s->courier);
    return ERR_NONE;
}

static enum err put_rating(struct service *s, const struct rating *rating)
{
    char id[OUTBOX_KEY_TEXT];
    TRY(outbox_application_id(s->parts.outbox, rating->local_number, id));
    struct writing writing = {.service = s, .rating = rating, .application_id = id};
    const struct outbox_body body = {.make = make_rating, .user = &writing};
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

/* --- what is asked now --- */

static void ask_province(struct service *s, const char *operation, enum err written,
                         struct secret *doc, struct platform_call *call)
{
    enum err e = written;
    if (e == ERR_NONE)
        e = question_pairs(s->asks, operation, doc, call);
    if (e != ERR_NONE)
        platform_call_reply(call, e, NULL);
    secret_wipe(doc);
}

static void on_identify(void *user, const void *credential, size_t size, struct platform_call *call)
{
    const struct message_sender sender = sender_now(user);
    struct secret doc = {0};
    enum err e = message_write_identify(&sender, credential, size, &doc);
    ask_province(user, "/identify", e, &doc, call);
}

static void on_shared_data(void *user, const char *task_code, const struct pairs *who,
                           struct platform_call *call)
{
    const struct message_sender sender = sender_now(user);
    struct secret doc = {0};
    enum err e = message_write_shared(&sender, task_code, who, &doc);
    ask_province(user, "/shared-data", e, &doc, call);
}

static void on_proof(void *user, const struct proof_wish *wish, struct platform_call *call)
{
    const struct message_sender sender = sender_now(user);
    struct secret doc = {0};
    enum err e = message_write_proof(&sender, wish->task_code, wish->who, wish->form, &doc);
    ask_province(user, "/proofs", e, &doc, call);
}

static void on_query(void *user, const struct pairs *who, struct platform_call *call)
{
    const struct service *s = user;
    const struct message_sender sender = sender_now(s);
    struct secret doc = {0};
    enum err e = message_write_list(&sender, who, &doc);
    if (e == ERR_NONE)
        e = question_cases(s->asks, &doc, call);
    if (e != ERR_NONE)
        platform_call_reply_cases(call, e, NULL);
    secret_wipe(&doc);
}

static void on_news(void *user, const char *local_number, const struct case_status *now)
{
    struct service *s = user;
    enum err e = outbox_update_case(s->parts.outbox, local_number, now);
    if (e == ERR_NONE)
        platform_server_emit_case(s->server, local_number);
    else
        log_event(LOG_WARN, "case_news_lost", "number=%s err=%s", local_number, err_name(e));
}

/* A case that the province has but has not decided: ask it how the case stands; the answer comes as
 * a signal when it is another one. */
static void ask_news(struct service *s, const struct case_status *known)
{
    const struct message_sender sender = sender_now(s);
    struct secret doc = {0};
    enum err e = message_write_query(&sender, known->local_number, known->project_no, &doc);
    if (e == ERR_NONE)
        e = question_case(s->asks, &doc, known, (struct question_news){on_news, s});
    if (e != ERR_NONE)
        log_event(LOG_WARN, "case_query_failed", "err=%s", err_name(e));
    secret_wipe(&doc);
}

/* A slip carries the province's number when it had one, else ours. */
static enum err on_status(void *user, const char *number, struct case_status *ret_status)
{
    struct service *s = user;
    char local_number[NUMBER_TEXT];
    if (code_check_local_number(number) == ERR_NONE)
        memcpy(local_number, number, strlen(number) + 1);
    else
        TRY(outbox_find_project(s->parts.outbox, number, local_number));
    TRY(outbox_status(s->parts.outbox, local_number, ret_status));
    bool open = ret_status->state == CASE_ACCEPTED || ret_status->state == CASE_CORRECTION;
    if (open && courier_is_online(s->courier))
        ask_news(s, ret_status);
    return ERR_NONE;
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
}

static void on_catalogue_asked(void *user, const struct catalogue_row **ret_rows, size_t *ret_count)
{
    const struct service *s = user;
    *ret_rows = s->shelf.rows;
    *ret_count = s->shelf.count;
}

static void on_calendar_asked(void *user, const struct calendar **ret_calendar)
{
    *ret_calendar = &((const struct service *)user)->almanac.calendar;
}

static void on_online(void *user, bool online)
{
    struct service *s = user;
    platform_server_emit_online(s->server, online);
    fetches_online(s->fetches, online);
}

static void on_storage(void *user, bool able)
{
    platform_server_emit_storage(((struct service *)user)->server, able);
}

static void on_case_changed(void *user, const char *local_number)
{
    log_event(LOG_INFO, "case_answered", "number=%s", local_number);
    platform_server_emit_case(((struct service *)user)->server, local_number);
}

static void on_catalogue_came(void *user, const char *body, size_t size)
{
    struct service *s = user;
    bool changed = false;
    AUTO(auto_free) char *text = NULL;
    enum err e = reply_read_published(body, size, &text, &size);
    if (e == ERR_NONE)
        e = shelf_take(&s->shelf, text, size, &changed);
    if (e != ERR_NONE && e != s->catalogue_err)
        log_event(LOG_WARN, "catalogue_refused", "err=%s", err_name(e));
    if (changed)
        log_event(LOG_INFO, "catalogue_taken", "version=%u", s->shelf.catalogue.version);
    s->catalogue_err = e;
    if (shelf_turn(&s->shelf, date_in_china(clock_wall_ms(), NULL)) || changed)
        platform_server_emit_catalogue(s->server);
}

static void on_calendar_came(void *user, const char *body, size_t size)
{
    struct service *s = user;
    bool changed = false;
    AUTO(auto_free) char *text = NULL;
    enum err e = reply_read_published(body, size, &text, &size);
    if (e == ERR_NONE)
        e = almanac_take(&s->almanac, text, size, &changed);
    if (e != ERR_NONE)
        log_event(LOG_WARN, "calendar_refused", "err=%s", err_name(e));
    if (changed) {
        log_event(LOG_INFO, "calendar_taken", "version=%u", s->almanac.calendar.version);
        platform_server_emit_calendar(s->server);
    }
}

static const struct fetch_kind published[] = {{"/calendar", CALENDAR_PERIOD_MS, on_calendar_came}};

static void on_asked(void *user, enum err e, const struct http_reply *reply)
{
    courier_heard(((struct service *)user)->courier, e, reply);
}

/* --- life --- */

static void set_gates(struct service *s)
{
    const struct settings *settings = s->parts.settings;
    s->carrying = (struct gate){.http = s->http,
                                .url = settings->province.url,
                                .timeout_ms = (int64_t)settings->province.timeout_s * 1000,
                                .writer = {.kiosk_code = settings->kiosk.code,
                                           .kiosk = s->parts.keyring->kiosk,
                                           .province = s->parts.keyring->province}};
    s->asking = s->carrying;
    if (s->asking.timeout_ms > QUESTION_MS)
        s->asking.timeout_ms = QUESTION_MS;
}

static const char *text_or_none(const char *text)
{
    return *text ? text : NULL;
}

static enum err start_network(struct service *s, sd_event *loop)
{
    const struct keyring *keys = s->parts.keyring;
    const struct settings *settings = s->parts.settings;
    const struct http_trust trust = {
        .ca_file = keys->ca_file,
        .certificate_file = keys->tls_cert_file,
        .key = keys->tls_key,
        .crl_file = text_or_none(keys->crl_file),
        .pin = {text_or_none(settings->province.pin), text_or_none(settings->province.backup_pin)},
        .suites = KEYRING_TLS13_SUITES,
        .groups = KEYRING_TLS_GROUPS};
    const struct courier_events events = {.user = s,
                                          .online = on_online,
                                          .case_changed = on_case_changed,
                                          .catalogue = on_catalogue_came};
    TRY(http_new(loop, s->timers, &trust, &s->http));
    set_gates(s);
    TRY(asks_new(&s->asking, on_asked, s, &s->asks));
    TRY(fetches_new(&s->asking, s->timers, published, ARRAY_LEN(published), &s->fetches));
    fetches_use(s->fetches, s);
    return courier_new(&s->carrying, s->timers, s->parts.outbox, &events, &s->courier);
}

static enum err start(struct service *s, sd_event *loop)
{
    const struct platform_service service = {.user = s,
                                             .health = on_health,
                                             .catalogue = on_catalogue_asked,
                                             .calendar = on_calendar_asked,
                                             .submit = on_submit,
                                             .status = on_status,
                                             .rate = on_rate,
                                             .identify = on_identify,
                                             .shared_data = on_shared_data,
                                             .proof = on_proof,
                                             .query = on_query};
    TRY(timers_new(loop, &s->timers));
    shelf_load(&s->shelf, s->parts.keyring->publisher, s->parts.settings->kiosk.area_code);
    almanac_load(&s->almanac, s->parts.keyring->publisher, s->parts.settings->kiosk.area_code);
    TRY(storage_new(s->timers, s->parts.outbox, on_storage, s, &s->storage));
    TRY(start_network(s, loop));
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
    fetches_free(service->fetches);
    courier_free(service->courier);
    http_free(service->http);
    platform_server_free(service->server);
    storage_free(service->storage);
    timers_free(service->timers);
    shelf_done(&service->shelf);
    free(service);
}
