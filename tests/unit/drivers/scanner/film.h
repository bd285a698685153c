/* SPDX-License-Identifier: Apache-2.0 */
/* A camera that shows what a test tells it to, as a port among others. */
#pragma once

#include <pthread.h>

#include "drivers/camera/camera_port.h"

enum { FILM_FRAME_MS = 5 };

/* What is before the camera, and how the camera is. */
enum film_mode { FILM_SHOWS, FILM_BROKEN, FILM_ABSURD, FILM_MUTE, FILM_GONE };

struct film {
    struct camera_port port; /* first */
    struct camera camera;
    pthread_mutex_t lock; /* for what follows */
    enum film_mode mode;
    struct frame frame; /* what it shows; data are the test's */
    int streams, streaming;
    enum camera_use use; /* of the last one */
    uint32_t sequence;
};

/* One reference, the caller's; what it shows first is nothing: grey, FILM_SHOWS. */
struct film *film_new(const char *card);
void film_show(struct film *film, const struct frame *frame);
void film_set(struct film *film, enum film_mode mode);
/* How often it was opened, and whether it is now. */
int film_streams(struct film *film, int *ret_now);
