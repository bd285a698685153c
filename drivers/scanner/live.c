/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/live.h"

#include "drivers/scanner/picture_file.h"

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

static enum err look(struct live *live, const struct frame *frame, size_t *resume,
                     struct reader_codes *ret_codes)
{
    const struct reader_limit limit = {.busy_us = live->box_us ? live->box_us : LIVE_BOX_US,
                                       .deadline_ms = live->deadline_ms,
                                       .resume = resume};
    AUTO(auto_picture) struct picture p = {0};
    live->frames++;
    TRY(live_picture(frame, &p));
    return reader_read(&p, &limit, ret_codes);
}

enum err live_scan(struct live *live, struct camera *camera, struct reader_codes *ret_codes)
{
    size_t resume = 0;
    for (int spoilt = 0; spoilt < LIVE_SPOILT_MAX;) {
        struct frame frame;
        TRY(camera->next(camera, live->deadline_ms, live->wake_fd, &frame));
        enum err e = look(live, &frame, &resume, ret_codes);
        if (e == ERR_NONE || err_category(e) == ERR_CAT_INTERNAL)
            return e;
        spoilt = e == ERR_NOT_FOUND ? 0 : spoilt + 1;
        live->spoilt += e != ERR_NOT_FOUND;
    }
    return ERR_DEVICE_FAULT;
}
