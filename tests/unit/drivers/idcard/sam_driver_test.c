/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue with a SAM module, word for word. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "drivers/idcard/sam_driver.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/fake_wire.h"

#define MARK "AA AA AA 96 69 "

enum { OUT_HEADER = 0x02, OUT_BODY = 0x06, IN_HEADER = 0x81, IN_BODY = 0x85 };

static struct fake_wire fake;
static struct device device;
static struct id_row row;
static struct id_record record;
static char hints[64];

static void on_hint(struct device *d, enum id_hint hint)
{
    (void)d;
    size_t n = strlen(hints);
    snprintf(hints + n, sizeof hints - n, "%s ", id_hint_name(hint));
}

/* Command and check are the two and one last bytes of the request. */
static void asked(const char *body)
{
    fake_out(&fake, OUT_HEADER, MARK "00 03");
    fake_out(&fake, OUT_BODY, body);
}

static void answered(const char *len, const char *body)
{
    char header[64];
    snprintf(header, sizeof header, MARK "%s", len);
    fake_in(&fake, IN_HEADER, header);
    fake_in(&fake, IN_BODY, body);
}

static void says(const char *request, const char *status, const char *check)
{
    char body[64];
    snprintf(body, sizeof body, "00 00 %s %s", status, check);
    asked(request);
    answered("00 04", body);
}

#define STATUS    "11 FF ED"
#define SERIAL    "12 FF EE"
#define FIND      "20 01 22"
#define SELECT    "20 02 21"
#define READ      "30 01 32"
#define ADDRESSES "30 03 30"
#define RESET     "10 FF EC"

static void finds_a_card(void)
{
    asked(FIND);
    answered("00 08", "00 00 9F 00 00 00 00 97");
}

static void finds_nothing(void)
{
    says(FIND, "80", "84");
}

static void selects(void)
{
    asked(SELECT);
    answered("00 0C", "00 00 90 01 02 03 04 05 06 07 08 94");
}

static void gives_the_record(void)
{
    char *frame;
    size_t size;
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &frame, &size));
    asked(READ);
    fake_in_bytes(&fake, IN_HEADER, frame, 7);
    fake_in_bytes(&fake, IN_BODY, frame + 7, size - 7);
    free(frame);
}

static void is_drained(void)
{
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    fake_in_fails(&fake, IN_BODY, ERR_TIMEOUT);
}

static void says_hello(void)
{
    is_drained();
    says(STATUS, "90", "94");
    asked(SERIAL);
    answered("00 14", "00 00 90 05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11 63");
}

static int begin(void **state)
{
    (void)state;
    fake_init(&fake);
    fake_add_endpoint(&fake, OUT_HEADER, WIRE_BULK, 64);
    fake_add_endpoint(&fake, OUT_BODY, WIRE_BULK, 64);
    fake_add_endpoint(&fake, IN_HEADER, WIRE_BULK, 64);
    fake_add_endpoint(&fake, IN_BODY, WIRE_BULK, 64);
    device = (struct device){.wire = &fake.wire, .row = &row, .on_hint = on_hint};
    record = (struct id_record){0};
    hints[0] = '\0';
    return 0;
}

static int end(void **state)
{
    (void)state;
    if (device.own)
        sam_driver.close(&device);
    id_record_wipe(&record);
    fake_done(&fake);
    return 0;
}

static void open_it(void)
{
    says_hello();
    assert_ok(sam_driver.open(&device));
}

static void present_only_with_status_and_serial(void **state)
{
    (void)state;
    open_it();
    assert_string_equal("05.01-20101129-0001228293-0296863149", device.info.serial);
}

static void a_module_without_authority_is_not_present(void **state)
{
    (void)state;
    is_drained();
    says(STATUS, "66", "62");
    assert_err(ERR_NOT_AUTHORISED, sam_driver.open(&device));
    is_drained();
    says(STATUS, "90", "94");
    says(SERIAL, "90", "94"); /* good, but without the 16 bytes */
    assert_err(ERR_FORMAT, sam_driver.open(&device));
}

static void other_pipes_are_not_this_variant(void **state)
{
    (void)state;
    fake.interface.endpoint[1].address = 0x07;
    assert_err(ERR_UNSUPPORTED, sam_driver.open(&device));
}

