/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <string.h>

#include "drivers/scanner/picture_file.h"
#include "drivers/scanner/region.h"

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static struct picture of(int width, int height, const uint8_t *pixels)
{
    struct picture p;
    assert_ok(picture_init(&p, width, height));
    memcpy(p.grey, pixels, (size_t)width * (size_t)height);
    return p;
}

static void check(const struct picture *p, int width, int height, const uint8_t *want)
{
    assert_int_equal(p->width, width);
    assert_int_equal(p->height, height);
    assert_memory_equal(p->grey, want, (size_t)width * (size_t)height);
}

/* --- changes --- */

static void a_part_is_cut_out(void **state)
{
    (void)state;
    static const uint8_t from[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    AUTO(auto_picture) struct picture p = of(3, 3, from);
    AUTO(auto_picture) struct picture q = {0};
    assert_ok(picture_crop(&p, (struct picture_box){1, -5, 9, 7}, &q));
    check(&q, 2, 2, (const uint8_t[]){2, 3, 5, 6});
    assert_err(ERR_RANGE, picture_crop(&p, (struct picture_box){3, 0, 2, 2}, &(struct picture){0}));
    assert_err(ERR_RANGE, picture_crop(&p, (struct picture_box){0, 0, 0, 2}, &(struct picture){0}));
}

static void sizes_change_by_averages(void **state)
{
    (void)state;
    static const uint8_t from[] = {0, 100, 20, 40, 100, 200, 60, 80};
    AUTO(auto_picture) struct picture p = of(4, 2, from);
    AUTO(auto_picture) struct picture half = {0};
    AUTO(auto_picture) struct picture twice = {0};
    assert_ok(picture_resize(&p, 2, 1, &half));
    check(&half, 2, 1, (const uint8_t[]){100, 50});
    assert_ok(picture_resize(&p, 8, 4, &twice));
    assert_int_equal(twice.width, 8);
    assert_int_equal(twice.grey[0], 0);
    assert_int_equal(twice.grey[31], 80);
    assert_in_range(twice.grey[1], 24, 25);
    assert_err(ERR_RANGE, picture_resize(&p, 0, 4, &twice));
    assert_err(ERR_RANGE, picture_resize(&p, 100000, 100000, &twice));
}

static void means_slide(void **state)
{
    (void)state;
    static const uint8_t from[] = {0, 0, 0, 0, 90, 0, 0, 0, 0};
    AUTO(auto_picture) struct picture p = of(3, 3, from);
    AUTO(auto_picture) struct picture soft = {0};
    AUTO(auto_picture) struct picture black = {0};
    AUTO(auto_picture) struct picture sharp = {0};
    AUTO(auto_picture) struct picture same = {0};
    assert_ok(picture_blur(&p, 1, &soft));
    check(&soft, 3, 3, (const uint8_t[]){10, 10, 10, 10, 10, 10, 10, 10, 10});
    assert_ok(picture_blur(&p, 0, &same));
    check(&same, 3, 3, from);
    assert_ok(picture_threshold(&p, 1, &black));
    check(&black, 3, 3, (const uint8_t[]){0, 0, 0, 0, 255, 0, 0, 0, 0});
    assert_ok(picture_sharpen(&p, 1, 20, &sharp));
    check(&sharp, 3, 3, (const uint8_t[]){0, 0, 0, 0, 250, 0, 0, 0, 0});
}

static void neighbours_spread(void **state)
{
    (void)state;
    static const uint8_t from[] = {9, 9, 9, 9, 1, 9, 9, 9, 9, 9, 9, 20};
    AUTO(auto_picture) struct picture p = of(3, 4, from);
    AUTO(auto_picture) struct picture dark = {0};
    AUTO(auto_picture) struct picture light = {0};
    AUTO(auto_picture) struct picture other = {0};
    assert_ok(picture_spread(&p, true, &dark));
    check(&dark, 3, 4, (const uint8_t[]){1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9});
    assert_ok(picture_spread(&p, false, &light));
    check(&light, 3, 4, (const uint8_t[]){9, 9, 9, 9, 9, 9, 9, 20, 20, 9, 20, 20});
    assert_ok(picture_invert(&p, &other));
    assert_int_equal(other.grey[4], 254);
}

static void faint_becomes_full(void **state)
{
    (void)state;
    uint8_t from[32 * 32];
    for (int i = 0; i < 32 * 32; i++)
        from[i] = (uint8_t)(i % 8 < 4 ? 100 : 130);
    AUTO(auto_picture) struct picture p = of(32, 32, from);
    AUTO(auto_picture) struct picture level = {0};
    assert_ok(picture_level(&p, 16, &level));
    assert_int_equal(level.grey[0], 0);
    assert_int_equal(level.grey[5], 255);
}

static void a_turn_keeps_the_middle(void **state)
{
    (void)state;
    uint8_t from[31 * 21] = {0};
    for (int y = 8; y < 13; y++)
        memset(from + y * 31 + 13, 200, 5);
    AUTO(auto_picture) struct picture p = of(31, 21, from);
    for (int degrees = -360; degrees <= 360; degrees += 15) {
        AUTO(auto_picture) struct picture turned = {0};
        assert_ok(picture_rotate(&p, degrees, &turned));
        assert_int_equal(turned.grey[turned.height / 2 * turned.width + turned.width / 2], 200);
    }
}

static void what_is_flat_is_left_out(void **state)
{
    (void)state;
    AUTO(auto_picture) struct picture p = {0};
    assert_ok(picture_init(&p, 640, 480));
    memset(p.grey, 90, 640 * 480);
    struct picture_box all = region_busy(&p);
    assert_int_equal(all.width, 640);
    assert_int_equal(all.height, 480);
    for (int y = 200; y < 260; y++)
        memset(p.grey + y * 640 + 300, y % 8 < 4 ? 10 : 200, 60);
    struct picture_box b = region_busy(&p);
    assert_true(b.x <= 284 && b.x >= 240 && b.x + b.width >= 376 && b.x + b.width <= 420);
    assert_true(b.y <= 184 && b.y >= 140 && b.y + b.height >= 276 && b.y + b.height <= 320);
}

/* --- files --- */

static void pgm_is_read(void **state)
{
    (void)state;
    static const char good[] = "P5 # by hand\n2 #w\n2\n100\n\x00\x32\x64\x65";
    static const struct {
        const char *bytes;
        size_t size;
        enum err want;
    } bad[] = {
        {"P5 2 2 255\n123", 14, ERR_TOO_SHORT},
        {"P5 2 2", 6, ERR_FORMAT},
        {"P5 2 x 255\n1234", 15, ERR_FORMAT},
        {"P5 0 2 255\n", 11, ERR_RANGE},
        {"P5 2 2 0\n1234", 13, ERR_FORMAT},
        {"P5 2 2 65535\n1234567", 20, ERR_TOO_SHORT},
        {"P5 2 2 65536\n1234", 17, ERR_RANGE},
        {"P5 99999 99999 255\n", 19, ERR_RANGE},
        {"P5 99999999999 1 255\n", 21, ERR_RANGE},
        {"P2 2 1 255\n1", 12, ERR_TOO_SHORT},
        {"P2 1 1 255\nx", 12, ERR_FORMAT},
        {"P2 1 1 255\n65536", 16, ERR_RANGE},
        {"P1 2 1\n12", 9, ERR_FORMAT},
        {"P4 9 1\n1", 8, ERR_TOO_SHORT},
        {"P6 1 1 255\n12", 13, ERR_TOO_SHORT},
        {"P7 1 1 255\n1", 12, ERR_UNSUPPORTED},
        {"P0 1 1 255\n1", 12, ERR_UNSUPPORTED},
        {"P5#", 3, ERR_FORMAT},
        {"GIF89a", 6, ERR_UNSUPPORTED},
        {"", 0, ERR_UNSUPPORTED},
    };
    AUTO(auto_picture) struct picture p = {0};
    assert_ok(picture_file_read((const uint8_t *)good, sizeof good - 1, &p));
    check(&p, 2, 2, (const uint8_t[]){0, 127, 255, 255});
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct picture none = {0};
        assert_err(bad[i].want,
                   picture_file_read((const uint8_t *)bad[i].bytes, bad[i].size, &none));
        assert_null(none.grey);
    }
}

