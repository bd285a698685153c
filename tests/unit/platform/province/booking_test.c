/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/province/booking.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static struct pairs who, wish;

static void put(struct pairs *pairs, const char *name, const char *value)
{
    size_t i = 0;
    while (i < pairs->count && strcmp(pairs->pair[i].name, name) != 0)
        i++;
    if (i == pairs->count)
        snprintf(pairs->pair[pairs->count++].name, FIELD_NAME_TEXT, "%s", name);
    assert_ok(secret_set_text(&pairs->pair[i].value, value));
}

static int setup(void **state)
{
    (void)state;
    put(&who, "applyer_name", "张三");
    put(&who, "applyer_page_code", "11010519491231002X");
    put(&wish, "appointment_id", "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90");
    put(&wish, "place_code", "140802HY01");
    put(&wish, "date", "20261130");
    put(&wish, "time_from", "0930");
    put(&wish, "time_until", "1000");
    put(&wish, "from", "20261127");
    put(&wish, "appointment_no", "YY20261130001");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pairs_wipe(&who);
    pairs_wipe(&wish);
    return 0;
}

#define PERSON                                                                                     \
    "\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","                    \
    "\"applyer_page_type\":\"111\","

static void what_is_asked_is_canonical(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(booking_write_slots(&sender, "T1", &who, &wish, &doc));
    assert_string_equal("{" PERSON "\"area_code\":\"140802\",\"from\":\"20261127\","
                        "\"kiosk_code\":\"K017\",\"operation\":\"slots\","
                        "\"place_code\":\"140802HY01\",\"task_code\":\"T1\"}",
                        secret_text(&doc));
    put(&wish, "place_code", "");
    assert_ok(booking_write_slots(&sender, "T1", &who, &wish, &doc));
    assert_null(strstr(secret_text(&doc), "place_code"));
    assert_ok(booking_write_cancel(&sender, "T1", &who, &wish, &doc));
    assert_string_equal("{" PERSON "\"appointment_no\":\"YY20261130001\",\"area_code\":\"140802\","
                        "\"kiosk_code\":\"K017\",\"operation\":\"cancel_appointment\","
                        "\"task_code\":\"T1\"}",
                        secret_text(&doc));
}

static void a_seat_is_asked_for_by_place_and_time(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(booking_write_book(&sender, "T1", &who, &wish, &doc));
    assert_null(strstr(secret_text(&doc), "contact_mobile"));
    put(&wish, "contact_mobile", "13800000026");
    assert_ok(booking_write_book(&sender, "T1", &who, &wish, &doc));
    assert_string_equal("{" PERSON "\"appointment_id\":\"6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90\","
                        "\"area_code\":\"140802\",\"contact_mobile\":\"13800000026\","
                        "\"date\":\"20261130\",\"kiosk_code\":\"K017\",\"operation\":\"book\","
                        "\"place_code\":\"140802HY01\",\"task_code\":\"T1\","
                        "\"time_from\":\"0930\",\"time_until\":\"1000\"}",
                        secret_text(&doc));
}

static void what_breaks_its_form_is_not_asked(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    static const struct {
        const char *name, *value;
        enum err e;
    } wrong[] = {
        {"appointment_id", "6F1C", ERR_FORMAT}, {"place_code", "", ERR_MISSING},
        {"place_code", "a b", ERR_FORMAT},      {"date", "20261131", ERR_FORMAT},
        {"time_from", "2400", ERR_FORMAT},      {"time_from", "0960", ERR_FORMAT},
        {"time_from", "930", ERR_FORMAT},       {"time_until", "1o00", ERR_FORMAT},
        {"time_until", "", ERR_FORMAT},         {"contact_mobile", "no phone", ERR_FORMAT},
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        char kept[64];
        snprintf(kept, sizeof kept, "%s", pairs_get(&wish, wrong[i].name));
        put(&wish, wrong[i].name, wrong[i].value);
        assert_err(wrong[i].e, booking_write_book(&sender, "T1", &who, &wish, &doc));
        put(&wish, wrong[i].name, kept);
    }
    put(&wish, "from", "tomorrow");
    assert_err(ERR_FORMAT, booking_write_slots(&sender, "T1", &who, &wish, &doc));
    put(&wish, "place_code", "-");
    assert_err(ERR_FORMAT, booking_write_slots(&sender, "T1", &who, &wish, &doc));
    put(&wish, "appointment_no", "");
    assert_err(ERR_MISSING, booking_write_cancel(&sender, "T1", &who, &wish, &doc));
    put(&wish, "appointment_no", "1");
    assert_err(ERR_MISSING, booking_write_cancel(&sender, "", &who, &wish, &doc));
    const struct pairs nobody = {0};
    assert_err(ERR_MISSING, booking_write_book(&sender, "T1", &nobody, &wish, &doc));
    assert_err(ERR_MISSING, booking_write_slots(&sender, "T1", &nobody, &wish, &doc));
}

