/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/umock/table.h"

#include <stdio.h>

#include <jpeglib.h>

enum { TABLE_W = 1200, TABLE_H = 1600, SOI = 0xD8, SOF0 = 0xC0, SOF2 = 0xC2, SOS = 0xDA };

/* Segments from the start (ITU-T T.81, B.1) until the one that says the size. */
static enum err measure(struct jpeg *jpeg)
{
    const uint8_t *d = jpeg->data;
    size_t at = 2;
    if (jpeg->size < 4 || d[0] != 0xFF || d[1] != SOI)
        return ERR_FORMAT;
    while (at + 9 < jpeg->size && d[at] == 0xFF && d[at + 1] != SOS) {
        if (d[at + 1] >= SOF0 && d[at + 1] < SOF2) {
            jpeg->height = d[at + 5] << 8 | d[at + 6];
            jpeg->width = d[at + 7] << 8 | d[at + 8];
            return ERR_NONE;
        }
        at += 2 + (size_t)(d[at + 2] << 8 | d[at + 3]);
    }
    return ERR_FORMAT;
}

enum err jpeg_load(const char *path, struct jpeg *ret_jpeg)
{
    AUTO(auto_fclose) FILE *f = fopen(path, "rbe");
    struct jpeg jpeg = {.data = malloc(JPEG_ROOM + 1)};
    if (!f || !jpeg.data) {
        free(jpeg.data);
        return f ? ERR_MEMORY : ERR_ABSENT;
    }
    jpeg.size = fread(jpeg.data, 1, JPEG_ROOM + 1, f);
    enum err e = jpeg.size > JPEG_ROOM ? ERR_TOO_LONG : measure(&jpeg);
    if (e != ERR_NONE) {
        free(jpeg.data);
        return e;
    }
    *ret_jpeg = jpeg;
    return ERR_NONE;
}

enum err jpeg_table(struct jpeg *ret_jpeg)
{
    static uint8_t row[TABLE_W * 3];
    struct jpeg_compress_struct j = {0};
    struct jpeg_error_mgr errors;
    uint8_t *data = NULL, *line = row;
    unsigned long size = 0;
    for (int x = 0; x < TABLE_W; x++) {
        row[3 * x] = 120;
        row[3 * x + 1] = 96;
        row[3 * x + 2] = 76;
    }
    j.err = jpeg_std_error(&errors);
    jpeg_create_compress(&j);
    jpeg_mem_dest(&j, &data, &size);
    j.image_width = TABLE_W;
    j.image_height = TABLE_H;
    j.input_components = 3;
    j.in_color_space = JCS_RGB;
    jpeg_set_defaults(&j);
    jpeg_start_compress(&j, TRUE);
    while (j.next_scanline < j.image_height)
        jpeg_write_scanlines(&j, &line, 1);
    jpeg_finish_compress(&j);
    jpeg_destroy_compress(&j);
    if (!data)
        return ERR_MEMORY;
    *ret_jpeg = (struct jpeg){TABLE_W, TABLE_H, size, data};
    return ERR_NONE;
}
