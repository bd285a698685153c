/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/store_handovers.h"

#include <string.h>

#include "tests/province/store_inside.h"

static void read_row(sqlite3_stmt *s, struct handed *h)
{
    snprintf(h->id, sizeof h->id, "%s", store_column(s, 0));
    snprintf(h->token, sizeof h->token, "%s", store_column(s, 1));
    snprintf(h->code, sizeof h->code, "%s", store_column(s, 2));
    snprintf(h->opened, sizeof h->opened, "%s", store_column(s, 3));
    h->until_ms = sqlite3_column_int64(s, 4);
    h->wrong = sqlite3_column_int(s, 5);
    h->doc = json_loads(store_column(s, 6), 0, NULL);
}

bool store_handed(struct store *store, const char *column, const char *value,
                  struct handed *ret_handed)
{
    char sql[160];
    const char *const texts[] = {value, NULL};
    snprintf(sql, sizeof sql,
             "SELECT id, token, code, opened, until_ms, wrong, doc FROM handovers WHERE %s=?",
             column);
    sqlite3_stmt *s = store_prepare(store, sql, texts);
    bool found = s && sqlite3_step(s) == SQLITE_ROW;
    if (found)
        read_row(s, ret_handed);
    sqlite3_finalize(s);
    return found && ret_handed->doc;
}

bool store_hand(struct store *store, const struct handed *one)
{
    char until[24];
    AUTO(auto_free) char *doc = json_dumps(one->doc, JSON_COMPACT);
    snprintf(until, sizeof until, "%lld", one->until_ms);
    return doc && store_run(store,
                            "INSERT INTO handovers(id, token, code, until_ms, doc)"
                            " VALUES(?,?,?,?,?)",
                            (const char *[]){one->id, one->token, one->code, until, doc, NULL});
}

bool store_rehand(struct store *store, const char *id, const json_t *doc)
{
    AUTO(auto_free) char *text = json_dumps(doc, JSON_COMPACT);
    return text && store_run(store, "UPDATE handovers SET doc=? WHERE id=?",
                             (const char *[]){text, id, NULL});
}

bool store_open_handed(struct store *store, const char *id, const char *opened)
{
    return store_run(store, "UPDATE handovers SET opened=?, wrong=0 WHERE id=?",
                     (const char *[]){opened, id, NULL});
}

bool store_count_wrong(struct store *store, const char *id)
{
    return store_run(store, "UPDATE handovers SET wrong=wrong+1 WHERE id=?",
                     (const char *[]){id, NULL});
}
