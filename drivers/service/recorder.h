/* SPDX-License-Identifier: Apache-2.0 */
/* One recording at a time, ordered over the bridge: of one device, for some seconds, scrubbed
 * before anybody gets it. */
#pragma once

#include "drivers/bus/server.h"
#include "drivers/core/hub.h"
#include "platform/peer/timer.h"

struct recorder;

MUST_CHECK enum err recorder_new(struct hub *hub, const struct ids *ids, struct timers *timers,
                                 struct recorder **ret_recorder);
/* Answers an open call. NULL is fine. */
void recorder_free(struct recorder *recorder);
/* ERR_BUSY: another one runs. ERR_RANGE: not 1 to DEVICES_RECORD_MAX_S. ERR_ABSENT. */
MUST_CHECK enum err recorder_begin(struct recorder *recorder, struct devices_call *call,
                                   const char *id, uint32_t seconds);
/* Is this its call? Then it ends now, and is answered with what there is. */
bool recorder_end(struct recorder *recorder, const struct devices_call *call);