static void every_netpbm_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
    } same[] = {
        {"P1\n#c\n2 1\n0 1", 13},
        {"P1 2 1 01", 9},
        {"P4 2 1\n\x40", 8},
        {"P2 2 1 15\n15 0\n", 15},
        {"P5 2 1 65535\n\xff\xff\0\0", 17},
        {"P3 2 1 9\n9 9 9 0 0 0", 20},
        {"P6 2 1 255\n\xff\xff\xff\0\0\0", 17},
    };
    for (size_t i = 0; i < ARRAY_LEN(same); i++) {
        AUTO(auto_picture) struct picture p = {0};
        assert_ok(picture_file_read((const uint8_t *)same[i].bytes, same[i].size, &p));
        check(&p, 2, 1, (const uint8_t[]){255, 0});
    }
}

static void png_is_read(void **state)
{
    (void)state;
    static const uint8_t rgba[] = {0, 0, 0, 255, 0, 0, 0, 0}; /* black; nothing: paper */
    uint8_t file[1024];
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = 2, .height = 1, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = sizeof file;
    assert_true(png_image_write_to_memory(&image, file, &size, 0, rgba, 0, NULL));
    AUTO(auto_picture) struct picture p = {0};
    assert_ok(picture_file_read(file, size, &p));
    check(&p, 2, 1, (const uint8_t[]){0, 255});
    struct picture none = {0};
    for (size_t cut = 8; cut < size - 12; cut++)
        assert_int_not_equal(picture_file_read(file, cut, &none), ERR_NONE);
    /* 30000 × 30000 in the header: refused before anything is unpacked. */
    static const uint8_t side[] = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30};
    memcpy(file + 16, side, sizeof side);
    assert_int_not_equal(picture_file_read(file, size, &none), ERR_NONE);
    assert_null(none.grey);
}

