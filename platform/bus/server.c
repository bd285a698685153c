/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/server.h"

#include "platform/base/harden.h"
#include "platform/bus/call.h"
#include "platform/bus/codec.h"
#include "platform/bus/codec_handover.h"
#include "platform/bus/codec_standing.h"
#include "platform/bus/interface.h"
#include "platform/bus/server_parts.h"
#include "platform/peer/client.h"

static int on_health(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct outbox_counts counts = {0};
    bool online = false;
    s->health(s->user, &online, &counts);
    sd_bus_message *reply = NULL;
    enum err e = platform_reply_to(m, &reply);
    if (e == ERR_NONE)
        e = platform_put_health(reply, online, &counts);
    return platform_finish(reply, e, error);
}

static int on_catalogue(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    const struct catalogue_row *rows = NULL;
    size_t count = 0;
    s->catalogue(s->user, &rows, &count);
    sd_bus_message *reply = NULL;
    enum err e = platform_reply_to(m, &reply);
    if (e == ERR_NONE)
        e = platform_put_catalogue(reply, rows, count);
    return platform_finish(reply, e, error);
}

static int on_calendar(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    const struct calendar *calendar;
    s->calendar(s->user, &calendar);
    sd_bus_message *reply = NULL;
    enum err e = platform_reply_to(m, &reply);
    if (e == ERR_NONE)
        e = platform_put_calendar(reply, calendar);
    return platform_finish(reply, e, error);
}

static int on_standing(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    const struct standing *standing;
    s->standing(s->user, &standing);
    sd_bus_message *reply = NULL;
    enum err e = platform_reply_to(m, &reply);
    if (e == ERR_NONE)
        e = platform_put_standing(reply, standing);
    return platform_finish(reply, e, error);
}

static int send_status(sd_bus_message *m, enum err e, const struct case_status *status,
                       sd_bus_error *error)
{
    sd_bus_message *reply = NULL;
    if (e == ERR_NONE)
        e = platform_reply_to(m, &reply);
    if (e == ERR_NONE)
        e = platform_put_status(reply, status);
    return platform_finish(reply, e, error);
}

static int on_submit(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct application application;
    struct case_status status = {0};
    enum err e = platform_get_application(m, &application);
    if (e == ERR_NONE) {
        e = s->submit(s->user, &application, &status);
        application_wipe(&application);
        harden_scrub_stack();
    }
    return send_status(m, e, &status, error);
}

static int on_status(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    char local_number[NUMBER_TEXT];
    struct case_status status = {0};
    enum err e = platform_get_text(m, local_number, sizeof local_number);
    if (e == ERR_NONE)
        e = s->status(s->user, local_number, &status);
    return send_status(m, e, &status, error);
}

static int on_rate(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct rating rating;
    enum err e = platform_get_rating(m, &rating);
    if (e == ERR_NONE) {
        e = s->rate(s->user, &rating);
        wipe(&rating, sizeof rating);
        harden_scrub_stack();
    }
    return e == ERR_NONE ? sd_bus_reply_method_return(m, "") : peer_fail(error, e);
}

static int on_identify(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    const void *credential = NULL;
    size_t size = 0;
    enum err e = platform_get_credential(m, &credential, &size);
    if (e != ERR_NONE)
        return peer_fail(error, e);
    struct platform_call *call = platform_call_keep(m);
    if (!call)
        return peer_fail(error, ERR_MEMORY);
    s->identify(s->user, credential, size, call);
    return 1;
}

static int on_shared_data(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    char task_code[sizeof((struct application *)0)->task_code];
    struct pairs who;
    enum err e = platform_get_text(m, task_code, sizeof task_code);
    if (e == ERR_NONE)
        e = platform_get_pairs(m, &who);
    if (e != ERR_NONE)
        return peer_fail(error, e);
    struct platform_call *call = platform_call_keep(m);
    if (call)
        s->shared_data(s->user, task_code, &who, call);
    pairs_wipe(&who);
    harden_scrub_stack();
    return call ? 1 : peer_fail(error, ERR_MEMORY);
}

