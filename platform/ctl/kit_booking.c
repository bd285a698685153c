/* SPDX-License-Identifier: Apache-2.0 */
/* §12: appointments and fees. About nobody; with an item that people come to by appointment, one
 * seat is taken and given back. */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/uuid.h"
#include "platform/province/booking.h"
#include "platform/province/fee.h"

#define NOBODY                                                                                     \
    "\"task_code\":\"NOSUCHITEM0000000000\",\"applyer_name\":\"张三\","                          \
    "\"applyer_page_type\":\"111\",\"applyer_page_code\":\"11010519491231002X\""
#define SEAT                                                                                       \
    "\"appointment_id\":\"6f1c2b52-8d0e-4b7a-9a55-000000000000\",\"place_code\":\"NOWHERE\","      \
    "\"date\":\"20261130\",\"time_until\":\"1000\""

static const struct {
    struct kit_rule rule;
    const char *operation, *path, *members;
    int code;
} questions[] = {
    {{"slots-item", "§12", "times of an item that has no appointments: 40402"},
     "slots",
     "/appointments/slots",
     "{" NOBODY ",\"from\":\"20261127\"}",
     40402},
    {{"book-item", "§12", "a seat for an item that has no appointments: 40402"},
     "book",
     "/appointments",
     "{" NOBODY "," SEAT ",\"time_from\":\"0930\"}",
     40402},
    {{"book-time", "§12", "a time that is no HHMM: 40003"},
     "book",
     "/appointments",
     "{" NOBODY "," SEAT ",\"time_from\":\"9:30\"}",
     40003},
    {{"fees-case", "§12", "fees of a case that never was: 40401"},
     "fees",
     "/fees",
     "{" NOBODY ",\"project_no\":\"0000000000000000\"}",
     40401},
    {{"fee-unknown", "§12", "a fee that nobody owes: 40401"},
     "fee_state",
     "/fees/state",
     "{" NOBODY ",\"pay_no\":\"0000000000000000\"}",
     40401},
};

struct door {
    const char *operation, *path;
};

static const struct door slots = {"slots", "/appointments/slots"}, book = {"book", "/appointments"},
                         cancel = {"cancel_appointment", "/appointments/cancel"};

static void ask(struct kit *kit, const struct door *door, json_t *members,
                struct kit_answer *ret_answer)
{
    size_t size = 0;
    AUTO(auto_json_decref) json_t *message = kit_message(kit, door->operation);
    bool made = message && json_object_update(message, members) == 0;
    AUTO(auto_free) char *body = made ? kit_seal_message(kit, message, &size) : NULL;
    *ret_answer = (struct kit_answer){.e = ERR_MEMORY};
    if (body)
        kit_ask(kit,
                &(struct kit_ask){.operation = door->path, .key = "", .body = body, .size = size},
                ret_answer);
}

void kit_check_booking(struct kit *kit)
{
    for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
        struct kit_answer answer;
        AUTO(auto_json_decref) json_t *members = json_loads(questions[i].members, 0, NULL);
        ask(kit, &(struct door){questions[i].operation, questions[i].path}, members, &answer);
        kit_judge(kit, &questions[i].rule, &answer, questions[i].code);
        kit_answer_done(&answer);
    }
}

/* The seat that is tried: the first that is offered. */
struct trial {
    json_t *members; /* who, for what; then where and when */
    char number[NUMBER_TEXT];
};

static bool put_seat(json_t *members, const struct slot_list *list)
{
    char date[16], from[16], until[16];
    const struct slot *slot = &list->slot[0];
    snprintf(date, sizeof date, "%08d", slot->date);
    snprintf(from, sizeof from, "%02d%02d", slot->from / 60, slot->from % 60);
    snprintf(until, sizeof until, "%02d%02d", slot->until / 60, slot->until % 60);
    return json_object_set_new(members, "place_code", json_string(list->place[slot->place].code)) ==
               0 &&
           json_object_set_new(members, "date", json_string(date)) == 0 &&
           json_object_set_new(members, "time_from", json_string(from)) == 0 &&
           json_object_set_new(members, "time_until", json_string(until)) == 0;
}

static bool find_seat(struct kit *kit, struct trial *t)
{
    static const struct kit_rule rule = {"slots", "§12",
                                         "places and times with seats, in order, within bounds"};
    static struct slot_list list;
    struct kit_answer answer;
    char today[16];
    snprintf(today, sizeof today, "%08d", date_in_china(clock_wall_ms(), NULL));
    json_object_set_new(t->members, "from", json_string(today));
    ask(kit, &slots, t->members, &answer);
    json_object_del(t->members, "from");
    bool good = answer.body && answer.code == 0 && answer.status == 200;
    enum err e = good ? booking_read_slots(answer.body, answer.size, &list) : ERR_FORMAT;
    if (!good)
        kit_judge(kit, &rule, &answer, 200);
    else
        kit_tell(kit, &rule,
                 e != ERR_NONE ? "it cannot be read"
                 : list.count  ? NULL
                               : "no seat is left to try");
    kit_answer_done(&answer);
    return e == ERR_NONE && list.count && put_seat(t->members, &list);
}

