/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_acts.h"

#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/desk_orders.h"
#include "tests/province/items.h"
#include "tests/province/office_booking.h"
#include "tests/province/office_corrections.h"
#include "tests/province/office_handovers.h"
#include "tests/province/together.h"

enum { BACK_SIZE = 256, NUMBER_SIZE = 64, MESSAGE_MAX = 300 * 4, HEX_SIZE = 256 };

static const char *field(const json_t *form, const char *name)
{
    const char *text = json_string_value(json_object_get(form, name));
    return text ? text : "";
}

static enum office_result wrong(char *ret_back, const char *why)
{
    snprintf(ret_back, BACK_SIZE, "%s\n", why);
    return OFFICE_WRONG;
}

/* --- cases --- */

static enum office_result change_case(const struct control_rooms *rooms, const char *number,
                                      const struct desk_standing *standing, char *ret_back)
{
    snprintf(ret_back, BACK_SIZE, "/cases/%s", number);
    return desk_set_standing(rooms->desk, number, standing) ? OFFICE_DONE : OFFICE_NOWHERE;
}

/* One department's own decision. */
static enum office_result act_on_part(const struct control_rooms *rooms, const char *number,
                                      const json_t *form, const char *state, char *ret_back)
{
    snprintf(ret_back, BACK_SIZE, "/cases/%s", number);
    return together_act(rooms->desk, number, field(form, "part"), state, field(form, "message"))
               ? OFFICE_DONE
               : OFFICE_NOWHERE;
}

/* What it lacks, one a row of the page; the words alone when none is named. */
static enum office_result return_case(const struct control_rooms *rooms, const char *number,
                                      const json_t *form, char *ret_back)
{
    if (!office_return(rooms, number, form))
        return wrong(ret_back, "没有退回 · it could not be returned");
    if (*field(form, "part"))
        return act_on_part(rooms, number, form, "correction", ret_back);
    return change_case(
        rooms, number,
        &(struct desk_standing){.state = "correction", .message = field(form, "message")},
        ret_back);
}

/* "K017-000001/finish" */
static enum office_result act_on_case(const struct control_rooms *rooms, const char *about,
                                      const json_t *form, char *ret_back)
{
    static const struct {
        const char *act, *state;
    } acts[] = {{"accept", "accepted"}, {"correct", "correction"}, {"finish", "done"},
                {"refuse", "refused"},  {"handle", "handling"},    {"answer", "answered"}};
    char number[NUMBER_SIZE], yesterday[9];
    const char *act = strrchr(about, '/'), *message = field(form, "message");
    if (!act || act - about >= NUMBER_SIZE)
        return OFFICE_NOWHERE;
    snprintf(number, sizeof number, "%.*s", (int)(act++ - about), about);
    if (strcmp(act, "break") == 0) {
        items_day(-1, yesterday);
        return change_case(
            rooms, number,
            &(struct desk_standing){
                .state = store_is_order(rooms->desk->store, number) ? "handling" : "accepted",
                .promise_date = yesterday},
            ret_back);
    }
    if (!*message || strlen(message) > MESSAGE_MAX)
        return wrong(ret_back, "请写一句话 · some words are needed, at most 300");
    if (strcmp(act, "correct") == 0 && !(*field(form, "part") && !*field(form, "lack1")))
        return return_case(rooms, number, form, ret_back);
    if (strcmp(act, "extend") == 0) {
        snprintf(ret_back, BACK_SIZE, "/cases/%s", number);
        return desk_extend(rooms->desk, number, message) ? OFFICE_DONE : OFFICE_NOWHERE;
    }
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        if (strcmp(acts[i].act, act) == 0 && *field(form, "part"))
            return act_on_part(rooms, number, form, acts[i].state, ret_back);
        else if (strcmp(acts[i].act, act) == 0)
            return change_case(rooms, number,
                               &(struct desk_standing){.state = acts[i].state, .message = message},
                               ret_back);
    return OFFICE_NOWHERE;
}

/* --- people --- */

static enum office_result set_person(const struct control_rooms *rooms, const char *about,
                                     const json_t *form, char *ret_back)
{
    (void)about;
    json_t *shared = json_object();
    for (size_t i = 0; i < PEOPLE_KNOWN; i++)
        if (*field(form, people_known[i].name))
            json_object_set_new(shared, people_known[i].name,
                                json_string(field(form, people_known[i].name)));
    snprintf(ret_back, BACK_SIZE, "/people");
    return people_share(rooms->desk->people, field(form, "number"), shared)
               ? OFFICE_DONE
               : wrong(ret_back, "没有这个人 · nobody has this number");
}

