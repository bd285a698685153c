/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/address_codec.h"

#include "platform/base/text.h"

enum { TEXT_SIZE = ADDRESS_BLOCK / 2 * 3 + 1 };

static enum err read_block(const uint8_t *block, char ret_text[TEXT_SIZE])
{
    ret_text[0] = '\0';
    return text_from_utf16le(block, ADDRESS_BLOCK, ret_text, TEXT_SIZE);
}

enum err address_read(struct bytes data, struct secret *ret_address)
{
    char text[TEXT_SIZE];
    if (data.size > (size_t)ADDRESS_BLOCK * ADDRESS_BLOCKS)
        return ERR_TOO_LONG;
    if (data.size == 0 || data.size % ADDRESS_BLOCK != 0)
        return ERR_FORMAT;
    enum err e = ERR_MISSING;
    for (size_t at = data.size; at > 0 && e == ERR_MISSING; at -= ADDRESS_BLOCK) {
        enum err read = read_block(data.data + at - ADDRESS_BLOCK, text);
        if (read != ERR_NONE)
            e = read;
        else if (text[0])
            e = secret_set_text(ret_address, text);
    }
    wipe(text, sizeof text);
    return e;
}
