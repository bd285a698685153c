/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of the bridges on behalf of the screen on show. The rule is the same for every
 * errand: wanted and not running → begin; its screen is left → stop; the other program went → begin
 * again when it is back. Only a slip is never asked for twice. */
#pragma once

#include "app/kiosk/bus.h"
#include "app/screen/model.h"

/* Begins and stops what the model calls for now. */
void errands_follow(struct model *model, struct bus *bus);
/* An event that ends an errand goes into the model. False: it ended none that is still open (it
 * came too late); the event's personal data stays the caller's to free either way. */
bool errands_take(struct model *model, struct bus_event *event);
/* Errands of this screen that ended may begin again: the screen is entered anew. */
void errands_enter(struct model *model, enum screen_id screen);
/* Stops all; for the end of a visit, before model_wipe_visit(). */
void errands_drop(struct model *model, struct bus *bus);
/* When one that failed is tried again; INT64_MAX: none. */
int64_t errands_due(const struct model *model);
