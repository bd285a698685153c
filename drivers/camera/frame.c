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

static uint8_t clip(int value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)value;
}

/* Fixed point, 8 bits behind the comma. */
static void put_rgb(uint8_t *to, int y, int u, int v)
{
    int c = 298 * (y - 16) + 128, d = u - 128, e = v - 128;
    to[0] = clip((c + 409 * e) >> 8);
    to[1] = clip((c - 100 * d - 208 * e) >> 8);
    to[2] = clip((c + 516 * d) >> 8);
}

static void put_row(const struct frame *f, int y, uint8_t *to)
{
    const uint8_t *from = f->data + (size_t)y * (size_t)f->stride;
    const uint8_t *colour = f->data + (size_t)(f->height + y / 2) * (size_t)f->stride;
    for (int x = 0; x < f->width; x++, to += 3) {
        int pair = x / 2;
        if (f->format == FRAME_YUYV)
            put_rgb(to, from[2 * x], from[4 * pair + 1], from[4 * pair + 3]);
        else if (f->format == FRAME_NV12)
            put_rgb(to, from[x], colour[2 * pair], colour[2 * pair + 1]);
        else
            to[0] = to[1] = to[2] = from[x];
    }
}

/* A pair of pixels shares its colours: the last one has a whole pair. */
static size_t needed_for_colour(const struct frame *f)
{
    size_t even = (size_t)(f->width + 1) / 2 * 2;
    if (f->format == FRAME_YUYV)
        return (size_t)f->stride * (size_t)(f->height - 1) + 2 * even;
    if (f->format == FRAME_NV12)
        return (size_t)f->stride * (size_t)(f->height + (f->height + 1) / 2 - 1) + even;
    return 0;
}

enum err frame_rgb(const struct frame *frame, uint8_t *ret_rgb, size_t size)
{
    if (frame->format == FRAME_JPEG)
        return ERR_UNSUPPORTED;
    TRY(check(frame, size / 3));
    if (frame->size < needed_for_colour(frame))
        return ERR_TOO_SHORT;
    for (int y = 0; y < frame->height; y++)
        put_row(frame, y, ret_rgb + (size_t)y * (size_t)frame->width * 3);
    return ERR_NONE;
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
