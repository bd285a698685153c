/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/ieee1284.h"

#include <string.h>
#include <strings.h>

#include "platform/base/bytes.h"
#include "platform/base/text.h"

enum err ieee1284_parse(const uint8_t *reply, size_t size, char *ret_text, size_t text_size)
{
    struct bytes b = bytes_of(reply, size);
    size_t length = bytes_u16be(&b);
    if (b.failed)
        return ERR_TOO_SHORT;
    if (length < 2)
        return ERR_RANGE;
    /* Some printers announce more than they send: what came is the string. */
    length = length - 2 < bytes_left(&b) ? length - 2 : bytes_left(&b);
    if (length >= text_size)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < length; i++) {
        uint8_t c = bytes_u8(&b);
        ret_text[i] = c >= 0x20 && c < 0x7F ? (char)c : '?';
    }
    ret_text[length] = '\0';
    return ERR_NONE;
}

static const char *value_of(const char *text, const char *key)
{
    size_t n = strlen(key);
    while (*text) {
        text += strspn(text, " ;");
        if (strncasecmp(text, key, n) == 0 && text[n] == ':')
            return text + n + 1;
        text += strcspn(text, ";");
    }
    return NULL;
}

bool ieee1284_field(const char *text, const char *key, const char *long_key, char *ret_value,
                    size_t size)
{
    const char *value = value_of(text, key);
    if (!value)
        value = value_of(text, long_key);
    if (!value || size == 0)
        return false;
    size_t n = strcspn(value, ";");
    n = n < size - 1 ? n : size - 1;
    memcpy(ret_value, value, n);
    ret_value[n] = '\0';
    return true;
}

bool ieee1284_is_page_printer(const char *text)
{
    static const char *const languages[] = {"PJL", "PCL", "POSTSCRIPT", "PWGRASTER", "URF"};
    char command[256];
    if (!ieee1284_field(text, "CMD", "COMMAND SET", command, sizeof command))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(languages); i++)
        if (strcasestr(command, languages[i]))
            return true;
    return false;
}
