/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/live.h"

#include "drivers/scanner/picture_file.h"
#include "platform/base/clock.h"

enum { REST_US = 10000 }; /* of a frame that may confirm a code: is there a second one? */

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

enum err live_picture(const struct frame *frame, struct picture *ret_picture)
{
    AUTO(auto_picture) struct picture p = {0};
    if (frame->format == FRAME_JPEG)
        return picture_jpeg_read(frame->data, frame->size, ret_picture);
    TRY(picture_init(&p, frame->width, frame->height));
    TRY(frame_luma(frame, p.grey, (size_t)p.width * (size_t)p.height));
    *ret_picture = p;
    p = (struct picture){0};
    return ERR_NONE;
}

static void auto_codes(struct reader_codes *codes)
{
    reader_codes_wipe(codes);
}

/* What one frame shows; no code is as good an answer. */
static enum err look(struct live *live, const struct frame *frame, size_t *resume,
                     struct reader_codes *ret_codes)
{
    const struct reader_limit limit = {.busy_us = live->box_us ? live->box_us : LIVE_BOX_US,
                                       .resume = resume,
                                       .rest_us = sighting_waits(live->sighting) ? REST_US : 0};
    AUTO(auto_picture) struct picture p = {0};
    live->frames++;
    TRY(live_picture(frame, &p));
    enum err e = reader_read(&p, &limit, ret_codes);
    return e == ERR_NOT_FOUND ? ERR_NONE : e;
}

static enum err next_frame(struct live *live, struct camera *camera, struct frame *ret_frame)
{
    return camera->next(camera, clock_now_ms() + LIVE_FRAME_MS, live->wake_fd, ret_frame);
}

static enum err settle(struct live *live, struct camera *camera)
{
    struct frame frame;
    for (int i = 0; i < LIVE_SETTLE; i++)
        TRY(next_frame(live, camera, &frame));
    return ERR_NONE;
}

enum err live_scan(struct live *live, struct camera *camera, struct secret *ret_code)
{
    struct sighting *sighting = live->sighting;
    size_t resume = 0;
    TRY(settle(live, camera));
    for (int spoilt = 0; spoilt < LIVE_SPOILT_MAX;) {
        struct frame frame;
        AUTO(auto_codes) struct reader_codes codes = {0};
        TRY(next_frame(live, camera, &frame));
        enum err e = look(live, &frame, &resume, &codes);
        if (err_category(e) == ERR_CAT_INTERNAL)
            return e;
        spoilt = e == ERR_NONE ? 0 : spoilt + 1;
        live->spoilt += e != ERR_NONE;
        if (sighting_see(sighting, &codes, clock_now_ms()))
            return secret_set(ret_code, (const char *)sighting->held.data, sighting->held.size);
        if (sighting->block != SIGHTING_FREE && live->on_block)
            live->on_block(live->user, sighting->block);
    }
    return ERR_IO;
}
