/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/core/ids.h"

static struct ids ids;
static char why[IDS_WHY];

static const char two_rows[] = "[particular]\n"
                               "class = idcard\ndriver = sam\nusb = 0400:c35a\nsettle_ms = 2000\n"
                               "[general]\n"
                               "class = receipt\ndriver = escpos\ninterface = 07/01/xx\n"
                               "profile = demo\n";

static void a_device_gets_the_first_row_that_fits(void **state)
{
    (void)state;
    const struct wire_interface *interface = NULL;
    assert_ok(ids_parse(two_rows, strlen(two_rows), &ids, why));
    struct wire_identity reader = {.vendor = 0x0400, .product = 0xc35a, .interface_count = 1};
    const struct id_row *row = ids_match(&ids, &reader, &interface);
    assert_non_null(row);
    assert_string_equal("sam", row->driver);
    assert_ptr_equal(&reader.interface[0], interface);
    struct wire_identity printer = {.vendor = 0x0483, .product = 0x5743, .interface_count = 2};
    printer.interface[0] = (struct wire_interface){.device_class = 3};
    printer.interface[1] = (struct wire_interface){.device_class = 7, .subclass = 1, .protocol = 2};
    row = ids_match(&ids, &printer, &interface);
    assert_non_null(row);
    assert_int_equal(DEVICE_RECEIPT, row->device_class);
    assert_ptr_equal(&printer.interface[1], interface);
    printer.interface[1].subclass = 2;
    assert_null(ids_match(&ids, &printer, &interface));
}

static void quirks_are_words_and_numbers(void **state)
{
    (void)state;
    assert_ok(ids_parse(two_rows, strlen(two_rows), &ids, why));
    assert_int_equal(2000, id_row_number(&ids.row[0], "settle_ms", 7));
    assert_int_equal(7, id_row_number(&ids.row[0], "other", 7));
    assert_string_equal("demo", id_row_word(&ids.row[1], "profile", ""));
    assert_int_equal(7, id_row_number(&ids.row[1], "profile", 7));
}

static void a_bad_row_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"[a]\nclass = toaster\n", "line 2: class: no such device class"},
        {"[a]\nclass = idcard\nusb = 0400\n", "line 3: usb: two hex numbers, vendor:product"},
        {"[a]\ninterface = 07/01\n",
         "line 2: interface: three hex bytes or xx, class/subclass/protocol"},
        {"[a]\nclass = idcard\ndriver = sam\n", "[a]: needs usb, tty, camera or interface"},
        {"[a]\nclass = idcard\ntty = modem\n", "line 3: tty: card-reader is the only one"},
        {"[a]\nclass = idcard\nusb = 1:2\n", "[a]: driver is missing"},
        {"class = idcard\n", "line 1: class: not in a section with a short name"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_not_equal(ERR_NONE, ids_parse(cases[i].text, strlen(cases[i].text), &ids, why));
        assert_string_equal(cases[i].why, why);
    }
}

/* What the parser would cut or pass over in silence. */
static void a_text_that_is_no_file_is_refused_aloud(void **state)
{
    (void)state;
    char text[400] = "[a]\nclass = idcard\ndriver = a\nusb = 1:2\nmodel = x";
    size_t len = strlen(text);
    assert_ok(ids_parse(text, len, &ids, why));
    assert_err(ERR_FORMAT, ids_parse(text, len + 1, &ids, why)); /* with its NUL */
    assert_string_equal("file: too large, or a line is too long or holds a NUL", why);
    memset(text + len, 'x', sizeof text - len);
    assert_err(ERR_FORMAT, ids_parse(text, sizeof text, &ids, why));
    assert_string_equal("file: too large, or a line is too long or holds a NUL", why);
}

static void a_line_fits_only_a_row_for_lines(void **state)
{
    (void)state;
    static const char text[] = "[usb]\nclass = idcard\ndriver = a\ninterface = xx/xx/02\n"
                               "[line]\nclass = idcard\ndriver = b\ntty = card-reader\n";
    const struct wire_interface *found;
    struct wire_identity line = {.kind = WIRE_TTY, .interface_count = 1};
    struct wire_identity usb = {.interface_count = 1};
    assert_ok(ids_parse(text, strlen(text), &ids, why));
    assert_string_equal("line", ids_match(&ids, &line, &found)->name);
    assert_null(ids_match(&ids, &usb, &found));
    line.interface[0].protocol = 2;
    assert_string_equal("line", ids_match(&ids, &line, &found)->name);
}

static void the_shipped_file_is_well(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    struct ids *shipped = NULL;
    assert_ok(ids_load(&shipped, why));
    assert_true(shipped->count >= 1);
    free(shipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_gets_the_first_row_that_fits),
        cmocka_unit_test(quirks_are_words_and_numbers),
        cmocka_unit_test(a_bad_row_is_named),
        cmocka_unit_test(a_text_that_is_no_file_is_refused_aloud),
        cmocka_unit_test(a_line_fits_only_a_row_for_lines),
        cmocka_unit_test(the_shipped_file_is_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
