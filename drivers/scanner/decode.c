/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/decode.h"

#include <zbar.h>

static void auto_scanner(zbar_image_scanner_t **s)
{
    if (*s)
        zbar_image_scanner_destroy(*s);
}

static void auto_image(zbar_image_t **i)
{
    if (*i)
        zbar_image_destroy(*i);
}

/* QR only: the other symbologies cost a third of the time and read codes into noise. BINARY: else
 * ZBar guesses a character set and returns other bytes than were put in. */
static bool configure(zbar_image_scanner_t *s)
{
    return zbar_image_scanner_set_config(s, ZBAR_NONE, ZBAR_CFG_ENABLE, 0) == 0 &&
           zbar_image_scanner_set_config(s, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1) == 0 &&
           zbar_image_scanner_set_config(s, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1) == 0;
}

static struct decode_code code_of(const zbar_symbol_t *symbol)
{
    struct decode_code c = {.data = (const uint8_t *)zbar_symbol_get_data(symbol),
                            .size = zbar_symbol_get_data_length(symbol)};
    unsigned corners = zbar_symbol_get_loc_size(symbol);
    for (unsigned i = 0; i < ARRAY_LEN(c.x) && corners > 0; i++) {
        unsigned k = i < corners ? i : corners - 1;
        c.x[i] = zbar_symbol_get_loc_x(symbol, k);
        c.y[i] = zbar_symbol_get_loc_y(symbol, k);
    }
    return c;
}

static enum err report(const zbar_image_t *image, decode_placed_fn *on_code, void *user)
{
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    if (!symbol)
        return ERR_NOT_FOUND;
    for (; symbol; symbol = zbar_symbol_next(symbol)) {
        const struct decode_code code = code_of(symbol);
        if (!on_code(user, &code))
            break;
    }
    return ERR_NONE;
}

enum err decode_qr_placed(const struct decode_image *image, decode_placed_fn *on_code, void *user)
{
    if (image->width < 1 || image->height < 1 || image->width > DECODE_SIDE_MAX ||
        image->height > DECODE_SIDE_MAX)
        return ERR_RANGE;
    AUTO(auto_scanner) zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    AUTO(auto_image) zbar_image_t *picture = zbar_image_create();
    if (!scanner || !picture || !configure(scanner))
        return ERR_LIBRARY;
    zbar_image_set_format(picture, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(picture, (unsigned)image->width, (unsigned)image->height);
    /* No cleanup function: the pixels stay the caller's. */
    zbar_image_set_data(picture, image->grey, (unsigned long)image->width * image->height, NULL);
    if (zbar_scan_image(scanner, picture) < 0)
        return ERR_LIBRARY;
    return report(picture, on_code, user);
}

struct unplaced {
    decode_fn *on_code;
    void *user;
};

static bool drop_place(void *user, const struct decode_code *code)
{
    const struct unplaced *u = user;
    return u->on_code(u->user, code->data, code->size);
}

enum err decode_qr(const struct decode_image *image, decode_fn *on_code, void *user)
{
    struct unplaced u = {on_code, user};
    return decode_qr_placed(image, drop_place, &u);
}