static void a_shared_id_without_a_module_is_no_reader(void **state)
{
    (void)state;
    row.quirk_count = 1;
    strcpy(row.quirk[0].name, "shared_id");
    strcpy(row.quirk[0].value, "1");
    is_drained();
    fake_out_fails(&fake, OUT_HEADER, ERR_STALL);
    assert_err(ERR_REFUSED, sam_driver.open(&device));
    is_drained();
    says(STATUS, "66", "62"); /* a module, though a sick one */
    assert_err(ERR_NOT_AUTHORISED, sam_driver.open(&device));
    row.quirk_count = 0;
}

static void the_additional_address_is_asked_for(void **state)
{
    (void)state;
    struct secret address = {0};
    uint8_t body[74] = {0, 0, 0x90, 'A', 0};
    open_it();
    asked(ADDRESSES);
    fake_in(&fake, IN_HEADER, MARK "00 4A");
    body[73] = 0x4A ^ 0x90 ^ 'A';
    fake_in_bytes(&fake, IN_BODY, body, sizeof body);
    assert_ok(sam_read_address(&device, &address));
    assert_string_equal("A", secret_text(&address));
    says(ADDRESSES, "91", "95");
    assert_err(ERR_MISSING, sam_read_address(&device, &address));
    says(ADDRESSES, "41", "45");
    assert_err(ERR_CARD_MOVED, sam_read_address(&device, &address));
    secret_wipe(&address);
}

static void a_new_card_is_found_selected_read(void **state)
{
    (void)state;
    open_it();
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_nothing();
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("11010519491231002X", secret_text(&record.field[ID_NUMBER]));
    assert_string_equal("reading ", hints);
    assert_int_equal(600, fake.paused_ms);
    assert_true(device.info.flags & DEVICE_FLAG_CARD_PRESENT);
}

static void sees_an_empty_plate(void)
{
    says(STATUS, "90", "94");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    assert_ok(sam_driver.check(&device));
}

static void step_clock(int64_t ms)
{
    int64_t offset = 0;
    int fd = open(getenv("BUDAYANG_CLOCK"), O_RDWR);
    assert_int_equal(8, pread(fd, &offset, 8, 0));
    offset += ms;
    assert_int_equal(8, pwrite(fd, &offset, 8, 0));
    close(fd);
}

static void a_card_put_down_since_the_last_idle_look_is_new(void **state)
{
    (void)state;
    open_it();
    sees_an_empty_plate();
    step_clock(1500);
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("reading ", hints);
    assert_int_equal(0, fake.paused_ms);
}

static void cancel_it(void *user, int64_t ms)
{
    (void)user, (void)ms;
    wire_cancel(&fake.wire);
}

static void a_card_nobody_saw_come_is_an_old_one(void **state)
{
    (void)state;
    open_it();
    sees_an_empty_plate();
    step_clock(2500);
    finds_a_card();
    fake.on_pause = cancel_it;
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_string_equal("lift-first ", hints);
}

/* It came after an empty look, but it was tried for somebody already. */
static void a_card_that_was_tried_is_an_old_one_for_the_next(void **state)
{
    (void)state;
    open_it();
    sees_an_empty_plate();
    finds_a_card();
    says(SELECT, "81", "85");
    says(RESET, "90", "94");
    fake.on_pause = cancel_it;
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_string_equal("reading again ", hints);
    hints[0] = '\0';
    wire_rearm(&fake.wire);
    finds_a_card();
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_string_equal("lift-first ", hints);
}

static void a_card_that_was_read_is_an_old_one_for_the_next(void **state)
{
    (void)state;
    open_it();
    sees_an_empty_plate();
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    hints[0] = '\0';
    finds_nothing();
    says(ADDRESSES, "91", "95");
    fake.on_pause = cancel_it;
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_string_equal("lift-first ", hints);
}

static void an_old_card_must_leave_for_two_looks(void **state)
{
    (void)state;
    open_it();
    finds_a_card(); /* never read, but it lay there */
    finds_nothing();
    says(ADDRESSES, "91", "95"); /* still there */
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_a_card(); /* it only slipped */
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("lift-first reading ", hints);
}

static void a_card_that_moved_is_asked_for_again(void **state)
{
    (void)state;
    open_it();
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_a_card();
    says(SELECT, "81", "85");
    says(RESET, "90", "94");
    finds_a_card();
    selects();
    says(READ, "41", "45");
    says(RESET, "90", "94");
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("reading again again ", hints); /* the worker tells "again" once */
}

static void a_card_that_is_refused_is_not_asked_twice(void **state)
{
    (void)state;
    open_it();
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_a_card();
    selects();
    says(READ, "40", "44");
    says(RESET, "90", "94");
    finds_a_card();
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    finds_a_card();
    selects();
    gives_the_record();
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("reading not-a-card reading ", hints);
}

