/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/asking.h"

#include "platform/service/booking.h"
#include "platform/service/certificates.h"
#include "platform/service/corrections.h"
#include "platform/service/handover.h"
#include "platform/service/inquiry.h"
#include "platform/service/together.h"

struct message_sender service_sender(const struct service *s)
{
    const struct settings *settings = s->parts.settings;
    return (struct message_sender){.kiosk_code = settings->kiosk.code,
                                   .area_code = settings->kiosk.area_code,
                                   .wall_ms = network_wall_ms(s->network)};
}

static struct inquiry inquiry_of(const struct service *s)
{
    return (struct inquiry){.asks = s->asks, .sender = service_sender(s), .audit = s->parts.audit};
}

static void on_identify(void *user, const void *credential, size_t size, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_identify(&inquiry, credential, size, call);
}

static void on_shared_data(void *user, const char *task_code, const struct pairs *who,
                           struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_shared(&inquiry, task_code, who, call);
}

static void on_proof(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_proof(&inquiry, wish, call);
}

static void on_step_up(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_step_up(&inquiry, wish, call);
}

static void on_enterprise(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_enterprise(&inquiry, wish, call);
}

static void on_hand_over(void *user, const struct handover_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    handover_ask(&inquiry, wish, call);
}

static void on_help(void *user, const struct help_call *help, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_help(&inquiry, help, call);
}

static void on_devices(void *user, const struct pairs *devices)
{
    pulse_devices(((struct service *)user)->pulse, devices);
}

static void on_query(void *user, const struct pairs *who, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    inquiry_cases(&inquiry, who, call);
}

static enum err on_status(void *user, const char *number, struct case_status *ret_status)
{
    return lookup_status(&((struct service *)user)->lookup, number, ret_status);
}

static void on_find(void *user, const char *number, const struct pairs *who,
                    struct platform_call *call)
{
    struct case_status status = {.state = CASE_SAVED};
    enum err e = on_status(user, number, &status);
    const struct inquiry inquiry = inquiry_of(user);
    if (e == ERR_NOT_FOUND && who->count)
        inquiry_find(&inquiry, number, who, call);
    else
        platform_call_reply_status(call, e, &status);
    wipe(&status, sizeof status);
}

static void on_corrections(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    corrections_ask(&inquiry, wish, call);
}

static void on_parts(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    together_ask(&inquiry, wish, call);
}

static void on_certificates(void *user, const struct platform_wish *wish,
                            struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    certificates_list(&inquiry, wish, call);
}

static void on_certificate_copy(void *user, const struct platform_wish *wish,
                                struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    certificates_copy(&inquiry, wish, call);
}

static void on_slots(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    booking_slots(&inquiry, wish, call);
}

static void on_book(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    booking_book(&inquiry, wish, call);
}

static void on_cancel(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    booking_cancel(&inquiry, wish, call);
}

static void on_fees(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    booking_fees(&inquiry, wish, call);
}

static void on_fee_state(void *user, const struct platform_wish *wish, struct platform_call *call)
{
    const struct inquiry inquiry = inquiry_of(user);
    booking_fee_state(&inquiry, wish, call);
}

void asking_serve(struct platform_service *service)
{
    service->status = on_status;
    service->identify = on_identify;
    service->shared_data = on_shared_data;
    service->proof = on_proof;
    service->step_up = on_step_up;
    service->corrections = on_corrections;
    service->parts = on_parts;
    service->certificates = on_certificates;
    service->certificate_copy = on_certificate_copy;
    service->enterprise = on_enterprise;
    service->slots = on_slots;
    service->book = on_book;
    service->cancel = on_cancel;
    service->fees = on_fees;
    service->fee_state = on_fee_state;
    service->hand_over = on_hand_over;
    service->help = on_help;
    service->find = on_find;
    service->devices = on_devices;
    service->query = on_query;
}
