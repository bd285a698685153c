/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/store.h"

#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/store_inside.h"
#include "tests/province/together.h"

static const char schema[] =
    "PRAGMA journal_mode=WAL;"
    "CREATE TABLE IF NOT EXISTS cases(number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL,"
    " kiosk TEXT NOT NULL, application_id TEXT UNIQUE NOT NULL, local_number TEXT NOT NULL,"
    " task_code TEXT NOT NULL, task_name TEXT NOT NULL, project_no TEXT UNIQUE NOT NULL,"
    " answer TEXT NOT NULL, doc TEXT NOT NULL, received_ms INTEGER NOT NULL, rating TEXT);"
    "CREATE TABLE IF NOT EXISTS corrections(id TEXT PRIMARY KEY, kiosk TEXT NOT NULL,"
    " project_no TEXT NOT NULL, doc TEXT NOT NULL, answer TEXT NOT NULL, behind INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS keys(key TEXT PRIMARY KEY, digest TEXT NOT NULL,"
    " answer TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS proofs(code TEXT PRIMARY KEY, page_code TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS tokens(token TEXT PRIMARY KEY, page_code TEXT NOT NULL,"
    " until_ms INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS appointments(id TEXT PRIMARY KEY, number TEXT UNIQUE NOT NULL,"
    " page_code TEXT NOT NULL, task_code TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL,"
    " time_from TEXT NOT NULL, state TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS fees(pay_no TEXT PRIMARY KEY, page_code TEXT NOT NULL,"
    " payer TEXT NOT NULL, project_no TEXT NOT NULL, name TEXT NOT NULL, payee TEXT NOT NULL,"
    " amount TEXT NOT NULL, state TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS handovers(id TEXT PRIMARY KEY, token TEXT UNIQUE NOT NULL,"
    " code TEXT UNIQUE NOT NULL, until_ms INTEGER NOT NULL, doc TEXT NOT NULL,"
    " opened TEXT NOT NULL DEFAULT '', wrong INTEGER NOT NULL DEFAULT 0);";

enum { LIST_MAX = 50, DAY_TEXT = 9, TASK_TEXT = 64 };

struct store *store_new(const char *path)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store)
        return NULL;
    if (sqlite3_open(path, &store->db) != SQLITE_OK ||
        sqlite3_exec(store->db, schema, NULL, NULL, NULL) != SQLITE_OK) {
        store_free(store);
        return NULL;
    }
    return store;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    sqlite3_close(store->db);
    free(store);
}

sqlite3_stmt *store_prepare(struct store *store, const char *sql, const char *const texts[])
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &s, NULL) != SQLITE_OK) {
        fprintf(stderr, "province-standin: %s\n", sqlite3_errmsg(store->db));
        return NULL;
    }
    for (int i = 0; texts && texts[i]; i++)
        sqlite3_bind_text(s, i + 1, texts[i], -1, SQLITE_TRANSIENT);
    return s;
}

bool store_run(struct store *store, const char *sql, const char *const texts[])
{
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    bool ok = s && sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return ok;
}

const char *store_column(sqlite3_stmt *s, int i)
{
    const char *text = (const char *)sqlite3_column_text(s, i);
    return text ? text : "";
}

json_t *store_one_json(struct store *store, const char *sql, const char *const texts[])
{
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    json_t *answer =
        s && sqlite3_step(s) == SQLITE_ROW ? json_loads(store_column(s, 0), 0, NULL) : NULL;
    sqlite3_finalize(s);
    return answer;
}

static int one_number(struct store *store, const char *sql, const char *const texts[])
{
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    int n = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1;
    sqlite3_finalize(s);
    return n;
}

enum store_key store_look(struct store *store, const char *key, const char *digest,
                          json_t **ret_answer)
{
    sqlite3_stmt *s = store_prepare(store, "SELECT digest, answer FROM keys WHERE key=?",
                                    (const char *[]){key, NULL});
    enum store_key found = STORE_KEY_NEW;
    if (s && sqlite3_step(s) == SQLITE_ROW) {
        found = strcmp(store_column(s, 0), digest) == 0 ? STORE_KEY_SAME : STORE_KEY_OTHER;
        if (found == STORE_KEY_SAME)
            *ret_answer = json_loads(store_column(s, 1), 0, NULL);
    }
    sqlite3_finalize(s);
    return found;
}

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

static bool add_key(struct store *store, const struct store_case *one)
{
    AUTO(auto_free) char *answer = json_dumps(one->answer, JSON_COMPACT);
    return answer && store_run(store, "INSERT INTO keys VALUES(?,?,?)",
                               (const char *[]){one->key, one->digest, answer, NULL});
}

/* What an order is known by stands where a case has its own. */
static const char *id_of(const json_t *doc)
{
    const char *id = member(doc, "application_id");
    return *id ? id : member(doc, "order_id");
}

