/* SPDX-License-Identifier: Apache-2.0 */
/* A camera that stands beside the gadgets: it is no USB device to its host but a video node. What
 * lies before it is a JPEG file, which is what such cameras send. */
#pragma once

#include "platform/base/err.h"

struct lens {
    bool plugged, page; /* to be read with the world's lock: how it stands, what lies there */
    /* The node appears, or goes with every stream. ERR_STATE: it is so already. */
    enum err (*plug)(struct lens *lens);
    enum err (*unplug)(struct lens *lens);
    /* From now on this lies there; "": the table alone. ERR_ABSENT, ERR_FORMAT, ERR_TOO_LONG. */
    enum err (*show)(struct lens *lens, const char *path);
    /* No frame comes any more, until false is said. */
    void (*mute)(struct lens *lens, bool mute);
    void (*free)(struct lens *lens);
};
