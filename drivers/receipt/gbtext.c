/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/gbtext.h"

#include <iconv.h>

#include "platform/base/text.h"

/* Row FE was filled by GB 18030-2005 only (䶮 and 80 others): few printer fonts have it. */
enum { GB18030_2005_ROW = 0xFE };

struct gbtext {
    iconv_t cd;
};

enum err gbtext_new(enum profile_font font, struct gbtext **ret_gb)
{
    struct gbtext *gb = calloc(1, sizeof *gb);
    if (!gb)
        return ERR_MEMORY;
    gb->cd = iconv_open(font == FONT_GB2312 ? "GB2312" : "GB18030", "UTF-8");
    if (gb->cd == (iconv_t)-1) {
        free(gb);
        return ERR_LIBRARY;
    }
    *ret_gb = gb;
    return ERR_NONE;
}

void gbtext_free(struct gbtext *gb)
{
    if (!gb)
        return;
    iconv_close(gb->cd);
    free(gb);
}

static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

size_t gbtext_put(struct gbtext *gb, uint32_t c, uint8_t ret_bytes[2])
{
    char utf8[4], code[4];
    if (c < 0x80) {
        ret_bytes[0] = (uint8_t)c;
        return c >= 0x20 && c != 0x7F ? 1 : 0;
    }
    size_t in_left = text_put(c, utf8), out_left = sizeof code;
    char *in = utf8, *out = code;
    if (is_private(c) || iconv(gb->cd, &in, &in_left, &out, &out_left) != 0 || out_left != 2)
        return 0;
    uint8_t lead = (uint8_t)code[0], trail = (uint8_t)code[1];
    if (lead == GB18030_2005_ROW)
        return 0;
    ret_bytes[0] = lead;
    ret_bytes[1] = trail;
    return 2;
}

bool gbtext_has_all(struct gbtext *gb, const char *text)
{
    uint8_t bytes[2];
    for (uint32_t c = text_next(&text); c; c = text_next(&text))
        if (gbtext_put(gb, c, bytes) == 0)
            return false;
    return true;
}
