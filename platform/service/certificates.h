/* SPDX-License-Identifier: Apache-2.0 */
/* A person's electronic certificates, asked of the province; nothing of them is kept. */
#pragma once

#include "platform/service/inquiry.h"

void certificates_list(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call);
void certificates_copy(const struct inquiry *inquiry, const struct platform_wish *wish,
                       struct platform_call *call);
