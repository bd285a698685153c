/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/key_query.h"

#include <string.h>

enum err key_query(const char *place, const char *name, char *ret_value, size_t size)
{
    size_t name_length = strlen(name);
    const char *at = strchr(place, '?');
    while (at) {
        const char *part = at + 1;
        size_t length = strcspn(part, "&");
        at = strchr(part, '&');
        if (length <= name_length || part[name_length] != '=' ||
            strncmp(part, name, name_length) != 0)
            continue;
        length -= name_length + 1;
        if (length >= size)
            return ERR_TOO_LONG;
        memcpy(ret_value, part + name_length + 1, length);
        ret_value[length] = '\0';
        return ERR_NONE;
    }
    return ERR_MISSING;
}
