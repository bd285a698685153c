/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the bridges say, brought into the desk's model. */
#pragma once

#include "app/kiosk/desk.h"

/* True: a citizen's card or paper did something, which is as good as a touch. Whatever is not taken
 * over is still the event's. */
bool hear_event(struct desk *desk, struct bus_event *event);
