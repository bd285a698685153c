/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client.h"

#include <string.h>

#include "platform/bus/client_parts.h"
#include "platform/bus/codec.h"
#include "platform/bus/interface.h"
#include "platform/peer/client.h"

static void on_first_health(void *user, enum err e, bool online, const struct outbox_counts *counts)
{
    const struct platform_events *ev = &((struct platform_client *)user)->events;
    if (e == ERR_NONE && ev->online)
        ev->online(ev->user, online);
    if (e == ERR_NONE && ev->storage)
        ev->storage(ev->user, counts->storage);
    if (e == ERR_NONE && ev->clock_off)
        ev->clock_off(ev->user, counts->clock_off_ms);
}

static void on_up(void *user)
{
    struct platform_client *client = user;
    const struct platform_events *ev = &client->events;
    if (ev->up)
        ev->up(ev->user);
    /* ERR_GONE here means that the link went again: `down` follows. */
    enum err e = platform_client_health(client, on_first_health, client);
    if (e == ERR_NONE && ev->catalogue_changed)
        ev->catalogue_changed(ev->user);
    if (e == ERR_NONE && ev->calendar_changed)
        ev->calendar_changed(ev->user);
    if (e == ERR_NONE && ev->standing_changed)
        ev->standing_changed(ev->user);
}

static void on_down(void *user)
{
    const struct platform_events *ev = &((struct platform_client *)user)->events;
    if (ev->down)
        ev->down(ev->user);
}

static void take_truth(sd_bus_message *m, void (*tell)(void *user, bool truth), void *user)
{
    int truth;
    if (sd_bus_message_read_basic(m, 'b', &truth) > 0)
        tell(user, truth);
}

static void take_clock_off(sd_bus_message *m, const struct platform_events *ev)
{
    int64_t off_ms;
    if (sd_bus_message_read_basic(m, 'x', &off_ms) > 0)
        ev->clock_off(ev->user, off_ms);
}

static void on_signal(void *user, const char *member, sd_bus_message *m)
{
    const struct platform_events *ev = &((struct platform_client *)user)->events;
    char local_number[NUMBER_TEXT];
    if (strcmp(member, "Online") == 0 && ev->online) {
        take_truth(m, ev->online, ev->user);
    } else if (strcmp(member, "Storage") == 0 && ev->storage) {
        take_truth(m, ev->storage, ev->user);
    } else if (strcmp(member, "ClockOff") == 0 && ev->clock_off) {
        take_clock_off(m, ev);
    } else if (strcmp(member, "Case") == 0 && ev->case_changed) {
        if (platform_get_text(m, local_number, sizeof local_number) == ERR_NONE)
            ev->case_changed(ev->user, local_number);
    } else if (strcmp(member, "CatalogueChanged") == 0 && ev->catalogue_changed) {
        ev->catalogue_changed(ev->user);
    } else if (strcmp(member, "CalendarChanged") == 0 && ev->calendar_changed) {
        ev->calendar_changed(ev->user);
    } else if (strcmp(member, "StandingChanged") == 0 && ev->standing_changed) {
        ev->standing_changed(ev->user);
    }
}

enum err platform_client_new(sd_event *loop, struct timers *timers,
                             const struct platform_events *events,
                             struct platform_client **ret_client)
{
    struct platform_client *client = calloc(1, sizeof *client);
    if (!client)
        return ERR_MEMORY;
    client->events = *events;
    const struct peer_target target = {.socket = PLATFORM_SOCKET,
                                       .object = PLATFORM_OBJECT,
                                       .interface = PLATFORM_INTERFACE,
                                       .up = on_up,
                                       .down = on_down,
                                       .signal = on_signal,
                                       .user = client};
    enum err e = peer_client_new(loop, timers, &target, &client->peer);
    if (e != ERR_NONE) {
        free(client);
        return e;
    }
    *ret_client = client;
    return ERR_NONE;
}

void platform_client_free(struct platform_client *client)
{
    if (!client)
        return;
    peer_client_free(client->peer);
    free(client);
}

bool platform_client_is_up(const struct platform_client *client)
{
    return peer_client_is_up(client->peer);
}

static void on_health(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct outbox_counts counts = {0};
    bool online = false;
    if (e == ERR_NONE)
        e = platform_get_health(reply, &online, &counts);
    call->fn.health(call->user, e, online, &counts);
}

enum err platform_client_health(struct platform_client *client, platform_health_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Health", &m));
    return client_send_call(client, m, ERR_NONE, on_health,
                            (struct open_call){.fn.health = fn, .user = user});
}

static void on_catalogue(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    AUTO(auto_free) struct catalogue_row *rows = NULL;
    size_t count = 0;
    if (e == ERR_NONE)
        e = platform_get_catalogue(reply, &rows, &count);
    call->fn.catalogue(call->user, e, rows, count);
}

enum err platform_client_catalogue(struct platform_client *client, platform_catalogue_fn *fn,
                                   void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Catalogue", &m));
    return client_send_call(client, m, ERR_NONE, on_catalogue,
                            (struct open_call){.fn.catalogue = fn, .user = user});
}

static void on_calendar(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct calendar calendar = {.version = 0};
    if (e == ERR_NONE)
        e = platform_get_calendar(reply, &calendar);
    call->fn.calendar(call->user, e, &calendar);
}

