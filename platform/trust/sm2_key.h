/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what an SM2 key is made of. */
#pragma once

#include "platform/trust/openssl.h"
#include "platform/trust/sm2.h"

struct sm2_key {
    EVP_PKEY *pkey;
    bool is_private;
};