static bool insert_case(struct store *store, const struct store_case *one)
{
    AUTO(auto_free) char *answer = json_dumps(one->standing, JSON_COMPACT);
    AUTO(auto_free) char *doc = json_dumps(one->doc, JSON_COMPACT | JSON_SORT_KEYS);
    char received[24];
    snprintf(received, sizeof received, "%lld", (long long)clock_wall_ms());
    const char *const texts[] = {one->key,
                                 one->kiosk,
                                 id_of(one->doc),
                                 member(one->doc, "local_number"),
                                 member(one->doc, "task_code"),
                                 member(one->doc, "task_name"),
                                 one->project_no,
                                 answer,
                                 doc,
                                 received,
                                 NULL};
    return answer && doc &&
           store_run(store,
                     "INSERT INTO cases(key,kiosk,application_id,local_number,task_code,task_name,"
                     "project_no,answer,doc,received_ms) VALUES(?,?,?,?,?,?,?,?,?,?)",
                     texts);
}

static bool insert_rating(struct store *store, const struct store_case *one)
{
    AUTO(auto_free) char *rating = json_dumps(one->doc, JSON_COMPACT | JSON_SORT_KEYS);
    return rating &&
           store_run(
               store, "UPDATE cases SET rating=? WHERE application_id=? AND kiosk=?",
               (const char *[]){rating, member(one->doc, "application_id"), one->kiosk, NULL}) &&
           sqlite3_changes(store->db) == 1;
}

bool store_in_one_step(struct store *store, const struct store_case *one,
                       bool (*insert)(struct store *, const struct store_case *))
{
    if (!store_run(store, "BEGIN IMMEDIATE", NULL))
        return false;
    bool ok = insert(store, one) && add_key(store, one);
    return store_run(store, ok ? "COMMIT" : "ROLLBACK", NULL) && ok;
}

bool store_add_case(struct store *store, const struct store_case *one)
{
    return store_in_one_step(store, one, insert_case);
}

bool store_add_rating(struct store *store, const struct store_case *one)
{
    return store_in_one_step(store, one, insert_rating);
}

json_t *store_answer_of_application(struct store *store, const char *application_id)
{
    return store_one_json(store, "SELECT answer FROM cases WHERE application_id=?",
                          (const char *[]){application_id, NULL});
}

bool store_task_of_number(struct store *store, const char *local_number, char *ret_task_code)
{
    sqlite3_stmt *s = store_prepare(store, "SELECT task_code FROM cases WHERE local_number=?",
                                    (const char *[]){local_number, NULL});
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    if (found)
        snprintf(ret_task_code, TASK_TEXT, "%s", store_column(s, 0));
    sqlite3_finalize(s);
    return found;
}

bool store_is_order(struct store *store, const char *local_number)
{
    return one_number(store,
                      "SELECT count(*) FROM cases WHERE local_number=? AND"
                      " json_extract(doc,'$.operation')='order'",
                      (const char *[]){local_number, NULL}) > 0;
}

static void copy_member(json_t *to, const char *name, const json_t *from)
{
    json_object_set(to, name, json_object_get(from, name));
}

/* The answer as it stands, and what was asked for and when. */
static json_t *listed_case(sqlite3_stmt *s)
{
    char day[DAY_TEXT];
    json_t *answer = json_loads(store_column(s, 0), 0, NULL);
    json_t *doc = json_loads(store_column(s, 1), 0, NULL);
    const json_t *data = json_object_get(answer, "data");
    json_t *one =
        json_pack("{s:s,s:s}", "task_name", store_column(s, 2), "project_no", store_column(s, 3));
    const char *when = member(doc, "apply_date");
    snprintf(day, sizeof day, "%.8s", *when ? when : member(doc, "order_date"));
    json_object_set_new(one, "apply_date", json_string(day));
    copy_member(one, "state", data);
    copy_member(one, "promise_date", data);
    copy_member(one, "message", data);
    together_count(one, data);
    json_decref(answer);
    json_decref(doc);
    return one;
}

json_t *store_cases_of(struct store *store, const char *page_code)
{
    sqlite3_stmt *s =
        store_prepare(store,
                      "SELECT answer,doc,task_name,project_no FROM cases WHERE"
                      " json_extract(doc,'$.applyer_page_code')=? ORDER BY number DESC",
                      (const char *[]){page_code, NULL});
    json_t *cases = json_array();
    bool more = false;
    while (s && !more && sqlite3_step(s) == SQLITE_ROW) {
        more = json_array_size(cases) == LIST_MAX;
        if (!more)
            json_array_append_new(cases, listed_case(s));
    }
    sqlite3_finalize(s);
    return json_pack("{s:o,s:b}", "cases", cases, "more", (int)more);
}

