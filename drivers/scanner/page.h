/* SPDX-License-Identifier: Apache-2.0 */
/* A page that was photographed: colours in, a JPEG file and a preview out. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/camera/frame.h"

/* More is unpacked smaller: 12 million pixels are 300 dots an inch of an A4 page, and more. */
enum { PAGE_PIXELS_MAX = 12000000 };

struct page {
    int width, height;
    uint8_t *rgb; /* rows of red, green, blue */
};

/* Erases; harmless on an empty one. */
void page_wipe(struct page *page);
/* Zeroed pixels. ERR_RANGE, ERR_MEMORY. */
MUST_CHECK enum err page_init(struct page *page, int width, int height);

/* ERR_TOO_SHORT, ERR_FORMAT, ERR_RANGE: the camera sent what is no picture. */
MUST_CHECK enum err page_of_frame(const struct frame *frame, struct page *ret_page);
MUST_CHECK enum err page_jpeg_read(const uint8_t *data, size_t size, struct page *ret_page);
/* A baseline JPEG file in sealed memory. ERR_TOO_LONG: over SNAPSHOT_FILE_MAX. */
MUST_CHECK enum err page_jpeg_write(const struct page *page, int *ret_fd);

/* What is wrong with it: bits of enum snapshot_finding. */
uint32_t page_findings(const struct page *page);
/* The same, no side longer than `most`, each pixel the mean of those it stands for. */
MUST_CHECK enum err page_shrink(const struct page *page, int most, struct page *ret_page);
/* All of it. */
MUST_CHECK enum err page_snapshot(const struct page *page, struct snapshot *ret_snapshot);