static int on_query(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct pairs who;
    enum err e = platform_get_pairs(m, &who);
    if (e != ERR_NONE)
        return peer_fail(error, e);
    struct platform_call *call = platform_call_keep(m);
    if (call)
        s->query(s->user, &who, call);
    pairs_wipe(&who);
    harden_scrub_stack();
    return call ? 1 : peer_fail(error, ERR_MEMORY);
}

static int on_find(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    char number[NUMBER_TEXT];
    struct pairs who = {0};
    enum err e = platform_get_text(m, number, sizeof number);
    if (e == ERR_NONE)
        e = platform_get_pairs(m, &who);
    struct platform_call *call = e == ERR_NONE ? platform_call_keep(m) : NULL;
    if (call)
        s->find(s->user, number, &who, call);
    pairs_wipe(&who);
    harden_scrub_stack();
    if (e == ERR_NONE && !call)
        e = ERR_MEMORY;
    return e == ERR_NONE ? 1 : peer_fail(error, e);
}

static int on_help(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct help_call help;
    enum err e = platform_get_help(m, &help);
    struct platform_call *call = e == ERR_NONE ? platform_call_keep(m) : NULL;
    if (e == ERR_NONE && !call)
        e = ERR_MEMORY;
    if (e != ERR_NONE)
        return peer_fail(error, e);
    s->help(s->user, &help, call);
    return 1;
}

static int on_hand_over(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct handover_wish wish;
    enum err e = platform_get_handover_wish(m, &wish);
    struct platform_call *call = e == ERR_NONE ? platform_call_keep(m) : NULL;
    if (call)
        s->hand_over(s->user, &wish, call);
    handover_wish_wipe(&wish);
    harden_scrub_stack();
    if (e == ERR_NONE && !call)
        e = ERR_MEMORY;
    return e == ERR_NONE ? 1 : peer_fail(error, e);
}

static int on_devices(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct pairs devices;
    enum err e = platform_get_pairs(m, &devices);
    if (e != ERR_NONE)
        return peer_fail(error, e);
    s->devices(s->user, &devices);
    pairs_wipe(&devices);
    return sd_bus_reply_method_return(m, "");
}

/* Sensitive methods: libsystemd erases the call and its reply after use. */
static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Health", "", PLATFORM_HEALTH_SIGNATURE, on_health, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Catalogue", "", "a(ssy)", on_catalogue, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Calendar", "", PLATFORM_CALENDAR_SIGNATURE, on_calendar,
                  SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Submit", PLATFORM_APPLICATION_SIGNATURE, PLATFORM_STATUS_SIGNATURE, on_submit,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Status", "s", PLATFORM_STATUS_SIGNATURE, on_status,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Rate", "suss", "", on_rate,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Identify", "ay", "a(ss)", on_identify,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("SharedData", "sa(ss)", "a(ss)", on_shared_data,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Proof", "sa(ss)a(ss)", "a(ss)", platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("StepUp", "sa(ss)a(ss)", "a(ss)", platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Corrections", "sa(ss)a(ss)", PLATFORM_CORRECTIONS_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Parts", "sa(ss)a(ss)", PLATFORM_PARTS_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Certificates", "sa(ss)a(ss)", PLATFORM_CERTIFICATES_SIGNATURE,
                  platform_serve_wish, SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("CertificateCopy", "sa(ss)a(ss)", "a(ss)", platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Enterprise", "sa(ss)a(ss)", "a(ss)", platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Slots", "sa(ss)a(ss)", PLATFORM_SLOTS_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Book", "sa(ss)a(ss)", PLATFORM_BOOKED_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("CancelAppointment", "sa(ss)a(ss)", PLATFORM_BOOKED_SIGNATURE,
                  platform_serve_wish, SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Fees", "sa(ss)a(ss)", PLATFORM_FEES_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("FeeState", "sa(ss)a(ss)", PLATFORM_FEES_SIGNATURE, platform_serve_wish,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("HandOver", PLATFORM_HANDOVER_WISH_SIGNATURE, PLATFORM_HANDOVER_SIGNATURE,
                  on_hand_over, SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Find", "sa(ss)", PLATFORM_STATUS_SIGNATURE, on_find,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_METHOD("Help", "sus", "", on_help, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Standing", "", PLATFORM_STANDING_SIGNATURE, on_standing,
                  SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Devices", "a(ss)", "", on_devices, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Staff", "ss", "", platform_serve_staff, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Query", "a(ss)", PLATFORM_CASES_SIGNATURE, on_query,
                  SD_BUS_VTABLE_UNPRIVILEGED | SD_BUS_VTABLE_SENSITIVE),
    SD_BUS_SIGNAL("Online", "b", 0),
    SD_BUS_SIGNAL("Storage", "b", 0),
    SD_BUS_SIGNAL("ClockOff", "x", 0),
    SD_BUS_SIGNAL("Case", "s", 0),
    SD_BUS_SIGNAL("CatalogueChanged", "", 0),
    SD_BUS_SIGNAL("CalendarChanged", "", 0),
    SD_BUS_SIGNAL("StandingChanged", "", 0),
    SD_BUS_VTABLE_END,
};

