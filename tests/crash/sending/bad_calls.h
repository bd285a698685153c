/* SPDX-License-Identifier: Apache-2.0 */
/* What a tester tells the disk under another process: 16 bytes of a file that both have mapped. */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

enum bad_calls_fault { BAD_CALLS_NONE, BAD_CALLS_EIO, BAD_CALLS_ENOSPC };

struct bad_calls {
    _Atomic int32_t fault;
    _Atomic int32_t after; /* so many calls still work */
    _Atomic int32_t times; /* then so many fail; < 0: all */
    _Atomic int32_t failed;
};