int store_count_proofs(struct store *store)
{
    return one_number(store, "SELECT count(*) FROM proofs", NULL);
}

bool store_add_proof(struct store *store, const char *code, const char *page_code)
{
    return store_run(store, "INSERT INTO proofs VALUES(?,?)",
                     (const char *[]){code, page_code, NULL});
}

bool store_has_proof(struct store *store, const char *code, const char *page_code)
{
    return one_number(store, "SELECT count(*) FROM proofs WHERE code=? AND page_code=?",
                      (const char *[]){code, page_code, NULL}) == 1;
}

static void write_ms(int64_t ms, char ret_text[24])
{
    snprintf(ret_text, 24, "%lld", (long long)ms);
}

bool store_add_token(struct store *store, const char *token, const char *page_code,
                     int64_t until_ms)
{
    char until[24];
    write_ms(until_ms, until);
    return store_run(store, "INSERT INTO tokens VALUES(?,?,CAST(? AS INTEGER))",
                     (const char *[]){token, page_code, until, NULL});
}

bool store_has_token(struct store *store, const char *token, const char *page_code, int64_t at_ms)
{
    char at[24];
    write_ms(at_ms, at);
    return one_number(store,
                      "SELECT count(*) FROM tokens WHERE token=? AND page_code=? AND"
                      " until_ms>=CAST(? AS INTEGER)",
                      (const char *[]){token, page_code, at, NULL}) == 1;
}

json_t *store_answer_of_number(struct store *store, const char *kiosk, const char *local_number)
{
    if (!kiosk)
        return store_one_json(store, "SELECT answer FROM cases WHERE local_number=?",
                              (const char *[]){local_number, NULL});
    return store_one_json(store, "SELECT answer FROM cases WHERE kiosk=? AND local_number=?",
                          (const char *[]){kiosk, local_number, NULL});
}

json_t *store_find(struct store *store, const struct store_asked *asked)
{
#define OWNER " AND CASE ? WHEN '' THEN kiosk=? ELSE json_extract(doc,'$.applyer_page_code')=? END"
    bool local = *asked->local_number != '\0';
    const char *const texts[] = {local ? asked->local_number : asked->project_no, asked->page_code,
                                 asked->kiosk, asked->page_code, NULL};
    return store_one_json(store,
                          local ? "SELECT answer FROM cases WHERE local_number=?" OWNER
                                : "SELECT answer FROM cases WHERE project_no=?" OWNER,
                          texts);
#undef OWNER
}

bool store_set_answer(struct store *store, const char *local_number, const json_t *answer)
{
    AUTO(auto_free) char *text = json_dumps(answer, JSON_COMPACT);
    return text && store_run(store, "UPDATE cases SET answer=? WHERE local_number=?",
                             (const char *[]){text, local_number, NULL});
}

int store_count_project(struct store *store, const char *prefix)
{
    return one_number(store, "SELECT count(*) FROM cases WHERE project_no GLOB ?||'*'",
                      (const char *[]){prefix, NULL});
}

int store_count_cases(struct store *store)
{
    return one_number(store, "SELECT count(*) FROM cases", NULL);
}

int store_count_ratings(struct store *store)
{
    return one_number(store, "SELECT count(*) FROM cases WHERE rating IS NOT NULL", NULL);
}

/* Only what the judge had verified was stored: signature_verified says so. */
static json_t *list_one(sqlite3_stmt *s)
{
    json_t *rating = sqlite3_column_type(s, 7) == SQLITE_NULL
                         ? json_null()
                         : json_loads(store_column(s, 7), 0, NULL);
    json_t *doc = json_loads(store_column(s, 6), 0, NULL);
    json_t *one = json_pack(
        "{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:b,s:I,s:o,s:o}", "kiosk_code", store_column(s, 0),
        "local_number", store_column(s, 1), "task_code", store_column(s, 2), "task_name",
        store_column(s, 3), "project_no", store_column(s, 4), "idempotency_key", store_column(s, 5),
        "application_id", id_of(doc), "signature_verified", 1, "received_ms",
        (json_int_t)sqlite3_column_int64(s, 8), "rating",
        json_is_null(rating) ? json_null() : json_integer(atoi(member(rating, "satisfaction"))),
        "application", doc);
    json_object_set_new(one, "rating_doc", rating);
    return one;
}

json_t *store_list(struct store *store)
{
    sqlite3_stmt *s =
        store_prepare(store,
                      "SELECT kiosk,local_number,task_code,task_name,project_no,key,doc,rating,"
                      "received_ms FROM cases ORDER BY number",
                      NULL);
    json_t *list = json_array();
    while (s && sqlite3_step(s) == SQLITE_ROW)
        json_array_append_new(list, list_one(s));
    sqlite3_finalize(s);
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) json_object_set_new(
        one, "corrections", store_corrections_of(store, member(one, "project_no")));
    return list;
}