/* It is answered 200; with `number` of its own, or with the one that is known. */
static void expect_same(struct kit *kit, const struct kit_rule *rule, struct trial *t,
                        const struct door *door)
{
    struct kit_answer answer;
    struct appointment told = {.cancelled = false};
    ask(kit, door, t->members, &answer);
    bool good = answer.body && answer.code == 0 && answer.status == 200;
    bool read = good && booking_read_appointment(answer.body, answer.size, &told) == ERR_NONE;
    if (!good)
        kit_judge(kit, rule, &answer, 200);
    else
        kit_tell(kit, rule,
                 !read                                               ? "it cannot be read"
                 : *t->number && strcmp(t->number, told.number) != 0 ? "it is another one"
                                                                     : NULL);
    if (read && !*t->number)
        memcpy(t->number, told.number, sizeof t->number);
    kit_answer_done(&answer);
}

static void expect_code(struct kit *kit, const struct kit_rule *rule, const struct trial *t,
                        const struct door *door, int code)
{
    struct kit_answer answer;
    ask(kit, door, t->members, &answer);
    kit_judge(kit, rule, &answer, code);
    kit_answer_done(&answer);
}

static bool set_fresh_id(json_t *members)
{
    char id[UUID_TEXT];
    return uuid_make(id) == ERR_NONE &&
           json_object_set_new(members, "appointment_id", json_string(id)) == 0;
}

static void try_seat(struct kit *kit, struct trial *t)
{
    static const struct kit_rule once = {"book-new", "§12", "a seat that was offered: 200"},
                                 again = {"book-again", "§12",
                                          "the same appointment_id again: the same number"},
                                 second = {"book-second", "§12",
                                           "a second one of the same person: 42202"},
                                 back = {"cancel", "§12", "it is given back: 200"},
                                 back_again = {"cancel-again", "§12",
                                               "it is given back once more: 200, the same"},
                                 other = {"cancel-other", "§12",
                                          "a number that is not this person's: 40401"};
    expect_same(kit, &once, t, &book);
    if (!*t->number)
        return;
    expect_same(kit, &again, t, &book);
    if (set_fresh_id(t->members))
        expect_code(kit, &second, t, &book, 42202);
    json_object_set_new(t->members, "appointment_no", json_string("0000000000000000"));
    expect_code(kit, &other, t, &cancel, 40401);
    json_object_set_new(t->members, "appointment_no", json_string(t->number));
    expect_same(kit, &back, t, &cancel);
    expect_same(kit, &back_again, t, &cancel);
}

static json_t *members_of(const json_t *application, const char *task_code)
{
    static const char *const who[] = {"applyer_name", "applyer_page_type", "applyer_page_code",
                                      "assurance_token"};
    json_t *members = json_object();
    for (size_t i = 0; i < ARRAY_LEN(who); i++)
        if (json_object_get(application, who[i]))
            json_object_set(members, who[i], json_object_get(application, who[i]));
    json_object_set_new(members, "task_code", json_string(task_code));
    return members;
}

static bool owes(const struct kit_answer *answer)
{
    struct fee_list list = {.count = 0};
    bool unpaid = false;
    if (answer->body && fee_read_list(answer->body, answer->size, &list) == ERR_NONE)
        for (size_t i = 0; i < list.count; i++)
            unpaid = unpaid || list.fee[i].state == FEE_UNPAID;
    fee_list_wipe(&list);
    return unpaid;
}

void kit_check_told_fee(struct kit *kit, const json_t *application, const char *project_no)
{
    static const struct kit_rule rule = {"fee-told", "§12",
                                         "fee_state of a case is unpaid when and only when /fees "
                                         "names an unpaid fee of it"};
    static const struct door fees = {"fees", "/fees"}, query = {"query", "/cases/query"};
    const char *task_code = json_string_value(json_object_get(application, "task_code"));
    AUTO(auto_json_decref) json_t *members = members_of(application, task_code);
    struct kit_answer answer, said;
    struct case_status told = {.unpaid = false};
    if (json_object_set_new(members, "project_no", json_string(project_no)) != 0)
        return;
    ask(kit, &fees, members, &answer);
    json_object_del(members, "task_code");
    ask(kit, &query, members, &said);
    bool read = said.body && reply_read_case(said.body, said.size, &told) == ERR_NONE;
    kit_tell(kit, &rule,
             !read                           ? "the case cannot be read"
             : told.unpaid && !owes(&answer) ? "it says unpaid, and there is no such fee"
             : !told.unpaid && owes(&answer) ? "there is an unpaid fee, and it does not say so"
                                             : NULL);
    kit_answer_done(&answer);
    kit_answer_done(&said);
}

void kit_check_seat(struct kit *kit, const json_t *application, const char *task_code)
{
    struct trial t = {.members = members_of(application, task_code)};
    if (set_fresh_id(t.members) && find_seat(kit, &t))
        try_seat(kit, &t);
    json_decref(t.members);
}
