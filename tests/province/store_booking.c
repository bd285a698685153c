/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/store_booking.h"

#include <string.h>

#include "tests/province/items.h"
#include "tests/province/store_inside.h"

enum { SERIALS = 1000, PAY_NO_TEXT = 24 };

int store_count_seats(struct store *store, const struct seat *seat)
{
    const char *const texts[] = {seat->task_code, seat->place, seat->date, seat->from, NULL};
    sqlite3_stmt *s =
        store_prepare(store,
                      "SELECT count(*) FROM appointments WHERE task_code=? AND place=? AND date=?"
                      " AND time_from=? AND state='booked'",
                      texts);
    int count = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : 0;
    sqlite3_finalize(s);
    return count;
}

#define COLUMNS "number, page_code, task_code, place, date, time_from, state"

static bool find(struct store *store, const char *sql, const char *const texts[],
                 struct booked *ret_booked)
{
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    const struct {
        char *to;
        size_t size;
    } members[] = {{ret_booked->number, sizeof ret_booked->number},
                   {ret_booked->page_code, sizeof ret_booked->page_code},
                   {ret_booked->task_code, sizeof ret_booked->task_code},
                   {ret_booked->place, sizeof ret_booked->place},
                   {ret_booked->date, sizeof ret_booked->date},
                   {ret_booked->from, sizeof ret_booked->from},
                   {ret_booked->state, sizeof ret_booked->state}};
    for (size_t i = 0; found && i < ARRAY_LEN(members); i++)
        snprintf(members[i].to, members[i].size, "%s", store_column(s, (int)i));
    sqlite3_finalize(s);
    return found;
}

bool store_appointment(struct store *store, const char *id, struct booked *ret_booked)
{
    const char *const texts[] = {id, NULL};
    return find(store, "SELECT " COLUMNS " FROM appointments WHERE id=?", texts, ret_booked);
}

bool store_appointment_no(struct store *store, const char *number, struct booked *ret_booked)
{
    const char *const texts[] = {number, NULL};
    return find(store, "SELECT " COLUMNS " FROM appointments WHERE number=?", texts, ret_booked);
}

bool store_appointment_of(struct store *store, const char *page_code, const char *task_code,
                          struct booked *ret_booked)
{
    char today[9];
    items_day(0, today);
    const char *const texts[] = {page_code, task_code, today, NULL};
    return find(store,
                "SELECT " COLUMNS " FROM appointments WHERE page_code=? AND task_code=?"
                " AND state='booked' AND date>=?",
                texts, ret_booked);
}

static int serial(struct store *store, const char *table)
{
    char sql[64];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    sqlite3_stmt *s = store_prepare(store, sql, NULL);
    int count = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : 0;
    sqlite3_finalize(s);
    return count + 1;
}

bool store_book(struct store *store, const char *id, const char *page_code, const char *area,
                const struct seat *seat)
{
    char number[32], today[9];
    items_day(0, today);
    snprintf(number, sizeof number, "%.6s%.6s%03d", area, today + 2,
             serial(store, "appointments") % SERIALS);
    const char *const texts[] = {id,          number,     page_code,  seat->task_code,
                                 seat->place, seat->date, seat->from, NULL};
    return store_run(store,
                     "INSERT INTO appointments(id, number, page_code, task_code, place, date,"
                     " time_from, state) VALUES(?,?,?,?,?,?,?,'booked')",
                     texts);
}

bool store_move(struct store *store, const char *id, const struct seat *seat)
{
    const char *const texts[] = {seat->place, seat->date, seat->from, id, NULL};
    return store_run(store, "UPDATE appointments SET place=?, date=?, time_from=? WHERE id=?",
                     texts);
}

bool store_cancel(struct store *store, const char *number)
{
    const char *const texts[] = {number, NULL};
    return store_run(store, "UPDATE appointments SET state='cancelled' WHERE number=?", texts);
}

