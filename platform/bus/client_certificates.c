/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/client_certificates.h"

#include "platform/bus/client_parts.h"
#include "platform/bus/codec.h"

static void on_certificates(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct certificate_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_certificates(reply, &list);
    call->fn.certificates(call->user, e, &list);
    certificate_list_wipe(&list);
}

enum err platform_client_certificates(struct platform_client *client,
                                      const struct platform_asking *asking,
                                      platform_certificates_fn *fn, void *user)
{
    const struct wish wish = {"Certificates", asking->task_code, asking->who, asking->wish};
    return client_call_wish(client, &wish, on_certificates,
                            (struct open_call){.fn.certificates = fn, .user = user});
}

enum err platform_client_certificate_copy(struct platform_client *client,
                                          const struct platform_asking *asking,
                                          platform_pairs_fn *fn, void *user)
{
    const struct wish wish = {"CertificateCopy", asking->task_code, asking->who, asking->wish};
    return client_call_wish(client, &wish, client_on_pairs,
                            (struct open_call){.fn.pairs = fn, .user = user});
}

static void on_corrections(void *user, enum err e, sd_bus_message *reply)
{
    AUTO(auto_free) struct open_call *call = user;
    struct correction_list list = {0};
    if (e == ERR_NONE && sd_bus_message_sensitive(reply) < 0)
        e = ERR_LIBRARY;
    if (e == ERR_NONE)
        e = platform_get_corrections(reply, &list);
    call->fn.corrections(call->user, e, &list);
    correction_list_wipe(&list);
}

enum err platform_client_corrections(struct platform_client *client,
                                     const struct platform_asking *asking,
                                     platform_corrections_fn *fn, void *user)
{
    const struct wish wish = {"Corrections", asking->task_code, asking->who, asking->wish};
    return client_call_wish(client, &wish, on_corrections,
                            (struct open_call){.fn.corrections = fn, .user = user});
}
