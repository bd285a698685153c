/* SPDX-License-Identifier: Apache-2.0 */
/* Hello, questions and answers: what a reader may do and what becomes of it. */
#include "tests/unit/check.h"

#include "tests/unit/drivers/idcard/sam_script.h"

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

static void after_a_time_out_the_pipes_are_drained(void **state)
{
    (void)state;
    open_it();
    asked(FIND);
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    assert_err(ERR_TIMEOUT, sam_driver.identify(&device, &record));
    fake_in(&fake, IN_HEADER, MARK "00 04"); /* the late answer, which is waited for */
    fake_in(&fake, IN_BODY, "00 00 80 84");
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
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT); /* nothing for as long as one is waited for */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        dialogue(present_only_with_status_and_serial),
        dialogue(a_module_without_authority_is_not_present),
        dialogue(other_pipes_are_not_this_variant),
        dialogue(a_shared_id_without_a_module_is_no_reader),
        dialogue(after_a_time_out_the_pipes_are_drained),
        dialogue(half_of_a_late_answer_is_drained_too),
        dialogue(an_answer_to_another_question_is_no_answer),
        dialogue(a_late_record_is_no_status),
        dialogue(a_misheard_question_is_asked_once_more),
        dialogue(cancelled_while_waiting),
        dialogue(a_fresh_module_is_given_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