/* Each row as an object of texts with these names. */
static json_t *rows(struct store *store, const char *sql, const char *const texts[],
                    const char *const names[])
{
    json_t *list = json_array();
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        json_t *one = json_object();
        for (int i = 0; names[i]; i++)
            json_object_set_new(one, names[i], json_string(store_column(s, i)));
        json_array_append_new(list, one);
    }
    sqlite3_finalize(s);
    return list;
}

json_t *store_appointments(struct store *store)
{
    static const char *const names[] = {"number", "page_code", "task_code", "place",
                                        "date",   "time_from", "state",     NULL};
    return rows(store,
                "SELECT " COLUMNS " FROM appointments WHERE page_code<>'' ORDER BY rowid DESC",
                NULL, names);
}

bool store_owe(struct store *store, const struct owed *owed, char *ret_pay_no)
{
    char today[9];
    items_day(0, today);
    snprintf(ret_pay_no, PAY_NO_TEXT, "1408%.2s%010d", today + 2, serial(store, "fees"));
    const char *const texts[] = {ret_pay_no, owed->page_code, owed->payer,  owed->project_no,
                                 owed->name, owed->payee,     owed->amount, NULL};
    return store_run(store,
                     "INSERT INTO fees(pay_no, page_code, payer, project_no, name, payee, amount,"
                     " state) VALUES(?,?,?,?,?,?,?,'unpaid')",
                     texts);
}

#define FEE_COLUMNS "pay_no, state, name, payee, payer, amount, project_no, page_code"
static const char *const fee_names[] = {"pay_no", "state",  "fee_name",   "payee",
                                        "payer",  "amount", "project_no", NULL};

json_t *store_fees(struct store *store, const char *page_code, const char *project_no,
                   const char *pay_no)
{
    const char *const of_one[] = {page_code, pay_no, NULL};
    const char *const of_case[] = {page_code, project_no, NULL};
    if (*pay_no)
        return rows(store, "SELECT " FEE_COLUMNS " FROM fees WHERE page_code=? AND pay_no=?",
                    of_one, fee_names);
    if (*project_no)
        return rows(store,
                    "SELECT " FEE_COLUMNS " FROM fees WHERE page_code=? AND project_no=?"
                    " ORDER BY rowid LIMIT 10",
                    of_case, fee_names);
    const char *const of_all[] = {page_code, NULL};
    return rows(store,
                "SELECT " FEE_COLUMNS " FROM fees WHERE page_code=? AND state='unpaid'"
                " ORDER BY rowid LIMIT 10",
                of_all, fee_names);
}

void store_fee_state(struct store *store, const char *project_no, char ret_state[FEE_STATE_TEXT])
{
    const char *const texts[] = {project_no, NULL};
    sqlite3_stmt *s = store_prepare(store,
                                    "SELECT state FROM fees WHERE project_no=? AND project_no<>''"
                                    " ORDER BY state='unpaid' DESC LIMIT 1",
                                    texts);
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    snprintf(ret_state, FEE_STATE_TEXT, "%s", found ? store_column(s, 0) : "");
    sqlite3_finalize(s);
}

json_t *store_all_fees(struct store *store)
{
    static const char *const names[] = {"pay_no", "state",      "fee_name",  "payee", "payer",
                                        "amount", "project_no", "page_code", NULL};
    return rows(store, "SELECT " FEE_COLUMNS " FROM fees ORDER BY rowid DESC LIMIT 200", NULL,
                names);
}

bool store_settle(struct store *store, const char *pay_no, const char *state)
{
    const char *const find_texts[] = {pay_no, NULL}, *const texts[] = {state, pay_no, NULL};
    sqlite3_stmt *s =
        store_prepare(store, "SELECT 1 FROM fees WHERE pay_no=? AND state='unpaid'", find_texts);
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    return found && store_run(store, "UPDATE fees SET state=? WHERE pay_no=?", texts);
}
