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
