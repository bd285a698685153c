/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/payload.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "platform/base/secret.h"
#include "platform/base/text.h"

/* Text may hold line ends and tabs, no other control character. */
static bool has_control(const uint8_t *p, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((p[i] < 0x20 && p[i] != '\t' && p[i] != '\r' && p[i] != '\n') || p[i] == 0x7F)
            return true;
    return false;
}

/* Strict conversion; a two-byte code of the user-defined areas comes out as private use and is
 * refused, because nobody can read it. */
static enum err from_gb18030(const void *data, size_t size, char *ret_text, size_t text_size)
{
    iconv_t cd = iconv_open("UTF-8", "GB18030");
    if (cd == (iconv_t)-1)
        return ERR_LIBRARY;
    char *in = (char *)(uintptr_t)data, *out = ret_text;
    size_t in_left = size, out_left = text_size - 1;
    bool bad = iconv(cd, &in, &in_left, &out, &out_left) != 0;
    bool full = bad && errno == E2BIG;
    iconv_close(cd);
    if (bad)
        return full ? ERR_TOO_LONG : ERR_ENCODING;
    *out = '\0';
    const char *at = ret_text;
    for (uint32_t c = text_next(&at); c; c = text_next(&at))
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return ERR_ENCODING;
    return ERR_NONE;
}

/* ERR_LIBRARY: it could not be told. */
static enum err classify(const void *data, size_t size, enum payload_kind *ret_kind)
{
    *ret_kind = PAYLOAD_BINARY;
    /* A control byte is never part of a longer character in either encoding. */
    if (has_control(data, size))
        return ERR_NONE;
    if (text_is_utf8(data, size))
        *ret_kind = PAYLOAD_UTF8;
    if (*ret_kind == PAYLOAD_UTF8 || size > PAYLOAD_MAX)
        return ERR_NONE;
    char scratch[2 * PAYLOAD_MAX + 1];
    enum err e = from_gb18030(data, size, scratch, sizeof scratch);
    wipe(scratch, sizeof scratch);
    if (e == ERR_NONE)
        *ret_kind = PAYLOAD_GB18030;
    return e == ERR_LIBRARY ? e : ERR_NONE;
}

enum payload_kind payload_classify(const void *data, size_t size)
{
    enum payload_kind kind;
    return classify(data, size, &kind) == ERR_NONE ? kind : PAYLOAD_BINARY;
}

enum err payload_text(const void *data, size_t size, char *ret_text, size_t text_size)
{
    enum payload_kind kind;
    TRY(classify(data, size, &kind));
    if (kind == PAYLOAD_BINARY)
        return ERR_ENCODING;
    if (kind == PAYLOAD_GB18030)
        return text_size ? from_gb18030(data, size, ret_text, text_size) : ERR_TOO_LONG;
    if (size >= text_size)
        return ERR_TOO_LONG;
    memcpy(ret_text, data, size);
    ret_text[size] = '\0';
    return ERR_NONE;
}