#define PLACE                                                                                      \
    "\"place_code\":\"P1\",\"place_name\":\"婚姻登记处\",\"place_address\":\"河东街 1 号\""
#define SPAN "\"date\":\"20261130\",\"time_from\":\"0900\",\"time_until\":\"0930\""
#define APPOINTMENT                                                                                \
    "\"state\":\"booked\",\"appointment_no\":\"YY1\"," PLACE "," SPAN ",\"bring\":\"身份证\""

static enum err read_text(const char *data, struct slot_list *list)
{
    char body[4096];
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"\",\"data\":%s}", data);
    return booking_read_slots(body, strlen(body), list);
}

static void places_and_times_are_read(void **state)
{
    (void)state;
    struct slot_list list = {0};
    assert_ok(read_text("{\"places\":[{" PLACE ",\"times\":[{" SPAN ",\"left\":\"0\"},"
                        "{\"date\":\"20261130\",\"time_from\":\"0930\",\"time_until\":\"1000\","
                        "\"left\":\"12\"},{\"date\":\"20261201\",\"time_from\":\"0900\","
                        "\"time_until\":\"0930\",\"left\":\"1\"}]}],"
                        "\"appointments\":[{" APPOINTMENT "}]}",
                        &list));
    assert_int_equal(1, list.places);
    assert_string_equal("婚姻登记处", list.place[0].name);
    assert_int_equal(2, list.count); /* one was full */
    assert_int_equal(20261130, list.slot[0].date);
    assert_int_equal(570, list.slot[0].from);
    assert_int_equal(600, list.slot[0].until);
    assert_int_equal(12, list.slot[0].left);
    assert_int_equal(20261201, list.slot[1].date);
    assert_int_equal(1, list.own_count);
    assert_string_equal("YY1", list.own[0].number);
    assert_string_equal("身份证", list.own[0].bring);
    assert_ok(read_text("{\"places\":[],\"appointments\":[]}", &list));
    assert_int_equal(0, list.places + list.count + list.own_count);
}

static void what_is_not_slots_is_refused(void **state)
{
    (void)state;
#define TIMES(times)     "{\"places\":[{" PLACE ",\"times\":[" times "]}],\"appointments\":[]}"
#define OWN(appointment) "{\"places\":[],\"appointments\":[{" appointment "}]}"
    static const char *const wrong[] = {
        "[]",
        "{}",
        "{\"places\":[]}",
        "{\"places\":[],\"appointments\":{}}",
        "{\"places\":{},\"appointments\":[]}",
        "{\"places\":[{}],\"appointments\":[]}",
        "{\"places\":[{\"place_code\":\"P 1\",\"place_name\":\"x\"}],\"appointments\":[]}",
        "{\"places\":[{\"place_code\":\"P1\",\"place_name\":7}],\"appointments\":[]}",
        "{\"places\":[{\"place_code\":7,\"place_name\":\"x\"}],\"appointments\":[]}",
        "{\"places\":[{\"place_code\":\"P1\",\"place_name\":\"x\",\"place_address\":7}],"
        "\"appointments\":[]}",
        "{\"places\":[{\"place_code\":\"P1\",\"place_address\":\"x\",\"times\":[]}],"
        "\"appointments\":[]}",
        "{\"places\":[{" PLACE "}],\"appointments\":[]}",
        "{\"places\":[{" PLACE ",\"times\":{}}],\"appointments\":[]}",
        TIMES("{" SPAN "}"),
        TIMES("{" SPAN ",\"left\":3}"),
        TIMES("{" SPAN ",\"left\":\"-1\"}"),
        TIMES("{" SPAN ",\"left\":\"1000\"}"),
        TIMES("{" SPAN ",\"left\":\"1\"},{" SPAN ",\"left\":\"1\"}"), /* not later */
        TIMES(
            "{\"date\":\"20261201\",\"time_from\":\"0900\",\"time_until\":\"0930\",\"left\":\"1\"},"
            "{" SPAN ",\"left\":\"1\"}"),
        TIMES("{\"date\":\"20261131\",\"time_from\":\"0900\",\"time_until\":\"0930\",\"left\":"
              "\"1\"}"),
        TIMES("{\"date\":\"20261130\",\"time_from\":\"0930\",\"time_until\":\"0930\",\"left\":"
              "\"1\"}"),
        TIMES("{\"date\":\"20261130\",\"time_from\":\"9 "
              "30\",\"time_until\":\"0930\",\"left\":\"1\"}"),
        TIMES("{\"date\":\"20261130\",\"time_from\":\"0900\",\"time_until\":\"2430\",\"left\":"
              "\"1\"}"),
        TIMES("{\"date\":20261130,\"time_from\":\"0900\",\"time_until\":\"0930\",\"left\":\"1\"}"),
        TIMES("{\"date\":\"20261130\",\"time_from\":900,\"time_until\":\"0930\",\"left\":\"1\"}"),
        TIMES("{\"date\":\"20261130\",\"time_from\":\"0900\",\"time_until\":930,\"left\":\"1\"}"),
        OWN(""),
        OWN("\"state\":\"lost\",\"appointment_no\":\"YY1\"," PLACE "," SPAN),
        OWN("\"state\":7,\"appointment_no\":\"YY1\"," PLACE "," SPAN),
        OWN("\"state\":\"booked\",\"appointment_no\":7," PLACE "," SPAN),
        OWN("\"state\":\"booked\",\"appointment_no\":\"Y Y\"," PLACE "," SPAN),
        OWN("\"state\":\"booked\",\"appointment_no\":\"YY1\"," PLACE),
        OWN("\"state\":\"booked\",\"appointment_no\":\"YY1\"," SPAN),
        OWN("\"state\":\"booked\",\"appointment_no\":\"YY1\"," PLACE "," SPAN ",\"bring\":7"),
    };
    struct slot_list list = {.places = 3};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_text(wrong[i], &list));
    assert_int_equal(3, list.places);
    assert_err(ERR_FORMAT, booking_read_slots("{}", 2, &list));
}

