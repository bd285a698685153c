/* SPDX-License-Identifier: Apache-2.0 */
/* Pages as JPEG. What a camera sent is never passed on: it is unpacked, and packed anew, so that
 * the office gets a file that is whole and holds nothing but the picture. */
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "drivers/scanner/page.h"
#include "platform/base/sealed.h"
#include "platform/base/secret.h"

enum { QUALITY = 85, HEADERS = 4096, SCALES_MAX = 8 };

/* Everything that must outlive a jump stands here, not in a local variable. */
struct packer {
    struct jpeg_decompress_struct in;
    struct jpeg_compress_struct out;
    struct jpeg_destination_mgr to;
    struct jpeg_error_mgr errors;
    struct page page;
    uint8_t *file;
    size_t room;
    enum err error;
    jmp_buf jump;
};

static void on_error(j_common_ptr c)
{
    struct packer *p = c->client_data;
    longjmp(p->jump, 1);
}

/* Cameras cut frames short: what arrived is kept, and nothing is printed. */
static void on_message(j_common_ptr c, int level)
{
    (void)c;
    (void)level;
}

static struct jpeg_error_mgr *errors_of(struct packer *p)
{
    jpeg_std_error(&p->errors);
    p->errors.error_exit = on_error;
    p->errors.emit_message = on_message;
    return &p->errors;
}

/* A large picture is unpacked smaller: libjpeg does so for 1/2, 1/4, 1/8 without the work. */
static enum err fit(struct jpeg_decompress_struct *j)
{
    for (j->scale_denom = 1; j->scale_denom <= SCALES_MAX; j->scale_denom *= 2) {
        jpeg_calc_output_dimensions(j);
        if ((int64_t)j->output_width * j->output_height <= PAGE_PIXELS_MAX)
            return ERR_NONE;
    }
    return ERR_RANGE;
}

/* Cameras send one scan; a file of many would make libjpeg keep all its coefficients. */
static enum err unpack(struct packer *p, const uint8_t *data, size_t size)
{
    struct jpeg_decompress_struct *j = &p->in;
    jpeg_mem_src(j, data, size);
    if (jpeg_read_header(j, TRUE) != JPEG_HEADER_OK)
        return ERR_FORMAT;
    if (jpeg_has_multiple_scans(j))
        return ERR_UNSUPPORTED;
    j->out_color_space = JCS_RGB;
    TRY(fit(j));
    TRY(page_init(&p->page, (int)j->output_width, (int)j->output_height));
    jpeg_start_decompress(j);
    if (j->output_components != 3)
        return ERR_UNSUPPORTED;
    while (j->output_scanline < j->output_height) {
        JSAMPROW row = p->page.rgb + (size_t)j->output_scanline * j->output_width * 3;
        jpeg_read_scanlines(j, &row, 1);
    }
    return ERR_NONE;
}

static void try_unpack(struct packer *p, const uint8_t *data, size_t size)
{
    p->error = ERR_FORMAT; /* what a jump means */
    if (setjmp(p->jump) == 0) {
        jpeg_create_decompress(&p->in);
        p->error = unpack(p, data, size);
    }
}

enum err page_jpeg_read(const uint8_t *data, size_t size, struct page *ret_page)
{
    AUTO(auto_free) struct packer *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    p->in.err = errors_of(p);
    p->in.client_data = p;
    try_unpack(p, data, size);
    jpeg_destroy_decompress(&p->in);
    if (p->error != ERR_NONE) {
        page_wipe(&p->page);
        return p->error;
    }
    *ret_page = p->page;
    return ERR_NONE;
}

static void to_begin(j_compress_ptr c)
{
    struct packer *p = c->client_data;
    p->to.next_output_byte = p->file;
    p->to.free_in_buffer = p->room;
}

/* More than there is room for. */
static boolean to_full(j_compress_ptr c)
{
    struct packer *p = c->client_data;
    p->error = ERR_TOO_LONG;
    longjmp(p->jump, 1);
}

static void to_end(j_compress_ptr c)
{
    (void)c;
}

static void pack(struct packer *p, const struct page *page)
{
    struct jpeg_compress_struct *j = &p->out;
    j->dest = &p->to;
    j->image_width = (JDIMENSION)page->width;
    j->image_height = (JDIMENSION)page->height;
    j->input_components = 3;
    j->in_color_space = JCS_RGB;
    jpeg_set_defaults(j);
    jpeg_set_quality(j, QUALITY, TRUE);
    jpeg_start_compress(j, TRUE);
    while (j->next_scanline < j->image_height) {
        JSAMPROW row = page->rgb + (size_t)j->next_scanline * j->image_width * 3;
        jpeg_write_scanlines(j, &row, 1);
    }
    jpeg_finish_compress(j);
    p->error = ERR_NONE;
}

static void try_pack(struct packer *p, const struct page *page)
{
    p->error = ERR_LIBRARY; /* what a jump means that says no more */
    if (setjmp(p->jump) == 0) {
        jpeg_create_compress(&p->out);
        pack(p, page);
    }
}

static size_t room_for(const struct page *page)
{
    size_t pixels = (size_t)page->width * (size_t)page->height * 2 + HEADERS;
    return pixels < SNAPSHOT_FILE_MAX ? pixels : SNAPSHOT_FILE_MAX;
}

enum err page_jpeg_write(const struct page *page, int *ret_fd)
{
    AUTO(auto_free) struct packer *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    p->room = room_for(page);
    p->file = malloc(p->room);
    if (!p->file)
        return ERR_MEMORY;
    p->to = (struct jpeg_destination_mgr){
        .init_destination = to_begin, .empty_output_buffer = to_full, .term_destination = to_end};
    p->out.err = errors_of(p);
    p->out.client_data = p;
    try_pack(p, page);
    if (p->error == ERR_NONE)
        p->error = sealed_make(p->file, p->room - p->to.free_in_buffer, ret_fd);
    jpeg_destroy_compress(&p->out);
    wipe_free(p->file, p->room);
    return p->error;
}
