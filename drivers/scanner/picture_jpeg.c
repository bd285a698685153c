/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "drivers/scanner/picture_file.h"

/* A progressive file of a few bytes may ask for thousands of scans over a large picture. */
enum { SCANS_MIN = 12, SCAN_PIXELS_MAX = 400000000 };

/* Everything that must outlive a jump stands here, not in a local variable. */
struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    struct picture picture;
    enum err error;
    jmp_buf out;
};

static void on_error(j_common_ptr c)
{
    struct decoder *d = c->client_data;
    longjmp(d->out, 1);
}

/* Cameras cut frames short: what arrived is looked at, and nothing is printed. */
static void on_message(j_common_ptr c, int level)
{
    (void)c;
    (void)level;
}

static void on_progress(j_common_ptr c)
{
    struct decoder *d = c->client_data;
    int64_t pixels = (int64_t)d->jpeg.image_width * d->jpeg.image_height;
    int scans = d->jpeg.input_scan_number;
    if (scans > SCANS_MIN && scans * pixels > SCAN_PIXELS_MAX)
        longjmp(d->out, 1);
}

static enum err unpack(struct decoder *d, const uint8_t *data, size_t size)
{
    struct jpeg_decompress_struct *j = &d->jpeg;
    jpeg_mem_src(j, data, size);
    if (jpeg_read_header(j, TRUE) != JPEG_HEADER_OK)
        return ERR_FORMAT;
    if (j->image_width > PICTURE_PIXELS_MAX || j->image_height > PICTURE_PIXELS_MAX)
        return ERR_RANGE;
    TRY(picture_init(&d->picture, (int)j->image_width, (int)j->image_height));
    j->out_color_space = JCS_GRAYSCALE;
    j->dct_method = JDCT_IFAST;
    jpeg_start_decompress(j);
    if (j->output_components != 1 || (int)j->output_width != d->picture.width ||
        (int)j->output_height != d->picture.height)
        return ERR_UNSUPPORTED;
    while (j->output_scanline < j->output_height) {
        JSAMPROW row = d->picture.grey + (size_t)j->output_scanline * j->output_width;
        jpeg_read_scanlines(j, &row, 1);
    }
    return ERR_NONE;
}

static void try_unpack(struct decoder *d, const uint8_t *data, size_t size)
{
    d->error = ERR_FORMAT; /* what a jump means */
    if (setjmp(d->out) == 0) {
        jpeg_create_decompress(&d->jpeg);
        d->jpeg.progress = &d->progress;
        d->error = unpack(d, data, size);
    }
}

enum err picture_jpeg_read(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    AUTO(auto_free) struct decoder *d = calloc(1, sizeof *d);
    if (!d)
        return ERR_MEMORY;
    d->jpeg.err = jpeg_std_error(&d->errors);
    d->jpeg.client_data = d;
    d->errors.error_exit = on_error;
    d->errors.emit_message = on_message;
    d->progress.progress_monitor = on_progress;
    try_unpack(d, data, size);
    jpeg_destroy_decompress(&d->jpeg);
    if (d->error != ERR_NONE) {
        picture_wipe(&d->picture);
        return d->error;
    }
    *ret_picture = d->picture;
    return ERR_NONE;
}
