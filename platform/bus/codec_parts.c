/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec_parts.h"

#include <string.h>

#include "platform/base/text.h"

enum err codec_result(int r)
{
    return r < 0 ? ERR_LIBRARY : ERR_NONE;
}

enum err codec_text(sd_bus_message *m, char *ret_text, size_t size)
{
    const char *text;
    if (sd_bus_message_read_basic(m, 's', &text) <= 0)
        return ERR_FORMAT;
    return text_copy(ret_text, size, text) ? ERR_NONE : ERR_TOO_LONG;
}

enum err codec_u32_below(sd_bus_message *m, uint32_t end, uint32_t *ret_value)
{
    uint32_t value;
    if (sd_bus_message_read_basic(m, 'u', &value) <= 0)
        return ERR_FORMAT;
    if (value >= end)
        return ERR_RANGE;
    *ret_value = value;
    return ERR_NONE;
}

enum err codec_flag(sd_bus_message *m, bool *ret_flag)
{
    int flag;
    if (sd_bus_message_read_basic(m, 'b', &flag) <= 0)
        return ERR_FORMAT;
    *ret_flag = flag;
    return ERR_NONE;
}

enum err codec_secret(sd_bus_message *m, struct secret *ret_value)
{
    const char *text;
    if (sd_bus_message_read_basic(m, 's', &text) <= 0)
        return ERR_FORMAT;
    size_t len = strlen(text);
    return len > VALUE_TEXT_MAX ? ERR_TOO_LONG : secret_set(ret_value, text, len);
}
