/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/server_parts.h"

#include <stddef.h>
#include <string.h>

#include "platform/base/harden.h"
#include "platform/bus/codec.h"
#include "platform/peer/client.h"

typedef void wish_fn(void *user, const struct platform_wish *wish, struct platform_call *call);

static const struct {
    const char *member;
    size_t serve; /* where the function stands in struct platform_service */
} wishes[] = {
    {"Corrections", offsetof(struct platform_service, corrections)},
    {"Parts", offsetof(struct platform_service, parts)},
    {"Certificates", offsetof(struct platform_service, certificates)},
    {"CertificateCopy", offsetof(struct platform_service, certificate_copy)},
    {"Proof", offsetof(struct platform_service, proof)},
    {"StepUp", offsetof(struct platform_service, step_up)},
    {"Enterprise", offsetof(struct platform_service, enterprise)},
    {"Slots", offsetof(struct platform_service, slots)},
    {"Book", offsetof(struct platform_service, book)},
    {"CancelAppointment", offsetof(struct platform_service, cancel)},
    {"Fees", offsetof(struct platform_service, fees)},
    {"FeeState", offsetof(struct platform_service, fee_state)},
};

/* sd-bus calls only for methods of the vtable, all of which stand above. */
static void serve(const struct platform_service *service, const char *member,
                  const struct platform_wish *wish, struct platform_call *call)
{
    for (size_t i = 0; i < ARRAY_LEN(wishes); i++)
        if (strcmp(wishes[i].member, member) == 0) {
            wish_fn *fn;
            memcpy(&fn, (const char *)service + wishes[i].serve, sizeof fn);
            fn(service->user, wish, call);
            return;
        }
    platform_call_reply(call, ERR_UNSUPPORTED, NULL);
}

int platform_serve_wish(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *service = &((struct platform_server *)user)->service;
    char task_code[sizeof((struct application *)0)->task_code];
    struct pairs who = {0}, form = {0};
    enum err e = platform_get_text(m, task_code, sizeof task_code);
    if (e == ERR_NONE)
        e = platform_get_pairs(m, &who);
    if (e == ERR_NONE)
        e = platform_get_pairs(m, &form);
    struct platform_call *call = e == ERR_NONE ? platform_call_keep(m) : NULL;
    if (call)
        serve(service, sd_bus_message_get_member(m),
              &(struct platform_wish){task_code, &who, &form}, call);
    pairs_wipe(&who);
    pairs_wipe(&form);
    harden_scrub_stack();
    if (e == ERR_NONE && !call)
        e = ERR_MEMORY;
    return e == ERR_NONE ? 1 : peer_fail(error, e);
}
