/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens sent after their cases were returned (openapi.yaml §11). */
#include <string.h>

#include "tests/province/store_inside.h"

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

static bool insert(struct store *store, const struct store_case *one)
{
    AUTO(auto_free) char *answer = json_dumps(one->answer, JSON_COMPACT);
    AUTO(auto_free) char *doc = json_dumps(one->doc, JSON_COMPACT | JSON_SORT_KEYS);
    AUTO(auto_free) char *standing = json_dumps(one->standing, JSON_COMPACT);
    return answer && doc && standing &&
           store_run(store, "INSERT INTO corrections SELECT ?,?,?,?,?,count(*) FROM cases",
                     (const char *[]){member(one->doc, "correction_id"), one->kiosk,
                                      one->project_no, doc, answer, NULL}) &&
           store_run(store, "UPDATE cases SET answer=? WHERE project_no=?",
                     (const char *[]){standing, one->project_no, NULL});
}

bool store_add_correction(struct store *store, const struct store_case *one)
{
    return store_in_one_step(store, one, insert);
}

json_t *store_answer_of_correction(struct store *store, const char *correction_id)
{
    return store_one_json(store, "SELECT answer FROM corrections WHERE id=?",
                          (const char *[]){correction_id, NULL});
}

json_t *store_answer_of_corrected(struct store *store, const char *kiosk, const char *local_number)
{
    return store_one_json(store,
                          "SELECT cases.answer FROM cases JOIN corrections USING(project_no) WHERE"
                          " corrections.kiosk=? AND"
                          " json_extract(corrections.doc,'$.local_number')=?",
                          (const char *[]){kiosk, local_number, NULL});
}

json_t *store_list_corrections(struct store *store)
{
    sqlite3_stmt *s = store_prepare(store,
                                    "SELECT id,json_extract(doc,'$.local_number'),project_no,behind"
                                    " FROM corrections ORDER BY rowid",
                                    NULL);
    json_t *list = json_array();
    while (s && sqlite3_step(s) == SQLITE_ROW)
        json_array_append_new(list,
                              json_pack("{s:s,s:s,s:s,s:i}", "application_id", store_column(s, 0),
                                        "local_number", store_column(s, 1), "project_no",
                                        store_column(s, 2), "behind", sqlite3_column_int(s, 3)));
    sqlite3_finalize(s);
    return list;
}

json_t *store_corrections_of(struct store *store, const char *project_no)
{
    sqlite3_stmt *s =
        store_prepare(store, "SELECT doc FROM corrections WHERE project_no=? ORDER BY rowid",
                      (const char *[]){project_no, NULL});
    json_t *list = json_array();
    while (s && sqlite3_step(s) == SQLITE_ROW)
        json_array_append_new(list, json_loads((const char *)sqlite3_column_text(s, 0), 0, NULL));
    sqlite3_finalize(s);
    return list;
}
