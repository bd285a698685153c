/* SPDX-License-Identifier: Apache-2.0 */
/* The answering end of the platform bridge: decodes each call, hands it to the service, encodes the
 * answer. A call that the service keeps for later is a platform_call; exactly one reply ends it. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/bus/booking.h"
#include "platform/bus/client.h"
#include "platform/bus/handover.h"
#include "platform/bus/staff.h"
#include "platform/bus/standing.h"
#include "platform/bus/types.h"

struct platform_server;
struct platform_call;

/* What is asked for an item: of whom, and what was chosen or answered. */
struct platform_wish {
    const char *task_code;
    const struct pairs *who, *form;
};

/* What the service does; all on the loop's thread. Inputs live as long as the function runs and
 * are wiped after it. */
struct platform_service {
    void *user;
    void (*health)(void *user, bool *ret_online, struct outbox_counts *ret_counts);
    /* *ret_rows stays the service's; read at once. */
    void (*catalogue)(void *user, const struct catalogue_row **ret_rows, size_t *ret_count);
    void (*calendar)(void *user, const struct calendar **ret_calendar); /* likewise */
    void (*standing)(void *user, const struct standing **ret_standing); /* likewise */
    enum err (*submit)(void *user, const struct application *a, struct case_status *ret_status);
    enum err (*status)(void *user, const char *local_number, struct case_status *ret_status);
    enum err (*rate)(void *user, const struct rating *rating);
    /* Answered by platform_call_reply(), at once or later; query by platform_call_reply_cases(),
     * help by platform_call_reply_done(). */
    void (*identify)(void *user, const void *credential, size_t size, struct platform_call *call);
    void (*shared_data)(void *user, const char *task_code, const struct pairs *who,
                        struct platform_call *call);
    void (*proof)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*step_up)(void *user, const struct platform_wish *wish, struct platform_call *call);
    /* Answered by platform_call_reply_corrections(). */
    void (*corrections)(void *user, const struct platform_wish *wish, struct platform_call *call);
    /* Answered by platform_call_reply_parts(). */
    void (*parts)(void *user, const struct platform_wish *wish, struct platform_call *call);
    /* Answered by platform_call_reply_certificates(); the copy by platform_call_reply(). */
    void (*certificates)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*certificate_copy)(void *user, const struct platform_wish *wish,
                             struct platform_call *call);
    void (*enterprise)(void *user, const struct platform_wish *wish, struct platform_call *call);
    /* Answered by platform_call_reply_slots(), platform_call_reply_appointment() (book, cancel) and
     * platform_call_reply_fees() (fees, fee_state). */
    void (*slots)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*book)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*cancel)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*fees)(void *user, const struct platform_wish *wish, struct platform_call *call);
    void (*fee_state)(void *user, const struct platform_wish *wish, struct platform_call *call);
    /* Answered by platform_call_reply_handover(). */
    void (*hand_over)(void *user, const struct handover_wish *wish, struct platform_call *call);
    void (*help)(void *user, const struct help_call *help, struct platform_call *call);
    void (*devices)(void *user, const struct pairs *devices);
    enum err (*staff)(void *user, const struct staff_act *act); /* when it is written down */
    /* Answered by platform_call_reply_status(). */
    void (*find)(void *user, const char *number, const struct pairs *who,
                 struct platform_call *call);
    void (*query)(void *user, const struct pairs *who, struct platform_call *call);
};

/* `service` is copied. */
MUST_CHECK enum err platform_server_new(sd_event *loop, const struct platform_service *service,
                                        struct platform_server **ret_server);
void platform_server_free(struct platform_server *server);

/* Ends `call`; `pairs` is read only when e is ERR_NONE. The caller may be gone: then nothing. */
void platform_call_reply(struct platform_call *call, enum err e, const struct pairs *pairs);

void platform_call_reply_cases(struct platform_call *call, enum err e,
                               const struct case_list *list);

void platform_call_reply_corrections(struct platform_call *call, enum err e,
                                     const struct correction_list *list);

void platform_call_reply_parts(struct platform_call *call, enum err e,
                               const struct part_list *list);

void platform_call_reply_certificates(struct platform_call *call, enum err e,
                                      const struct certificate_list *list);

void platform_call_reply_status(struct platform_call *call, enum err e,
                                const struct case_status *status);
void platform_call_reply_slots(struct platform_call *call, enum err e,
                               const struct slot_list *list);
/* ERR_REFUSED: appointment->refusal goes with it. */
void platform_call_reply_appointment(struct platform_call *call, enum err e,
                                     const struct appointment *appointment);
void platform_call_reply_fees(struct platform_call *call, enum err e, const struct fee_list *list);
void platform_call_reply_handover(struct platform_call *call, enum err e,
                                  const struct handover *handover);
/* Without anything to tell. */
void platform_call_reply_done(struct platform_call *call, enum err e);

void platform_server_emit_online(struct platform_server *server, bool online);
void platform_server_emit_storage(struct platform_server *server, bool able);
void platform_server_emit_clock_off(struct platform_server *server, int64_t off_ms);
void platform_server_emit_case(struct platform_server *server, const char *local_number);
void platform_server_emit_catalogue(struct platform_server *server);
void platform_server_emit_calendar(struct platform_server *server);
void platform_server_emit_standing(struct platform_server *server);
