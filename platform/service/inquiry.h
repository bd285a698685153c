/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen stands and waits for: a call of the bridge becomes a message to the province,
 * whose answer ends the call. Whatever goes wrong ends it too. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/bus/server.h"
#include "platform/courier/ask.h"
#include "platform/province/message.h"

struct inquiry {
    struct asks *asks;
    struct message_sender sender;
    struct audit *audit; /* NULL: nothing is written there */
};

void inquiry_identify(const struct inquiry *inquiry, const void *credential, size_t size,
                      struct platform_call *call);
void inquiry_shared(const struct inquiry *inquiry, const char *task_code, const struct pairs *who,
                    struct platform_call *call);
void inquiry_proof(const struct inquiry *inquiry, const struct platform_wish *wish,
                   struct platform_call *call);
void inquiry_step_up(const struct inquiry *inquiry, const struct platform_wish *wish,
                     struct platform_call *call);
void inquiry_enterprise(const struct inquiry *inquiry, const struct platform_wish *wish,
                        struct platform_call *call);
/* Ended when the province heard it. */
void inquiry_help(const struct inquiry *inquiry, const struct help_call *help,
                  struct platform_call *call);
/* A case of any kiosk, by its number, when `who` applied for it. */
void inquiry_find(const struct inquiry *inquiry, const char *number, const struct pairs *who,
                  struct platform_call *call);
void inquiry_cases(const struct inquiry *inquiry, const struct pairs *who,
                   struct platform_call *call);
