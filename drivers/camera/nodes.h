/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the cameras of a machine: the video nodes of a folder that give pictures, as they come and
 * go. A node is opened when it is new or was given other rights, never again and again. */
#pragma once

#include "drivers/camera/v4l2.h"

enum { CAMERA_NODES_MAX = 32 };

struct camera_nodes;

struct camera_nodes_config {
    const char *folder; /* "/dev"; outlives it */
    /* Which one: "" any; "none"; a path of a node or a link to it; else the bus_info, serial or
     * card of a camera. */
    const char *which;
    const char
        *except; /* likewise, one that somebody else looks for; "" or NULL: none; outlives it */
    bool pages;  /* pages are photographed with them */
    const struct v4l2_calls *calls; /* outlives every port */
    wire_plug_fn *fn;
    void *user;
};

/* Ports are camera ports (camera_port.h). ERR_USAGE, ERR_TOO_LONG, ERR_MEMORY, ERR_LIBRARY. */
MUST_CHECK enum err camera_nodes_new(const struct camera_nodes_config *config,
                                     struct camera_nodes **ret_nodes);
/* Ends the thread: no callback after this; ports still work. NULL is fine. */
void camera_nodes_stop(struct camera_nodes *nodes);
/* NULL is fine. */
void camera_nodes_free(struct camera_nodes *nodes);
