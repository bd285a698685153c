/* SPDX-License-Identifier: Apache-2.0 */
/* Brings devices that come and go, on USB, on the one serial line and cameras, to the hub. A
 * machine without USB is asked again every few seconds. */
#pragma once

#include "drivers/core/hub.h"
#include "platform/peer/timer.h"

struct plug;

struct plug_config {
    struct hub *hub;
    struct mailbox *box;
    struct timers *timers;
    const char *card_reader_tty; /* path of a serial line; "": none */
    const char *camera;          /* for codes; as camera_nodes_config.which */
    const char *document_camera; /* for pages; "": the same */
};

MUST_CHECK enum err plug_new(const struct plug_config *config, struct plug **ret_plug);
/* No more news for the hub; what is on its way in the mailbox may still be dropped. */
void plug_stop(struct plug *plug);
/* After the hub and the mailbox. NULL is fine. */
void plug_free(struct plug *plug);
