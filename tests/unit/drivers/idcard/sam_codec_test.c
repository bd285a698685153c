/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/idcard/sam_codec.h"
#include "platform/base/paths.h"

static void requests_are_those_of_the_protocol(void **state)
{
    (void)state;
    static const struct {
        enum sam_command command;
        uint8_t tail[5];
    } cases[] = {
        {SAM_RESET, {0x00, 0x03, 0x10, 0xff, 0xec}},
        {SAM_STATUS, {0x00, 0x03, 0x11, 0xff, 0xed}},
        {SAM_SERIAL, {0x00, 0x03, 0x12, 0xff, 0xee}},
        {SAM_FIND, {0x00, 0x03, 0x20, 0x01, 0x22}},
        {SAM_SELECT, {0x00, 0x03, 0x20, 0x02, 0x21}},
        {SAM_READ, {0x00, 0x03, 0x30, 0x01, 0x32}},
        {SAM_ADDRESSES, {0x00, 0x03, 0x30, 0x03, 0x30}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint8_t frame[SAM_REQUEST_SIZE];
        sam_request(cases[i].command, frame);
        assert_memory_equal("\xaa\xaa\xaa\x96\x69", frame, 5);
        assert_memory_equal(cases[i].tail, frame + 5, 5);
    }
}

static const uint8_t found[] = {0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x08, 0x00,
                                0x00, 0x9f, 0x00, 0x00, 0x00, 0x00, 0x97};

static void an_answer_is_status_and_data(void **state)
{
    (void)state;
    struct sam_answer answer;
    assert_ok(sam_read_answer(bytes_of(found, sizeof found), &answer));
    assert_int_equal(SAM_FOUND, answer.status);
    assert_int_equal(4, answer.data.size);
    static const uint8_t moved[] = {0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00,
                                    0x04, 0x6a, 0x82, 0x41, 0xad};
    assert_ok(sam_read_answer(bytes_of(moved, sizeof moved), &answer));
    assert_int_equal(0x41, answer.status);
    assert_int_equal(0x6a82, answer.card_sw);
    assert_int_equal(0, answer.data.size);
}

static void every_damaged_byte_and_length_is_refused(void **state)
{
    (void)state;
    struct sam_answer answer;
    for (size_t i = 0; i < sizeof found; i++) {
        uint8_t bad[sizeof found];
        memcpy(bad, found, sizeof found);
        bad[i] ^= 0x40;
        assert_int_not_equal(ERR_NONE, sam_read_answer(bytes_of(bad, sizeof bad), &answer));
    }
    for (size_t size = 0; size < sizeof found; size++)
        assert_err(ERR_TOO_SHORT, sam_read_answer(bytes_of(found, size), &answer));
    uint8_t longer[sizeof found + 1] = {0};
    memcpy(longer, found, sizeof found);
    assert_err(ERR_TOO_LONG, sam_read_answer(bytes_of(longer, sizeof longer), &answer));
}

static void lengths_are_capped(void **state)
{
    (void)state;
    size_t len = 7;
    uint8_t header[SAM_HEADER] = {0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x03};
    assert_err(ERR_TOO_SHORT, sam_read_header(header, &len));
    header[5] = 0x10, header[6] = 0x01;
    assert_err(ERR_TOO_LONG, sam_read_header(header, &len));
    assert_int_equal(7, len);
    header[6] = 0x00;
    assert_ok(sam_read_header(header, &len));
    assert_int_equal(4096, len);
}

static void the_serial_number_is_printed_as_on_the_module(void **state)
{
    (void)state;
    static const uint8_t frame[] = {0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x14, 0x00, 0x00,
                                    0x90, 0x05, 0x00, 0x01, 0x00, 0x09, 0xb8, 0x32, 0x01,
                                    0x05, 0xbe, 0x12, 0x00, 0xad, 0xc5, 0xb1, 0x11, 0x63};
    struct sam_answer answer;
    char text[SAM_SERIAL_TEXT];
    assert_ok(sam_read_answer(bytes_of(frame, sizeof frame), &answer));
    assert_ok(sam_read_serial(answer.data, text));
    assert_string_equal("05.01-20101129-0001228293-0296863149", text);
    assert_err(ERR_FORMAT, sam_read_serial(bytes_of(frame, 15), text));
}

static void the_text_part_has_the_length_that_the_frame_says(void **state)
{
    (void)state;
    char *frame;
    size_t size;
    struct sam_answer answer;
    struct bytes text, photo;
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &frame, &size));
    assert_int_equal(1295, size);
    assert_ok(sam_read_answer(bytes_of(frame, size), &answer));
    assert_ok(sam_read_text(answer.data, &text, &photo));
    assert_int_equal(SAM_TEXT_SIZE, text.size);
    assert_ptr_equal(frame + 14, text.data);
    uint8_t parts[] = {0x01, 0x00, 0x04, 0x00, 0x00};
    assert_err(ERR_TOO_SHORT, sam_read_text(bytes_of(parts, sizeof parts), &text, &photo));
    assert_err(ERR_TOO_SHORT, sam_read_text(bytes_of(parts, 3), &text, &photo));
    uint8_t other[4 + 16] = {0x00, 0x10, 0x00, 0x00};
    assert_err(ERR_FORMAT, sam_read_text(bytes_of(other, sizeof other), &text, &photo));
    uint8_t longer[4 + SAM_TEXT_SIZE + 1] = {SAM_TEXT_SIZE >> 8, SAM_TEXT_SIZE & 255, 0, 0};
    assert_err(ERR_FORMAT, sam_read_text(bytes_of(longer, sizeof longer), &text, &photo));
    assert_ok(sam_read_text(bytes_of(longer, sizeof longer - 1), &text, &photo)); /* no photo */
    free(frame);
}

static void each_status_has_one_meaning(void **state)
{
    (void)state;
    assert_err(ERR_CARD_MOVED, sam_status_err(0x41));
    assert_err(ERR_CARD_MOVED, sam_status_err(0x81));
    assert_err(ERR_CARD_UNKNOWN, sam_status_err(0x40));
    assert_err(ERR_NOT_AUTHORISED, sam_status_err(0x66));
    assert_err(ERR_DEVICE_FAULT, sam_status_err(0x60));
    for (int status = 0; status < 256; status++)
        assert_int_not_equal(ERR_NONE, sam_status_err((uint8_t)status));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_those_of_the_protocol),
        cmocka_unit_test(an_answer_is_status_and_data),
        cmocka_unit_test(every_damaged_byte_and_length_is_refused),
        cmocka_unit_test(lengths_are_capped),
        cmocka_unit_test(the_serial_number_is_printed_as_on_the_module),
        cmocka_unit_test(the_text_part_has_the_length_that_the_frame_says),
        cmocka_unit_test(each_status_has_one_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