enum err platform_client_calendar(struct platform_client *client, platform_calendar_fn *fn,
                                  void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Calendar", &m));
    return client_send_call(client, m, ERR_NONE, on_calendar,
                            (struct open_call){.fn.calendar = fn, .user = user});
}

void client_on_pairs(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct pairs pairs = {0};
    /* The reply's own bytes must go too, whatever the sender marked. */
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_pairs(reply, &pairs);
    call->fn.pairs(call->user, e, &pairs);
    pairs_wipe(&pairs);
}

enum err platform_client_identify(struct platform_client *client, const void *credential,
                                  size_t size, platform_pairs_fn *fn, void *user)
{
    if (size == 0 || size > PLATFORM_CREDENTIAL_MAX)
        return ERR_RANGE;
    sd_bus_message *m;
    TRY(client_new_call(client, "Identify", &m));
    enum err e = sd_bus_message_append_array(m, 'y', credential, size) < 0 ? ERR_LIBRARY : ERR_NONE;
    return client_send_call(client, m, e, client_on_pairs,
                            (struct open_call){.fn.pairs = fn, .user = user});
}

enum err platform_client_shared_data(struct platform_client *client, const char *task_code,
                                     const struct pairs *who, platform_pairs_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "SharedData", &m));
    enum err e =
        sd_bus_message_append(m, "s", task_code) < 0 ? ERR_LIBRARY : platform_put_pairs(m, who);
    return client_send_call(client, m, e, client_on_pairs,
                            (struct open_call){.fn.pairs = fn, .user = user});
}

enum err platform_client_proof(struct platform_client *client, const char *task_code,
                               const struct pairs *who, const struct pairs *form,
                               struct platform_answer answer)
{
    return client_call_wish(client, &(struct wish){"Proof", task_code, who, form}, client_on_pairs,
                            (struct open_call){.fn.pairs = answer.fn, .user = answer.user});
}

enum err platform_client_step_up(struct platform_client *client, const char *task_code,
                                 const struct pairs *who, const struct pairs *reply,
                                 struct platform_answer answer)
{
    return client_call_wish(client, &(struct wish){"StepUp", task_code, who, reply},
                            client_on_pairs,
                            (struct open_call){.fn.pairs = answer.fn, .user = answer.user});
}

enum err platform_client_enterprise(struct platform_client *client, const char *task_code,
                                    const struct pairs *who, const struct pairs *licence,
                                    struct platform_answer answer)
{
    return client_call_wish(client, &(struct wish){"Enterprise", task_code, who, licence},
                            client_on_pairs,
                            (struct open_call){.fn.pairs = answer.fn, .user = answer.user});
}

static void on_cases(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct case_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_cases(reply, &list);
    call->fn.cases(call->user, e, &list);
    case_list_wipe(&list);
}

enum err platform_client_query(struct platform_client *client, const struct pairs *who,
                               platform_cases_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Query", &m));
    return client_send_call(client, m, platform_put_pairs(m, who), on_cases,
                            (struct open_call){.fn.cases = fn, .user = user});
}

static void on_status(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct case_status status = {0};
    if (e == ERR_NONE)
        e = platform_get_status(reply, &status);
    call->fn.status(call->user, e, &status);
    wipe(&status, sizeof status);
}

enum err platform_client_submit(struct platform_client *client,
                                const struct application *application, platform_status_fn *fn,
                                void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Submit", &m));
    return client_send_call(client, m, platform_put_application(m, application), on_status,
                            (struct open_call){.fn.status = fn, .user = user});
}

enum err platform_client_status(struct platform_client *client, const char *number,
                                platform_status_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Status", &m));
    enum err e = sd_bus_message_append(m, "s", number) < 0 ? ERR_LIBRARY : ERR_NONE;
    return client_send_call(client, m, e, on_status,
                            (struct open_call){.fn.status = fn, .user = user});
}

enum err platform_client_find(struct platform_client *client, const char *number,
                              const struct pairs *who, platform_status_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Find", &m));
    enum err e =
        sd_bus_message_append(m, "s", number) < 0 ? ERR_LIBRARY : platform_put_pairs(m, who);
    return client_send_call(client, m, e, on_status,
                            (struct open_call){.fn.status = fn, .user = user});
}

static void on_done(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    AUTO(auto_free) struct open_call *call = user;
    call->fn.done(call->user, e);
}

enum err platform_client_rate(struct platform_client *client, const struct rating *rating,
                              platform_done_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Rate", &m));
    return client_send_call(client, m, platform_put_rating(m, rating), on_done,
                            (struct open_call){.fn.done = fn, .user = user});
}

enum err platform_client_help(struct platform_client *client, const struct help_call *call,
                              platform_done_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Help", &m));
    return client_send_call(client, m, platform_put_help(m, call), on_done,
                            (struct open_call){.fn.done = fn, .user = user});
}

enum err platform_client_devices(struct platform_client *client, const struct pairs *devices,
                                 platform_done_fn *fn, void *user)
{
    sd_bus_message *m;
    TRY(client_new_call(client, "Devices", &m));
    return client_send_call(client, m, platform_put_pairs(m, devices), on_done,
                            (struct open_call){.fn.done = fn, .user = user});
}
