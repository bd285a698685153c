/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/random.h"

#include <limits.h>

#include "platform/trust/openssl.h"

enum err random_bytes(void *ret_data, size_t size)
{
    if (size > INT_MAX)
        return ERR_USAGE;
    return RAND_bytes(ret_data, (int)size) == 1 ? ERR_NONE : ERR_LIBRARY;
}

enum err random_uuid(char ret_text[UUID_TEXT])
{
    uint8_t b[16];
    TRY(random_bytes(b, sizeof b));
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
