/* SPDX-License-Identifier: Apache-2.0 */
/* What the kiosk and kioskctl say to kiosk-platform. Everything runs on the loop's thread. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/bus/types.h"
#include "platform/peer/timer.h"

struct platform_client;

struct platform_events {
    void *user;
    void (*up)(void *user);
    void (*down)(void *user);
    void (*online)(void *user, bool online);       /* also once after `up` */
    void (*storage)(void *user, bool able);        /* a message can be kept; also once after `up` */
    void (*clock_off)(void *user, int64_t off_ms); /* as in outbox_counts; also after `up` */
    void (*case_changed)(void *user, const char *local_number);
    void (*catalogue_changed)(void *user); /* also once after `up` */
    void (*calendar_changed)(void *user);  /* likewise */
    void (*standing_changed)(void *user);  /* likewise */
};

MUST_CHECK enum err platform_client_new(sd_event *loop, struct timers *timers,
                                        const struct platform_events *events,
                                        struct platform_client **ret_client);
void platform_client_free(struct platform_client *client);
bool platform_client_is_up(const struct platform_client *client);

/* Each call below is answered by exactly one callback when it returned ERR_NONE; ERR_GONE (returned
 * or called back) when kiosk-platform is not there. What a callback is given is wiped after it. */
typedef void platform_pairs_fn(void *user, enum err e, const struct pairs *pairs);
typedef void platform_status_fn(void *user, enum err e, const struct case_status *status);
typedef void platform_cases_fn(void *user, enum err e, const struct case_list *list);
typedef void platform_done_fn(void *user, enum err e);
typedef void platform_health_fn(void *user, enum err e, bool online,
                                const struct outbox_counts *counts);
typedef void platform_catalogue_fn(void *user, enum err e, const struct catalogue_row *rows,
                                   size_t count);

/* Who takes the answer to a wish. */
struct platform_answer {
    platform_pairs_fn *fn;
    void *user;
};

typedef void platform_calendar_fn(void *user, enum err e, const struct calendar *calendar);

MUST_CHECK enum err platform_client_health(struct platform_client *client, platform_health_fn *fn,
                                           void *user);
MUST_CHECK enum err platform_client_catalogue(struct platform_client *client,
                                              platform_catalogue_fn *fn, void *user);
MUST_CHECK enum err platform_client_calendar(struct platform_client *client,
                                             platform_calendar_fn *fn, void *user);
MUST_CHECK enum err platform_client_identify(struct platform_client *client, const void *credential,
                                             size_t size, platform_pairs_fn *fn, void *user);
MUST_CHECK enum err platform_client_shared_data(struct platform_client *client,
                                                const char *task_code, const struct pairs *who,
                                                platform_pairs_fn *fn, void *user);
/* `form`: what the citizen chose. ERR_NOT_FOUND: nothing that could be proved. */
MUST_CHECK enum err platform_client_proof(struct platform_client *client, const char *task_code,
                                          const struct pairs *who, const struct pairs *form,
                                          struct platform_answer answer);
/* `reply`: nothing (send a code), or step_up_id and code. interface.h. */
MUST_CHECK enum err platform_client_step_up(struct platform_client *client, const char *task_code,
                                            const struct pairs *who, const struct pairs *reply,
                                            struct platform_answer answer);
/* `licence`: applyer_page_code, or credential as hex. ERR_NOT_FOUND, ERR_REFUSED: interface.h. */
MUST_CHECK enum err platform_client_enterprise(struct platform_client *client,
                                               const char *task_code, const struct pairs *who,
                                               const struct pairs *licence,
                                               struct platform_answer answer);
MUST_CHECK enum err platform_client_query(struct platform_client *client, const struct pairs *who,
                                          platform_cases_fn *fn, void *user);
MUST_CHECK enum err platform_client_submit(struct platform_client *client,
                                           const struct application *application,
                                           platform_status_fn *fn, void *user);
MUST_CHECK enum err platform_client_status(struct platform_client *client, const char *number,
                                           platform_status_fn *fn, void *user);
MUST_CHECK enum err platform_client_help(struct platform_client *client,
                                         const struct help_call *call, platform_done_fn *fn,
                                         void *user);
/* Class and state of each class of devices, for the heartbeat. */
MUST_CHECK enum err platform_client_devices(struct platform_client *client,
                                            const struct pairs *devices, platform_done_fn *fn,
                                            void *user);
/* `who` may be empty: then only a case of this kiosk is found. */
MUST_CHECK enum err platform_client_find(struct platform_client *client, const char *number,
                                         const struct pairs *who, platform_status_fn *fn,
                                         void *user);
MUST_CHECK enum err platform_client_rate(struct platform_client *client,
                                         const struct rating *rating, platform_done_fn *fn,
                                         void *user);
