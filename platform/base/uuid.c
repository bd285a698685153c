/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/uuid.h"

#include <sys/random.h>

enum err uuid_make(char ret_text[UUID_TEXT])
{
    uint8_t b[16];
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        return ERR_LIBRARY;
    b[6] = (uint8_t)(0x40 | (b[6] & 0x0F)); /* version 4 */
    b[8] = (uint8_t)(0x80 | (b[8] & 0x3F)); /* variant 10 */
    char *at = ret_text;
    for (size_t i = 0; i < sizeof b; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        at += snprintf(at, 3, "%02x", b[i]);
    }
    return ERR_NONE;
}
