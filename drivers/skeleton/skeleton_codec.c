/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/skeleton/skeleton_codec.h"

enum err skeleton_read_status(struct bytes answer, bool *ret_ready)
{
    uint8_t status = bytes_u8(&answer);
    if (answer.failed)
        return ERR_TOO_SHORT;
    if (bytes_left(&answer) != 0)
        return ERR_TOO_LONG;
    *ret_ready = status & 1;
    return ERR_NONE;
}