static size_t make_jpeg(const uint8_t *grey, int width, int height, bool in_scans,
                        uint8_t **ret_file)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned long size = 0;
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, ret_file, &size);
    c.image_width = (JDIMENSION)width;
    c.image_height = (JDIMENSION)height;
    c.input_components = 1;
    c.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&c);
    if (in_scans)
        jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < c.image_height) {
        uint8_t line[256];
        memcpy(line, grey + c.next_scanline * c.image_width, c.image_width);
        JSAMPROW row = line;
        jpeg_write_scanlines(&c, &row, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    return size;
}

/* Writes another height and width into the frame header (ITU-T T.81, B.2.2). */
static void claim_size(uint8_t *file, size_t size, uint16_t side)
{
    for (size_t i = 0; i + 9 < size; i++)
        if (file[i] == 0xFF && (file[i + 1] == 0xC0 || file[i + 1] == 0xC2)) {
            for (int k = 5; k < 9; k++)
                file[i + (size_t)k] = (uint8_t)(k % 2 ? side >> 8 : side);
            return;
        }
    fail_msg("no frame header");
}

static void jpeg_is_read(void **state)
{
    (void)state;
    uint8_t grey[64 * 48];
    for (int i = 0; i < 64 * 48; i++)
        grey[i] = (uint8_t)(i % 64 < 32 ? 30 : 220);
    AUTO(auto_free) uint8_t *file = NULL;
    size_t size = make_jpeg(grey, 64, 48, false, &file);
    AUTO(auto_picture) struct picture p = {0};
    assert_ok(picture_file_read(file, size, &p));
    assert_int_equal(p.width, 64);
    assert_in_range(p.grey[24 * 64 + 5], 25, 35);
    assert_in_range(p.grey[24 * 64 + 60], 215, 225);
    /* Cut anywhere it gives what there is, or an error; never a picture of another size. */
    for (size_t cut = 3; cut < size; cut += 7) {
        AUTO(auto_picture) struct picture part = {0};
        if (picture_file_read(file, cut, &part) == ERR_NONE)
            assert_int_equal(part.height, 48);
    }
    struct picture none = {0};
    claim_size(file, size, 65535);
    assert_int_not_equal(picture_file_read(file, size, &none), ERR_NONE);
    assert_err(ERR_TOO_LONG, picture_file_read(file, PICTURE_FILE_MAX + 1, &none));
    assert_null(none.grey);
}

/* libjpeg keeps a whole picture that comes in scans: a few bytes must not ask for gigabytes. */
static void a_large_picture_in_scans_is_refused(void **state)
{
    (void)state;
    static const uint8_t grey[64 * 48];
    AUTO(auto_free) uint8_t *file = NULL;
    AUTO(auto_picture) struct picture p = {0};
    struct picture none = {0};
    size_t size = make_jpeg(grey, 64, 48, true, &file);
    assert_ok(picture_file_read(file, size, &p));
    claim_size(file, size, 6400);
    assert_err(ERR_RANGE, picture_file_read(file, size, &none));
    assert_null(none.grey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_is_cut_out),
        cmocka_unit_test(sizes_change_by_averages),
        cmocka_unit_test(means_slide),
        cmocka_unit_test(neighbours_spread),
        cmocka_unit_test(faint_becomes_full),
        cmocka_unit_test(a_turn_keeps_the_middle),
        cmocka_unit_test(what_is_flat_is_left_out),
        cmocka_unit_test(pgm_is_read),
        cmocka_unit_test(every_netpbm_is_read),
        cmocka_unit_test(png_is_read),
        cmocka_unit_test(jpeg_is_read),
        cmocka_unit_test(a_large_picture_in_scans_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
