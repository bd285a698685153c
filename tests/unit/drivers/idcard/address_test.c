/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/idcard/address_codec.h"

static uint8_t blocks[ADDRESS_BLOCK * (ADDRESS_BLOCKS + 1)];
static struct secret address;

static int begin(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof blocks; i += 2) {
        blocks[i] = ' ';
        blocks[i + 1] = 0;
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    secret_wipe(&address);
    return 0;
}

/* 路 and a digit. */
static void write_block(int block, char digit)
{
    uint8_t *at = blocks + ADDRESS_BLOCK * block;
    at[0] = 0xEF;
    at[1] = 0x8D;
    at[2] = (uint8_t)digit;
}

static enum err read_blocks(size_t size)
{
    return address_read(bytes_of(blocks, size), &address);
}

static void the_newest_that_is_not_blank(void **state)
{
    (void)state;
    write_block(0, '1');
    assert_ok(read_blocks(70));
    assert_string_equal("路1", secret_text(&address));
    assert_ok(read_blocks(280));
    assert_string_equal("路1", secret_text(&address));
    write_block(2, '3');
    assert_ok(read_blocks(280));
    assert_string_equal("路3", secret_text(&address));
    write_block(3, '4');
    assert_ok(read_blocks(280));
    assert_string_equal("路4", secret_text(&address));
    assert_ok(read_blocks(210));
    assert_string_equal("路3", secret_text(&address));
}

static void blank_ones_are_none(void **state)
{
    (void)state;
    assert_err(ERR_MISSING, read_blocks(70));
    assert_err(ERR_MISSING, read_blocks(280));
    memset(blocks, 0, sizeof blocks);
    assert_err(ERR_MISSING, read_blocks(280));
}

static void odd_sizes_and_bytes_are_refused(void **state)
{
    (void)state;
    write_block(0, '1');
    assert_err(ERR_FORMAT, read_blocks(0));
    assert_err(ERR_FORMAT, read_blocks(69));
    assert_err(ERR_FORMAT, read_blocks(142));
    assert_err(ERR_TOO_LONG, read_blocks(350));
    blocks[70 + 1] = 0xD8; /* half a pair */
    assert_err(ERR_ENCODING, read_blocks(140));
    assert_string_equal("", secret_text(&address));
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(the_newest_that_is_not_blank),
        story(blank_ones_are_none),
        story(odd_sizes_and_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
