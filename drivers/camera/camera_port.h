/* SPDX-License-Identifier: Apache-2.0 */
/* A camera as a device among devices: a wire_port, whose wire carries no transfers. It gives a
 * stream while one is wanted; between streams the camera is closed. */
#pragma once

#include "drivers/camera/camera.h"
#include "drivers/wire/wire.h"

struct camera_port;

/* Where frames come from: a node in /dev (nodes.h), or files in a test. */
struct camera_source {
    /* Is it there, and still the one that was found? Cheap. ERR_GONE, ERR_ACCESS, ERR_IO … */
    enum err (*check)(struct camera_port *port);
    /* Begins to stream; as v4l2_open. */
    enum err (*stream)(struct camera_port *port, enum camera_use use, struct camera **ret_camera);
    void (*free)(struct camera_port *port);
};

/* Embedded in what the source keeps. */
struct camera_port {
    struct wire_port port; /* first */
    const struct camera_source *source;
};

/* One reference, the caller's. */
void camera_port_init(struct camera_port *port, const struct camera_source *source,
                      const struct wire_camera *about);

/* For the device's driver, with the wire it was given. The first two fail as the source does. */
MUST_CHECK enum err camera_wire_check(struct wire *wire);
MUST_CHECK enum err camera_wire_stream(struct wire *wire, enum camera_use use,
                                       struct camera **ret_camera);
/* *ret_fd becomes readable when the wire is cancelled or shut: for camera->next. Not the caller's
 * to close. ERR_CANCELLED: it is already. */
MUST_CHECK enum err camera_wire_wake(struct wire *wire, int *ret_fd);
