/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/qr.h"

#include <qrencode.h>
#include <string.h>

#include "drivers/scanner/decode.h"
#include "platform/base/secret.h"

enum { DOTS_MIN = 3, DOTS_MAX = 8 };

static void auto_code(QRcode **code)
{
    if (!*code)
        return;
    wipe((*code)->data, (size_t)(*code)->width * (size_t)(*code)->width);
    QRcode_free(*code);
}

/* Dots a module: the wanted side if that is not too fine, else as large as the paper allows. */
static int choose_dots(int modules, const struct qr_place *place)
{
    int wanted = place->side_dots / modules;
    if (wanted < DOTS_MIN + 1)
        wanted = place->paper_dots / modules;
    if (wanted > DOTS_MIN + 1 && place->side_dots / modules < DOTS_MIN + 1)
        wanted = DOTS_MIN + 1;
    return wanted > DOTS_MAX ? DOTS_MAX : wanted;
}

static int place_left(int side, const struct qr_place *place)
{
    int spare = place->paper_dots - side;
    return place->align == RECEIPT_LEFT ? 0 : place->align == RECEIPT_RIGHT ? spare : spare / 2;
}

static void draw(const QRcode *code, int dots, int left, struct bitmap *b)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (code->data[y * code->width + x] & 1)
                bitmap_fill(b, left + (x + QR_QUIET_MODULES) * dots, (y + QR_QUIET_MODULES) * dots,
                            dots, dots);
}

struct expected {
    const uint8_t *data;
    size_t size;
    bool same;
};

static bool compare(void *user, const uint8_t *data, size_t size)
{
    struct expected *x = user;
    x->same = size == x->size && memcmp(data, x->data, size) == 0;
    return x->same;
}

enum err qr_check(const struct bitmap *b, const void *payload, size_t size)
{
    size_t dots = (size_t)b->width * (size_t)b->height;
    uint8_t *grey = malloc(dots);
    if (!grey)
        return ERR_MEMORY;
    for (int y = 0; y < b->height; y++)
        for (int x = 0; x < b->width; x++)
            grey[(size_t)y * (size_t)b->width + (size_t)x] = bitmap_get(b, x, y) ? 0 : 255;
    const struct decode_image image = {.grey = grey, .width = b->width, .height = b->height};
    struct expected x = {.data = payload, .size = size};
    enum err e = decode_qr(&image, compare, &x);
    wipe_free(grey, dots);
    if (e == ERR_NOT_FOUND || (e == ERR_NONE && !x.same))
        return ERR_FORMAT;
    return e;
}

enum err qr_draw(const void *payload, size_t size, const struct qr_place *place,
                 struct bitmap *ret_bitmap, int *ret_dots)
{
    if (size == 0 || size > RECEIPT_TEXT_MAX)
        return size == 0 ? ERR_MISSING : ERR_TOO_LONG;
    AUTO(auto_code) QRcode *code = QRcode_encodeData((int)size, payload, 0, QR_ECLEVEL_M);
    if (!code)
        return ERR_LIBRARY;
    int modules = code->width + 2 * QR_QUIET_MODULES;
    int dots = choose_dots(modules, place);
    if (dots < DOTS_MIN)
        return ERR_TOO_LONG;
    struct bitmap b;
    TRY(bitmap_init(&b, place->paper_dots, modules * dots));
    draw(code, dots, place_left(modules * dots, place), &b);
    bitmap_break_commands(&b);
    enum err e = qr_check(&b, payload, size);
    if (e != ERR_NONE) {
        bitmap_wipe(&b);
        return e;
    }
    *ret_bitmap = b;
    if (ret_dots)
        *ret_dots = dots;
    return ERR_NONE;
}
