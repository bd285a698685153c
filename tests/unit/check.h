/* SPDX-License-Identifier: Apache-2.0 */
/* cmocka needs its headers in this order; every unit test includes this first. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define assert_err(expected, call) assert_string_equal(err_name(expected), err_name(call))
#define assert_ok(call)            assert_err(ERR_NONE, call)