/* A reply with so many places, times at each, and appointments. */
static enum err read_many(int places, int times, int own)
{
    static struct slot_list list;
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    fputs("{\"code\":0,\"message\":\"\",\"data\":{\"places\":[", f);
    for (int p = 0; p < places; p++) {
        fprintf(f, "%s{" PLACE ",\"times\":[", p ? "," : "");
        for (int t = 0; t < times; t++)
            fprintf(f,
                    "%s{\"date\":\"202612%02d\",\"time_from\":\"%02d%02d\",\"time_until\":\"2359\","
                    "\"left\":\"1\"}",
                    t ? "," : "", 1 + t / 60, 9 + t % 60 / 10, t % 10);
        fputs("]}", f);
    }
    fputs("],\"appointments\":[", f);
    for (int i = 0; i < own; i++)
        fprintf(f, "%s{" APPOINTMENT "}", i ? "," : "");
    fputs("]}}", f);
    fclose(f);
    enum err e = booking_read_slots(text, size, &list);
    free(text);
    return e;
}

static void there_are_bounds(void **state)
{
    (void)state;
    assert_ok(read_many(PLACES_MAX, SLOTS_MAX / PLACES_MAX, OWN_APPOINTMENTS_MAX));
    assert_ok(read_many(1, SLOTS_MAX, 0));
    assert_err(ERR_FORMAT, read_many(PLACES_MAX + 1, 1, 0));
    assert_err(ERR_FORMAT, read_many(1, SLOTS_MAX + 1, 0));
    assert_err(ERR_TOO_LONG, read_many(2, SLOTS_MAX / 2 + 1, 0));
    assert_err(ERR_FORMAT, read_many(0, 0, OWN_APPOINTMENTS_MAX + 1));
}

static enum err read_one(const char *data, struct appointment *appointment)
{
    char body[1024];
    snprintf(body, sizeof body, "{\"code\":0,\"message\":\"\",\"data\":%s}", data);
    return booking_read_appointment(body, strlen(body), appointment);
}

static void an_appointment_is_read(void **state)
{
    (void)state;
    struct appointment a = {.cancelled = true};
    assert_ok(read_one("{" APPOINTMENT "}", &a));
    assert_false(a.cancelled);
    assert_string_equal("河东街 1 号", a.place.address);
    assert_int_equal(20261130, a.date);
    assert_ok(
        read_one("{\"state\":\"cancelled\",\"appointment_no\":\"YY1\"," PLACE "," SPAN "}", &a));
    assert_true(a.cancelled);
    assert_string_equal("", a.bring);
    assert_err(ERR_FORMAT, read_one("{}", &a));
    assert_err(ERR_FORMAT, booking_read_appointment("no", 2, &a));
    assert_string_equal("YY1", a.number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_asked_is_canonical, setup, teardown),
        cmocka_unit_test_setup_teardown(a_seat_is_asked_for_by_place_and_time, setup, teardown),
        cmocka_unit_test_setup_teardown(what_breaks_its_form_is_not_asked, setup, teardown),
        cmocka_unit_test(places_and_times_are_read),
        cmocka_unit_test(what_is_not_slots_is_refused),
        cmocka_unit_test(there_are_bounds),
        cmocka_unit_test(an_appointment_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
