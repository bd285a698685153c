/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/camera/frame.h"

#include <string.h>

static enum err check(const struct frame *f, size_t size)
{
    if (f->width < 1 || f->height < 1 || f->width > FRAME_SIDE_MAX || f->height > FRAME_SIDE_MAX)
        return ERR_RANGE;
    int step = f->format == FRAME_YUYV ? 2 : 1;
    if (f->stride < f->width * step || f->stride > 4 * FRAME_SIDE_MAX)
        return ERR_RANGE;
    if (size < (size_t)f->width * (size_t)f->height)
        return ERR_USAGE;
    size_t needed = (size_t)f->stride * (size_t)(f->height - 1) + (size_t)(f->width * step);
    return f->size < needed ? ERR_TOO_SHORT : ERR_NONE;
}

static void every_other(const uint8_t *from, int n, uint8_t *to)
{
    for (int i = 0; i < n; i++)
        to[i] = from[2 * i];
}

enum err frame_luma(const struct frame *frame, uint8_t *ret_grey, size_t size)
{
    if (frame->format == FRAME_JPEG)
        return ERR_UNSUPPORTED;
    TRY(check(frame, size));
    for (int y = 0; y < frame->height; y++) {
        const uint8_t *from = frame->data + (size_t)y * (size_t)frame->stride;
        uint8_t *to = ret_grey + (size_t)y * (size_t)frame->width;
        if (frame->format == FRAME_YUYV)
            every_other(from, frame->width, to);
        else
            memcpy(to, from, (size_t)frame->width);
    }
    return ERR_NONE;
}
