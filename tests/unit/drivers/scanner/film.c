/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/scanner/film.h"

#include <poll.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"

static struct film *film_of(struct camera *camera)
{
    return (struct film *)((char *)camera - offsetof(struct film, camera));
}

static enum err next(struct camera *camera, int64_t deadline_ms, int wake_fd,
                     struct frame *ret_frame)
{
    struct film *f = film_of(camera);
    for (;;) {
        struct pollfd wake = {.fd = wake_fd, .events = POLLIN};
        if (poll(&wake, 1, FILM_FRAME_MS) > 0)
            return ERR_CANCELLED;
        if (clock_now_ms() >= deadline_ms)
            return ERR_TIMEOUT;
        pthread_mutex_lock(&f->lock);
        enum film_mode mode = f->mode;
        *ret_frame = f->frame;
        ret_frame->sequence = f->sequence++;
        pthread_mutex_unlock(&f->lock);
        if (mode == FILM_GONE)
            return ERR_GONE;
        if (mode == FILM_BROKEN)
            ret_frame->size /= 2;
        if (mode == FILM_ABSURD)
            ret_frame->width = ret_frame->stride = 100000;
        if (mode != FILM_MUTE)
            return ERR_NONE;
    }
}

static void end(struct camera *camera)
{
    struct film *f = film_of(camera);
    pthread_mutex_lock(&f->lock);
    f->streaming--;
    pthread_mutex_unlock(&f->lock);
}

static enum err check(struct camera_port *port)
{
    struct film *f = (struct film *)port;
    pthread_mutex_lock(&f->lock);
    enum err e = f->mode == FILM_GONE ? ERR_GONE : ERR_NONE;
    pthread_mutex_unlock(&f->lock);
    return e;
}

static enum err stream(struct camera_port *port, enum camera_use use, struct camera **ret_camera)
{
    struct film *f = (struct film *)port;
    TRY(check(port));
    pthread_mutex_lock(&f->lock);
    f->streams++;
    f->use = use;
    f->streaming++;
    pthread_mutex_unlock(&f->lock);
    *ret_camera = &f->camera;
    return ERR_NONE;
}

static void free_film(struct camera_port *port)
{
    struct film *f = (struct film *)port;
    pthread_mutex_destroy(&f->lock);
    free(f);
}

static const struct camera_source source = {check, stream, free_film};

struct film *film_new(const char *card)
{
    static uint8_t grey[64 * 64];
    struct film *f = calloc(1, sizeof *f);
    struct wire_camera about = {.driver = "film", .bus_info = "film-1"};
    assert_non_null(f);
    text_copy(about.card, sizeof about.card, card);
    camera_port_init(&f->port, &source, &about);
    f->camera = (struct camera){next, end};
    pthread_mutex_init(&f->lock, NULL);
    memset(grey, 128, sizeof grey);
    f->frame = (struct frame){FRAME_GREY, 64, 64, 64, grey, sizeof grey, 0};
    return f;
}

void film_show(struct film *f, const struct frame *frame)
{
    pthread_mutex_lock(&f->lock);
    f->frame = *frame;
    pthread_mutex_unlock(&f->lock);
}

void film_set(struct film *f, enum film_mode mode)
{
    pthread_mutex_lock(&f->lock);
    f->mode = mode;
    pthread_mutex_unlock(&f->lock);
}

int film_streams(struct film *f, int *ret_now)
{
    pthread_mutex_lock(&f->lock);
    int streams = f->streams;
    *ret_now = f->streaming;
    pthread_mutex_unlock(&f->lock);
    return streams;
}
