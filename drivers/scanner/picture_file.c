/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/picture_file.h"

#include <png.h>
#include <string.h>

#include "platform/base/bytes.h"

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static void auto_png(png_image *image)
{
    png_image_free(image);
}

static enum err read_png(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    static const png_color white = {255, 255, 255};
    AUTO(auto_png) png_image image = {.version = PNG_IMAGE_VERSION};
    AUTO(auto_picture) struct picture p = {0};
    if (!png_image_begin_read_from_memory(&image, data, size))
        return ERR_FORMAT;
    if (image.width > PICTURE_PIXELS_MAX || image.height > PICTURE_PIXELS_MAX)
        return ERR_RANGE;
    TRY(picture_init(&p, (int)image.width, (int)image.height));
    image.format = PNG_FORMAT_GRAY;
    if (!png_image_finish_read(&image, &white, p.grey, 0, NULL))
        return ERR_FORMAT;
    *ret_picture = p;
    p = (struct picture){0};
    return ERR_NONE;
}

/* --- PGM (netpbm, pgm(5)): "P5", width, height, greatest value, one space, pixels --- */

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next byte, not taken; 0 at the end. */
static int peek(const struct bytes *b)
{
    return bytes_left(b) > 0 ? b->data[b->at] : 0;
}

static void skip_space(struct bytes *b)
{
    while (is_space(peek(b)) || peek(b) == '#') {
        if (bytes_u8(b) != '#')
            continue;
        while (bytes_left(b) > 0 && bytes_u8(b) != '\n')
            ;
    }
}

static enum err read_number(struct bytes *b, int most, int *ret_number)
{
    int n = 0, digits = 0;
    skip_space(b);
    for (; peek(b) >= '0' && peek(b) <= '9'; digits++) {
        n = n * 10 + bytes_u8(b) - '0';
        if (n > most)
            return ERR_RANGE;
    }
    if (digits == 0)
        return ERR_FORMAT;
    *ret_number = n;
    return ERR_NONE;
}

static enum err read_pgm(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    struct bytes b = bytes_of(data + 2, size - 2);
    int width, height, most;
    TRY(read_number(&b, PICTURE_PIXELS_MAX, &width));
    TRY(read_number(&b, PICTURE_PIXELS_MAX, &height));
    TRY(read_number(&b, 65535, &most));
    if (most < 1)
        return ERR_FORMAT;
    if (most > 255)
        return ERR_UNSUPPORTED;
    bytes_u8(&b);
    struct picture p;
    TRY(picture_init(&p, width, height));
    size_t n = (size_t)width * (size_t)height;
    const uint8_t *pixels = bytes_take(&b, n);
    if (!pixels) {
        picture_wipe(&p);
        return ERR_TOO_SHORT;
    }
    for (size_t i = 0; i < n; i++)
        p.grey[i] = (uint8_t)(pixels[i] >= most ? 255 : pixels[i] * 255 / most);
    *ret_picture = p;
    return ERR_NONE;
}

enum err picture_file_read(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    if (size > PICTURE_FILE_MAX)
        return ERR_TOO_LONG;
    if (size >= 8 && memcmp(data, "\x89PNG\r\n\x1A\n", 8) == 0)
        return read_png(data, size, ret_picture);
    if (size >= 3 && memcmp(data, "\xFF\xD8\xFF", 3) == 0)
        return picture_jpeg_read(data, size, ret_picture);
    if (size >= 3 && memcmp(data, "P5", 2) == 0 && (is_space(data[2]) || data[2] == '#'))
        return read_pgm(data, size, ret_picture);
    return ERR_UNSUPPORTED;
}
