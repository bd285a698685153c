/* SPDX-License-Identifier: Apache-2.0 */
/* Printers of other kinds: a presenter, one that only listens, one with a jam bit of its own. */
#include "tests/unit/check.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/models/printer.h"
#include "tests/unit/sim/host.h"

static struct world world;
static struct printer printer;

static void begin(const struct printer_shape *shape)
{
    assert_ok(world_init(&world, host_now));
    assert_ok(printer_init_shape(&printer, &world, shape));
    gadget_appear(&printer.gadget);
}

static void end(void)
{
    printer_done(&printer);
    world_done(&world);
}

#define say(text)                                                                                  \
    do {                                                                                           \
        uint8_t bytes_[] = text;                                                                   \
        assert_int_equal(sizeof(text) - 1,                                                         \
                         host_bulk(&printer.gadget, PRINTER_OUT, bytes_, sizeof(text) - 1));       \
        host_step(&world, 5000);                                                                   \
    } while (0)

static void expect(const void *data, size_t size)
{
    uint8_t answer[512];
    assert_int_equal(size, host_bulk(&printer.gadget, PRINTER_IN, answer, sizeof answer));
    assert_memory_equal(data, answer, size);
}

static void a_slip_is_shown_and_taken(void **state)
{
    (void)state;
    begin(&printer_presenter);
    say("text\n\x1DV\x42\x10");
    assert_int_equal(printer.cuts, 0); /* GS V does not cut here */
    say("\x1Bi");
    assert_int_equal(printer.cuts, 1);
    say("\x10\x04\x14");
    expect("\x10\x0F\0\0\0\0", 6); /* cut, and still inside */
    say("\x1CP\x10\x01R\x3C");
    say("\x10\x04\x14");
    expect("\x10\x0F\x20\0\0\0", 6);
    printer_take_paper(&printer);
    say("\x10\x04\x14");
    expect("\x10\x0F\0\0\0\0", 6);
    host_step(&world, 100000);
    assert_int_equal(printer.bin, 0);
    end();
}

static void a_slip_is_collected_when_told_or_by_itself(void **state)
{
    (void)state;
    begin(&printer_presenter);
    say("a\n\x1Bi\x1CP\x10\x01R\x3C");
    assert_true(printer.at_exit);
    say("\x1B"
        "C\x01");
    assert_false(printer.at_exit);
    assert_int_equal(printer.bin, 1);
    say("b\n\x1Bi\x1CP\x10\x01R\x3C");
    host_step(&world, 56000);
    assert_int_equal(printer.bin, 2);
    say("\x10\x04\x14");
    expect("\x10\x0F\0\0\0\0", 6);
    end();
}

static void a_jam_stops_it_until_staff_come(void **state)
{
    (void)state;
    begin(&printer_presenter);
    printer_jam(&printer);
    say("a\n\x1Bi\x1CP\x10\x01R\x3C\x1Dr\x01");
    say("\x10\x04\x14");
    expect("\x10\x0F\0\0\x40\0", 6); /* and no word for GS r */
    printer_load_paper(&printer);
    host_step(&world, 5000);
    expect("\0", 1);
    end();
    begin(&printer_jam_bit);
    printer_jam(&printer);
    say("a\n\x1DV\x42\x10");
    say("\x10\x04\x03");
    expect("\x16", 1);
    end();
}

static void one_that_only_listens(void **state)
{
    (void)state;
    uint8_t data[8];
    const uint8_t port[8] = {0xA1, 1, 0, 0, 0, 0, 1};
    begin(&printer_one_way);
    say("\x10\x04\x01\x1Dr\x01text\n\x1DV\x42\x10");
    assert_int_equal(printer.cuts, 1);
    assert_int_equal(1, host_control(&printer.gadget, port, data));
    assert_int_equal(0x18, data[0]);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_shown_and_taken),
        cmocka_unit_test(a_slip_is_collected_when_told_or_by_itself),
        cmocka_unit_test(a_jam_stops_it_until_staff_come),
        cmocka_unit_test(one_that_only_listens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
