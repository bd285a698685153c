/* SPDX-License-Identifier: Apache-2.0 */
/* Which card is read, and which must be lifted first. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <unistd.h>

#include "tests/unit/drivers/idcard/sam_script.h"

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

static void reads_up_to_the_photo(void)
{
    open_it();
    sees_an_empty_plate();
    finds_a_card();
    selects();
    gives_the_text_and_photo();
}

/* 70 bytes each: the newest that is not blank is where somebody lives. */
static void the_newest_address_takes_the_old_ones_place(void **state)
{
    (void)state;
    uint8_t body[3 + 140 + 1] = {0, 0, 0x90, 'A', 0};
    reads_up_to_the_photo();
    asked(ADDRESSES);
    fake_in(&fake, IN_HEADER, MARK "00 90");
    body[3 + 70] = 'B';
    body[sizeof body - 1] = 0x90 ^ 0x90 ^ 'A' ^ 'B';
    fake_in_bytes(&fake, IN_BODY, body, sizeof body);
    assert_ok(sam_driver.identify(&device, &record));
    assert_string_equal("B", secret_text(&record.field[ID_ADDRESS]));
}

static void without_a_newer_address_the_faces_stays(void **state)
{
    (void)state;
    static const char *const answers[][2] = {{"91", "95"}, {"21", "25"}}; /* none; not known */
    for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
        reads_up_to_the_photo();
        says(ADDRESSES, answers[i][0], answers[i][1]);
        assert_ok(sam_driver.identify(&device, &record));
        assert_string_equal("北京市朝阳区测试路1号", secret_text(&record.field[ID_ADDRESS]));
        id_record_wipe(&record);
        sam_driver.close(&device);
    }
    device.own = NULL;
}

/* What was read so far goes to nobody. */
static void a_card_lifted_before_its_address_was_read_is_asked_for_again(void **state)
{
    (void)state;
    reads_up_to_the_photo();
    says(ADDRESSES, "41", "45");
    says(RESET, "90", "94");
    fake.on_pause = cancel_it;
    assert_err(ERR_CANCELLED, sam_driver.identify(&device, &record));
    assert_string_equal("reading again ", hints);
    assert_null(record.field[ID_NAME].text);
}

static void the_photo_is_kept_only_when_it_is_asked_for(void **state)
{
    (void)state;
    reads_up_to_the_photo();
    says(ADDRESSES, "91", "95");
    assert_ok(sam_driver.identify(&device, &record));
    assert_true(secret_is_empty(&record.photo));
    id_record_wipe(&record);
    sam_driver.close(&device);
    device.wants_photo = true;
    reads_up_to_the_photo();
    says(ADDRESSES, "91", "95");
    assert_ok(sam_driver.identify(&device, &record));
    assert_int_equal(1024, record.photo.len);
}

/* It knows no addresses: asked once, then for the management number. */
static void an_old_module_tells_by_another_question_that_a_card_lies_there(void **state)
{
    (void)state;
    open_it();
    says(STATUS, "90", "94");
    finds_nothing();
    says(ADDRESSES, "21", "25");
    says(MANAGED, "91", "95");
    assert_ok(sam_driver.check(&device));
    assert_true(device.info.flags & DEVICE_FLAG_CARD_PRESENT);
    for (int look = 0; look < 2; look++) {
        assert_true(device.info.flags & DEVICE_FLAG_CARD_PRESENT);
        finds_nothing();
        says(MANAGED, "41", "45");
        assert_ok(sam_driver.check(&device));
    }
    assert_false(device.info.flags & DEVICE_FLAG_CARD_PRESENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        dialogue(a_new_card_is_found_selected_read),
        dialogue(a_card_put_down_since_the_last_idle_look_is_new),
        dialogue(a_card_nobody_saw_come_is_an_old_one),
        dialogue(a_card_that_was_tried_is_an_old_one_for_the_next),
        dialogue(a_card_that_was_read_is_an_old_one_for_the_next),
        dialogue(an_old_card_must_leave_for_two_looks),
        dialogue(a_card_that_moved_is_asked_for_again),
        dialogue(a_card_that_is_refused_is_not_asked_twice),
        dialogue(the_newest_address_takes_the_old_ones_place),
        dialogue(without_a_newer_address_the_faces_stays),
        dialogue(a_card_lifted_before_its_address_was_read_is_asked_for_again),
        dialogue(the_photo_is_kept_only_when_it_is_asked_for),
        dialogue(an_old_module_tells_by_another_question_that_a_card_lies_there),
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
