/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_booking.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/items.h"
#include "tests/province/store_booking.h"

enum { SEATS = 3, DAYS = 10, LOOK_AHEAD = 60, DAY_TEXT = 12 };

#define BRING "双方身份证、户口簿；两人都要到场。"

static const struct counter {
    const char *code, *name, *address;
} places[] = {{"140802HY01", "盐湖区民政局婚姻登记处", "河东东街 120 号政务大厅 3 楼"},
              {"140802HY02", "解州镇便民服务中心", "解州镇关帝街 8 号"}};

static const char *const times[][2] = {{"0900", "0930"}, {"0930", "1000"}, {"1000", "1030"},
                                       {"1030", "1100"}, {"1430", "1500"}, {"1500", "1530"},
                                       {"1530", "1600"}, {"1600", "1630"}};

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

static bool names_day(const json_t *days, const char *day)
{
    size_t i;
    json_t *one;
    json_array_foreach(days, i, one) if (strcmp(json_string_value(one), day) == 0) return true;
    return false;
}

static bool is_worked(const json_t *calendar, const char *day)
{
    int date = 0, weekday;
    if (date_parse(day, &date) != ERR_NONE)
        return false;
    weekday = date_weekday(date);
    bool weekend = weekday == 0 || weekday == 6;
    return weekend ? names_day(json_object_get(calendar, "workdays"), day)
                   : !names_day(json_object_get(calendar, "holidays"), day);
}

/* The worked days on which one may come: ten, from tomorrow on. */
static size_t open_days(const struct desk *desk, char ret_days[DAYS][DAY_TEXT])
{
    json_t *calendar = json_loads(publisher_body(desk->publisher, "calendar"), 0, NULL);
    int today = date_in_china(clock_wall_ms(), NULL);
    size_t count = 0;
    for (int i = 1; i <= LOOK_AHEAD && count < DAYS; i++) {
        char day[DAY_TEXT];
        snprintf(day, sizeof day, "%08d", date_add(today, i));
        if (is_worked(calendar, day))
            memcpy(ret_days[count++], day, sizeof day);
    }
    json_decref(calendar);
    return count;
}

static bool is_open(const struct desk *desk, const char *day)
{
    char days[DAYS][DAY_TEXT];
    size_t count = open_days(desk, days);
    for (size_t i = 0; i < count; i++)
        if (strcmp(days[i], day) == 0)
            return true;
    return false;
}

static const struct counter *find_place(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (strcmp(places[i].code, code) == 0)
            return &places[i];
    return NULL;
}

const char *desk_place_name(const char *code)
{
    const struct counter *place = find_place(code);
    return place ? place->name : "";
}

static const char *until_of(const char *from)
{
    for (size_t i = 0; i < ARRAY_LEN(times); i++)
        if (strcmp(times[i][0], from) == 0)
            return times[i][1];
    return "";
}

static json_t *write_times(struct desk *desk, const char *task_code, const struct counter *place,
                           const char *from)
{
    char days[DAYS][DAY_TEXT], left[12];
    size_t count = open_days(desk, days);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ARRAY_LEN(times) && strcmp(days[i], from) >= 0; k++) {
            const struct seat seat = {task_code, place->code, days[i], times[k][0]};
            snprintf(left, sizeof left, "%d", SEATS - store_count_seats(desk->store, &seat));
            json_array_append_new(list,
                                  json_pack("{s:s,s:s,s:s,s:s}", "date", days[i], "time_from",
                                            times[k][0], "time_until", times[k][1], "left", left));
        }
    return list;
}

static json_t *write_appointment(const struct booked *b)
{
    const struct counter *place = find_place(b->place);
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "state", b->state, "appointment_no",
                     b->number, "place_code", place->code, "place_name", place->name,
                     "place_address", place->address, "date", b->date, "time_from", b->from,
                     "time_until", until_of(b->from), "bring", BRING);
}

/* 0 status when this item takes appointments and whoever asks is known well enough. */
static struct answer look_at_item(struct desk *desk, const json_t *doc)
{
    const struct item_rule *rule = items_find(member(doc, "task_code"));
    if (!rule || strcmp(rule->task_code, items_that_book()) != 0)
        return answer_error(40402, "这件事不用预约，直接到窗口办。", "task_code");
    return desk_look_at_level(desk, doc, rule->level, clock_wall_ms());
}