static void after_a_time_out_the_pipes_are_drained(void **state)
{
    (void)state;
    open_it();
    asked(FIND);
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    assert_err(ERR_TIMEOUT, sam_driver.identify(&device, &record));
    fake_in(&fake, IN_HEADER, MARK "00 04"); /* the late answer */
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    fake_in(&fake, IN_BODY, "00 00 80 84");
    fake_in_fails(&fake, IN_BODY, ERR_TIMEOUT);
    is_drained();
    says(STATUS, "90", "94");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    assert_ok(sam_driver.check(&device));
}

/* It came between the two pipes: without a second look its header would stand before the next. */
static void half_of_a_late_answer_is_drained_too(void **state)
{
    (void)state;
    open_it();
    asked(FIND);
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    assert_err(ERR_TIMEOUT, sam_driver.identify(&device, &record));
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    fake_in(&fake, IN_BODY, "00 00 80 84");
    fake_in_fails(&fake, IN_BODY, ERR_TIMEOUT);
    fake_in(&fake, IN_HEADER, MARK "00 04");
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    fake_in_fails(&fake, IN_BODY, ERR_TIMEOUT);
    is_drained();
    says(STATUS, "90", "94");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    assert_ok(sam_driver.check(&device));
}

static void an_answer_to_another_question_is_no_answer(void **state)
{
    (void)state;
    open_it();
    says(FIND, "90", "94");
    assert_err(ERR_FORMAT, sam_driver.identify(&device, &record));
}

static void a_late_record_is_no_status(void **state)
{
    (void)state;
    char *frame;
    size_t size;
    open_it();
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &frame, &size));
    asked(STATUS);
    fake_in_bytes(&fake, IN_HEADER, frame, 7);
    fake_in_bytes(&fake, IN_BODY, frame + 7, size - 7);
    free(frame);
    assert_err(ERR_FORMAT, sam_driver.check(&device));
    is_drained();
    says(STATUS, "90", "94");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    assert_ok(sam_driver.check(&device));
}

static void a_misheard_question_is_asked_once_more(void **state)
{
    (void)state;
    open_it();
    says(FIND, "10", "14");
    finds_nothing();
    says(ADDRESSES, "41", "45");
    says(FIND, "10", "14");
    says(FIND, "10", "14");
    assert_err(ERR_CHECKSUM, sam_driver.identify(&device, &record));
}

static void cancelled_while_waiting(void **state)
{
    (void)state;
    open_it();
    finds_nothing();
    says(ADDRESSES, "41", "45");
    fake.on_pause = cancel_it;
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_null(record.field[ID_NAME].text);
}

static void a_fresh_module_is_given_its_time(void **state)
{
    (void)state;
    static struct id_row slow = {.quirk_count = 1, .quirk = {{"settle_ms", "2000"}}};
    device.row = &slow;
    device.fresh = true;
    open_it();
    assert_int_equal(2000, fake.paused_ms);
}

#define dialogue(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        dialogue(present_only_with_status_and_serial),
        dialogue(a_module_without_authority_is_not_present),
        dialogue(other_pipes_are_not_this_variant),
        dialogue(a_shared_id_without_a_module_is_no_reader),
        dialogue(the_additional_address_is_asked_for),
        dialogue(a_new_card_is_found_selected_read),
        dialogue(a_card_put_down_since_the_last_idle_look_is_new),
        dialogue(a_card_nobody_saw_come_is_an_old_one),
        dialogue(a_card_that_was_tried_is_an_old_one_for_the_next),
        dialogue(a_card_that_was_read_is_an_old_one_for_the_next),
        dialogue(an_old_card_must_leave_for_two_looks),
        dialogue(a_card_that_moved_is_asked_for_again),
        dialogue(a_card_that_is_refused_is_not_asked_twice),
        dialogue(after_a_time_out_the_pipes_are_drained),
        dialogue(half_of_a_late_answer_is_drained_too),
        dialogue(an_answer_to_another_question_is_no_answer),
        dialogue(a_late_record_is_no_status),
        dialogue(a_misheard_question_is_asked_once_more),
        dialogue(cancelled_while_waiting),
        dialogue(a_fresh_module_is_given_its_time),
    };
    char clock_file[] = "/tmp/clock-XXXXXX";
    int fd = mkstemp(clock_file);
    int64_t zero = 0;
    if (fd < 0 || write(fd, &zero, 8) != 8)
        return 1;
    setenv("BUDAYANG_CLOCK", clock_file, 1);
    close(fd);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(clock_file);
    return failed;
}