enum err platform_server_new(sd_event *loop, const struct platform_service *service,
                             struct platform_server **ret_server)
{
    struct platform_server *server = calloc(1, sizeof *server);
    if (!server)
        return ERR_MEMORY;
    server->service = *service;
    server->peer_service = (struct peer_service){.socket = PLATFORM_SOCKET,
                                                 .object = PLATFORM_OBJECT,
                                                 .interface = PLATFORM_INTERFACE,
                                                 .vtable = vtable,
                                                 .user = server};
    enum err e = peer_server_new(loop, &server->peer_service, &server->peer);
    if (e != ERR_NONE) {
        free(server);
        return e;
    }
    *ret_server = server;
    return ERR_NONE;
}

void platform_server_free(struct platform_server *server)
{
    if (!server)
        return;
    peer_server_free(server->peer);
    free(server);
}

static int fill_truth(sd_bus_message *signal, const void *what)
{
    return sd_bus_message_append(signal, "b", (int)*(const bool *)what);
}

static int fill_text(sd_bus_message *signal, const void *what)
{
    return sd_bus_message_append(signal, "s", (const char *)what);
}

void platform_server_emit_online(struct platform_server *server, bool online)
{
    peer_server_emit(server->peer, "Online", false, fill_truth, &online);
}

void platform_server_emit_storage(struct platform_server *server, bool able)
{
    peer_server_emit(server->peer, "Storage", false, fill_truth, &able);
}

static int fill_ms(sd_bus_message *signal, const void *what)
{
    return sd_bus_message_append(signal, "x", *(const int64_t *)what);
}

void platform_server_emit_clock_off(struct platform_server *server, int64_t off_ms)
{
    peer_server_emit(server->peer, "ClockOff", false, fill_ms, &off_ms);
}

void platform_server_emit_case(struct platform_server *server, const char *local_number)
{
    peer_server_emit(server->peer, "Case", false, fill_text, local_number);
}

void platform_server_emit_catalogue(struct platform_server *server)
{
    peer_server_emit(server->peer, "CatalogueChanged", false, NULL, NULL);
}

void platform_server_emit_calendar(struct platform_server *server)
{
    peer_server_emit(server->peer, "CalendarChanged", false, NULL, NULL);
}

void platform_server_emit_standing(struct platform_server *server)
{
    peer_server_emit(server->peer, "StandingChanged", false, NULL, NULL);
}
