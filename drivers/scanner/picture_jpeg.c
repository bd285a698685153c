/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "drivers/scanner/picture_file.h"

/* A progressive file of a few bytes may ask for thousands of scans over a large picture, all of
 * whose coefficients libjpeg keeps: 2 bytes a pixel and colour. */
enum { SCANS_MIN = 12, SCAN_PIXELS_MAX = 400000000 };

/* Everything that must outlive a jump stands here, not in a local variable. */
struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    struct picture picture;
    uint8_t *row; /* of inks */
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

static int64_t pixels_of(const struct jpeg_decompress_struct *j)
{
    return (int64_t)j->image_width * j->image_height;
}

static void on_progress(j_common_ptr c)
{
    struct decoder *d = c->client_data;
    int scans = d->jpeg.input_scan_number;
    if (scans > SCANS_MIN && scans * pixels_of(&d->jpeg) > SCAN_PIXELS_MAX)
        longjmp(d->out, 1);
}

/* A large picture is unpacked smaller: libjpeg does so for 1/2, 1/4, 1/8 without the work. */
static enum err fit(struct jpeg_decompress_struct *j)
{
    for (j->scale_denom = 1; j->scale_denom <= 8; j->scale_denom *= 2) {
        jpeg_calc_output_dimensions(j);
        if ((uint64_t)j->output_width * j->output_height <= PICTURE_PIXELS_MAX)
            return ERR_NONE;
    }
    return ERR_RANGE;
}

/* Printers' inks, which libjpeg does not make grey. Adobe's files hold them upside down, and no
 * others are known. */
static void ink_to_grey(const uint8_t *inks, uint8_t *grey, int width)
{
    for (int x = 0; x < width; x++, inks += 4)
        grey[x] = (uint8_t)((299 * inks[0] + 587 * inks[1] + 114 * inks[2]) * inks[3] / 255000);
}

static enum err read_rows(struct decoder *d)
{
    struct jpeg_decompress_struct *j = &d->jpeg;
    bool inks = j->out_color_space == JCS_CMYK;
    if (inks)
        d->row = malloc((size_t)j->output_width * 4);
    if (inks && !d->row)
        return ERR_MEMORY;
    while (j->output_scanline < j->output_height) {
        uint8_t *grey = d->picture.grey + (size_t)j->output_scanline * j->output_width;
        JSAMPROW row = inks ? d->row : grey;
        if (jpeg_read_scanlines(j, &row, 1) == 1 && inks)
            ink_to_grey(d->row, grey, d->picture.width);
    }
    return ERR_NONE;
}

static enum err unpack(struct decoder *d, const uint8_t *data, size_t size)
{
    struct jpeg_decompress_struct *j = &d->jpeg;
    jpeg_mem_src(j, data, size);
    if (jpeg_read_header(j, TRUE) != JPEG_HEADER_OK)
        return ERR_FORMAT;
    if (jpeg_has_multiple_scans(j) && pixels_of(j) > PICTURE_PIXELS_MAX)
        return ERR_RANGE;
    bool inks = j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK;
    j->out_color_space = inks ? JCS_CMYK : JCS_GRAYSCALE;
    j->dct_method = JDCT_IFAST;
    TRY(fit(j));
    TRY(picture_init(&d->picture, (int)j->output_width, (int)j->output_height));
    jpeg_start_decompress(j);
    if (j->output_components != (inks ? 4 : 1) || (int)j->output_width != d->picture.width ||
        (int)j->output_height != d->picture.height)
        return ERR_UNSUPPORTED;
    return read_rows(d);
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
    free(d->row);
    if (d->error != ERR_NONE) {
        picture_wipe(&d->picture);
        return d->error;
    }
    *ret_picture = d->picture;
    return ERR_NONE;
}
