/* SPDX-License-Identifier: Apache-2.0 */
/* The picture of a signature, read again by libpng. */
#include "tests/unit/check.h"

#include <png.h>
#include <string.h>

#include "app/visit/png.h"
#include "platform/base/secret.h"

enum { W = 952, H = 372 };

static uint8_t coverage[W * H], seen[W * H];

static void read_back(const uint8_t *file, size_t size, int width, int height)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file, size));
    assert_int_equal(width, image.width);
    assert_int_equal(height, image.height);
    assert_int_equal(PNG_FORMAT_GRAY, image.format);
    assert_true(png_image_finish_read(&image, NULL, seen, 0, NULL));
    assert_false(PNG_IMAGE_FAILED(image));
}

static void what_was_written_can_be_read(void **state)
{
    (void)state;
    uint8_t *file;
    size_t size;
    for (int y = 100; y < 200; y++)
        for (int x = 100; x < 800; x++)
            coverage[y * W + x] = (uint8_t)(x + y);
    assert_ok(png_write(coverage, W, H, &file, &size));
    read_back(file, size, W, H);
    for (int i = 0; i < W * H; i++)
        assert_int_equal(255 - coverage[i], seen[i]);
    wipe_free(file, size);
}

static void what_cannot_be_packed_still_fits(void **state)
{
    (void)state;
    uint8_t *file;
    size_t size;
    uint32_t noise = 1;
    for (int i = 0; i < W * H; i++)
        coverage[i] = (uint8_t)((noise = noise * 1664525u + 1013904223u) >> 24);
    assert_ok(png_write(coverage, W, H, &file, &size));
    assert_true(size < (size_t)W * H + 4096);
    read_back(file, size, W, H);
    assert_int_equal(255 - coverage[W * H - 1], seen[W * H - 1]);
    wipe_free(file, size);
}

static void sizes_are_bounded(void **state)
{
    (void)state;
    uint8_t *file;
    size_t size;
    assert_err(ERR_RANGE, png_write(coverage, 0, H, &file, &size));
    assert_err(ERR_RANGE, png_write(coverage, W, 0, &file, &size));
    assert_err(ERR_RANGE, png_write(coverage, PNG_SIDE_MAX + 1, 1, &file, &size));
    assert_err(ERR_RANGE, png_write(coverage, 1, PNG_SIDE_MAX + 1, &file, &size));
    assert_ok(png_write(coverage, 1, 1, &file, &size));
    read_back(file, size, 1, 1);
    wipe_free(file, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_can_be_read),
        cmocka_unit_test(what_cannot_be_packed_still_fits),
        cmocka_unit_test(sizes_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
