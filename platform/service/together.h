/* SPDX-License-Identifier: Apache-2.0 */
/* How the items stand that make one case together, asked of the province. */
#pragma once

#include "platform/service/inquiry.h"

/* The form holds project_no or local_number; nobody in `who`: a case of this kiosk. */
void together_ask(const struct inquiry *inquiry, const struct platform_wish *wish,
                  struct platform_call *call);
