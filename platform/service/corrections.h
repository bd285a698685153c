/* SPDX-License-Identifier: Apache-2.0 */
/* What a case lacks, asked of the province for who applied. */
#pragma once

#include "platform/service/inquiry.h"

/* The form holds project_no. */
void corrections_ask(const struct inquiry *inquiry, const struct platform_wish *wish,
                     struct platform_call *call);
