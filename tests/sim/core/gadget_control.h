/* SPDX-License-Identifier: Apache-2.0 */
/* Between gadget.c and gadget_control.c. */
#pragma once

#include "tests/sim/core/gadget.h"

void gadget_submit_control(struct gadget *g, struct transfer *t);
/* Answers held-back requests that are due; the control endpoint's alarm. */
void gadget_control_ready(void *endpoint);

void gadget_finish(struct transfer *t, int status);
void gadget_append(struct endpoint *e, struct transfer *t);
