/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/picture_file.h"

#include <png.h>
#include <string.h>

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

enum err picture_file_read(const uint8_t *data, size_t size, struct picture *ret_picture)
{
    if (size > PICTURE_FILE_MAX)
        return ERR_TOO_LONG;
    if (size >= 8 && memcmp(data, "\x89PNG\r\n\x1A\n", 8) == 0)
        return read_png(data, size, ret_picture);
    if (size >= 3 && memcmp(data, "\xFF\xD8\xFF", 3) == 0)
        return picture_jpeg_read(data, size, ret_picture);
    return picture_pnm_read(data, size, ret_picture);
}