struct answer desk_slots(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct answer no = look_at_item(desk, doc);
    if (no.status)
        return no;
    const char *task = member(doc, "task_code"), *wish = member(doc, "place_code");
    json_t *list = json_array(), *own = json_array();
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (!*wish || strcmp(wish, places[i].code) == 0)
            json_array_append_new(
                list, json_pack("{s:s,s:s,s:s,s:o}", "place_code", places[i].code, "place_name",
                                places[i].name, "place_address", places[i].address, "times",
                                write_times(desk, task, &places[i], member(doc, "from"))));
    struct booked booked;
    if (store_appointment_of(desk->store, member(doc, "applyer_page_code"), task, &booked))
        json_array_append_new(own, write_appointment(&booked));
    return answer_good(200, "", json_pack("{s:o,s:o}", "places", list, "appointments", own));
}

static struct answer told(struct desk *desk, const char *id)
{
    struct booked booked;
    return store_appointment(desk->store, id, &booked)
               ? answer_good(200, "", write_appointment(&booked))
               : desk_failed();
}

static bool is_same(const struct booked *b, const struct seat *seat)
{
    return strcmp(b->place, seat->place) == 0 && strcmp(b->date, seat->date) == 0 &&
           strcmp(b->from, seat->from) == 0;
}

/* §12: the same id is the same seat, whatever became of it. */
static struct answer take_again(struct desk *desk, const struct booked *known, const char *id,
                                const struct seat *seat)
{
    if (is_same(known, seat) || strcmp(known->state, "booked") != 0)
        return told(desk, id);
    if (store_count_seats(desk->store, seat) >= SEATS)
        return answer_error(40904, "这个时间刚约满，请另选。", "time_from");
    return store_move(desk->store, id, seat) ? told(desk, id) : desk_failed();
}

static struct answer take_seat(struct desk *desk, const json_t *doc, const struct seat *seat)
{
    char id[40];
    const char *person = member(doc, "applyer_page_code");
    struct booked known, other;
    snprintf(id, sizeof id, "%s", member(doc, "appointment_id"));
    if (store_appointment(desk->store, id, &known)) {
        if (strcmp(known.page_code, person) != 0)
            return answer_error(42202, "这个预约不是您的。", "appointment_id");
        if (!desk->lapses.on[LAPSE_SEAT])
            return take_again(desk, &known, id, seat);
        strcat(id, "+");
    } else if (store_appointment_of(desk->store, person, seat->task_code, &other)) {
        return answer_error(42202, "您已经约过了。先取消原来的，再约新的。", "applyer_page_code");
    }
    if (store_count_seats(desk->store, seat) >= SEATS)
        return answer_error(40904, "这个时间刚约满，请另选。", "time_from");
    return store_book(desk->store, id, person, member(doc, "area_code"), seat) ? told(desk, id)
                                                                               : desk_failed();
}

struct answer desk_book(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct answer no = look_at_item(desk, doc);
    if (no.status)
        return no;
    const struct seat seat = {member(doc, "task_code"), member(doc, "place_code"),
                              member(doc, "date"), member(doc, "time_from")};
    bool there = find_place(seat.place) && is_open(desk, seat.date) &&
                 strcmp(until_of(seat.from), member(doc, "time_until")) == 0;
    return there ? take_seat(desk, doc, &seat)
                 : answer_error(42202, "这个时间不能预约，请另选。", "time_from");
}

struct answer desk_cancel(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct answer no = look_at_item(desk, doc);
    if (no.status)
        return no;
    struct booked booked;
    const char *number = member(doc, "appointment_no");
    bool theirs = store_appointment_no(desk->store, number, &booked) &&
                  strcmp(booked.page_code, member(doc, "applyer_page_code")) == 0;
    if (!theirs)
        return answer_error(40401, "没有查到这个预约。", "appointment_no");
    if (!store_cancel(desk->store, number) || !store_appointment_no(desk->store, number, &booked))
        return desk_failed();
    return answer_good(200, "", write_appointment(&booked));
}

bool desk_fill(struct desk *desk, const char *place, const char *date, const char *from)
{
    char days[DAYS][DAY_TEXT], id[40];
    size_t count = open_days(desk, days);
    struct seat seat = {items_that_book(), *place ? place : places[0].code, *date ? date : days[0],
                        *from ? from : times[0][0]};
    if (count == 0 || !find_place(seat.place) || !*until_of(seat.from) || !is_open(desk, seat.date))
        return false;
    for (int i = store_count_seats(desk->store, &seat); i < SEATS; i++) {
        snprintf(id, sizeof id, "%s-%s-%s-%d", seat.place, seat.date, seat.from, i);
        if (!store_book(desk->store, id, "", "140802", &seat))
            return false;
    }
    return true;
}
