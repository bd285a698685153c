/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/region.h"

#include <string.h>

enum {
    TILE = 16,
    BLOCK = 4,
    CONTRAST_MIN = 6,
    CONTRAST_SURE = 40, /* more than this is never noise */
    MARGIN = 24,
};

/* Mean of a block; what lies outside is left out by the caller. */
static int mean_at(const struct picture *p, int x0, int y0)
{
    int sum = 0;
    for (int y = y0; y < y0 + BLOCK; y++) {
        const uint8_t *row = p->grey + (size_t)y * (size_t)p->width + (size_t)x0;
        for (int x = 0; x < BLOCK; x++)
            sum += row[x];
    }
    return sum / (BLOCK * BLOCK);
}

/* Between the darkest and the brightest block of a tile: a sensor's noise averages out. */
static int contrast(const struct picture *p, int x0, int y0)
{
    int low = 255, high = 0;
    for (int y = y0; y < y0 + TILE && y + BLOCK <= p->height; y += BLOCK)
        for (int x = x0; x < x0 + TILE && x + BLOCK <= p->width; x += BLOCK) {
            int mean = mean_at(p, x, y);
            low = mean < low ? mean : low;
            high = mean > high ? mean : high;
        }
    return high > low ? high - low : 0;
}

/* A quarter of the tiles are taken to be flat: what they show is the sensor's noise. */
static int threshold(const uint32_t *histogram, uint32_t tiles)
{
    uint32_t seen = 0;
    int level = 0;
    while (level < 255 && (seen += histogram[level]) * 4 < tiles)
        level++;
    level = level * 2 + CONTRAST_MIN;
    return level > CONTRAST_SURE ? CONTRAST_SURE : level;
}

static int low_of(int v)
{
    return v < MARGIN ? 0 : v - MARGIN;
}

static int high_of(int v, int end)
{
    return v + TILE + MARGIN > end ? end : v + TILE + MARGIN;
}

struct picture_box region_busy(const struct picture *p)
{
    uint32_t histogram[256] = {0}, tiles = 0;
    int x0 = p->width, y0 = p->height, x1 = -1, y1 = -1;
    for (int y = 0; y < p->height; y += TILE)
        for (int x = 0; x < p->width; x += TILE, tiles++)
            histogram[contrast(p, x, y)]++;
    int least = threshold(histogram, tiles);
    for (int y = 0; y < p->height; y += TILE)
        for (int x = 0; x < p->width; x += TILE)
            if (contrast(p, x, y) >= least) {
                x0 = x < x0 ? x : x0;
                y0 = y < y0 ? y : y0;
                x1 = x > x1 ? x : x1;
                y1 = y > y1 ? y : y1;
            }
    if (x1 < 0)
        return (struct picture_box){0, 0, p->width, p->height};
    struct picture_box box = {.x = low_of(x0), .y = low_of(y0)};
    box.width = high_of(x1, p->width) - box.x;
    box.height = high_of(y1, p->height) - box.y;
    return box;
}