static enum office_result add_person(const struct control_rooms *rooms, const char *about,
                                     const json_t *form, char *ret_back)
{
    (void)about;
    char hex[HEX_SIZE] = "";
    const char *code = field(form, "code"), *number = field(form, "number");
    bool whole = *code && strlen(code) * 2 < sizeof hex && *field(form, "name") &&
                 strlen(number) == 18 && strlen(field(form, "mobile")) == 11;
    if (!whole)
        return wrong(ret_back, "四样都要填 · all four are needed");
    for (size_t i = 0; code[i]; i++)
        snprintf(hex + 2 * i, 3, "%02x", (unsigned char)code[i]);
    snprintf(ret_back, BACK_SIZE, "/people");
    return people_add(rooms->desk->people, hex, field(form, "name"), number, field(form, "mobile"))
               ? OFFICE_DONE
               : wrong(ret_back, "人太多了 · too many people");
}

/* --- the rest --- */

static enum office_result publish(const struct control_rooms *rooms, const char *about,
                                  const json_t *form, char *ret_back)
{
    const char *why =
        publisher_say(rooms->desk->publisher, about, field(form, "body"), *field(form, "forged"));
    snprintf(ret_back, BACK_SIZE, "/published");
    return why ? wrong(ret_back, why) : OFFICE_DONE;
}

static enum office_result set_fault(const struct control_rooms *rooms, const char *about,
                                    const json_t *form, char *ret_back)
{
    (void)about;
    const char *why = faults_set(&rooms->desk->faults, field(form, "words"));
    snprintf(ret_back, BACK_SIZE, "/faults");
    return why ? wrong(ret_back, why) : OFFICE_DONE;
}

/* An order to kiosks, for so many minutes. */
static enum office_result order_kiosks(const struct control_rooms *rooms, const char *about,
                                       const json_t *form, char *ret_back)
{
    enum { MINUTE_MS = 60 * 1000 };
    static const char *const words[] = {"text", "text_en", "opens", "closes"};
    (void)about;
    char until[24];
    long minutes = strtol(field(form, "minutes"), NULL, 10);
    json_t *order = json_pack("{s:s}", "kind", field(form, "kind"));
    snprintf(until, sizeof until, "%lld", (long long)clock_wall_ms() + minutes * MINUTE_MS);
    if (order && minutes > 0)
        json_object_set_new(order, "until", json_string(until));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (*field(form, words[i]))
            json_object_set_new(order, words[i], json_string(field(form, words[i])));
    snprintf(ret_back, BACK_SIZE, "/kiosks");
    return *field(form, "kind") && remote_add(&rooms->desk->remote, order)
               ? OFFICE_DONE
               : wrong(ret_back, "没有这种命令 · no such order");
}

static enum office_result set_line(const struct control_rooms *rooms, const char *about,
                                   const json_t *form, char *ret_back)
{
    (void)form;
    bool cut = strcmp(about, "cut") == 0;
    if (!cut && strcmp(about, "restore") != 0)
        return OFFICE_NOWHERE;
    if (cut)
        web_cut(rooms->web);
    else if (!web_restore(rooms->web))
        return wrong(ret_back, "端口被占用 · the port is taken");
    snprintf(ret_back, BACK_SIZE, "/faults");
    return OFFICE_DONE;
}

static const struct {
    const char *path; /* one that ends in / goes on with what it is about */
    enum office_result (*act)(const struct control_rooms *rooms, const char *about,
                              const json_t *form, char *ret_back);
} acts[] = {{"/cases/", act_on_case},        {"/people", set_person},   {"/people/new", add_person},
            {"/published/", publish},        {"/faults", set_fault},    {"/faults/", set_line},
            {"/seats/", office_fill},        {"/fees/", office_fee},    {"/pay/", office_pay},
            {"/kiosks/order", order_kiosks}, {"/go", office_take_code}, {"/go/", office_go}};

enum office_result office_act(const struct control_rooms *rooms, const char *path,
                              const json_t *form, char ret_back[BACK_SIZE])
{
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        size_t length = strlen(acts[i].path);
        bool goes_on = acts[i].path[length - 1] == '/';
        if (goes_on ? strncmp(path, acts[i].path, length) == 0 : strcmp(path, acts[i].path) == 0)
            return acts[i].act(rooms, path + length, form, ret_back);
    }
    return OFFICE_NOWHERE;
}
