/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/views.h"

#include <string.h>

#include "tests/province/cipher.h"

#define BASE  "/kiosk/v1"
#define ITEMS BASE "/items/"
#define PARTS BASE "/catalogue-parts/"

static struct answer hand_out(struct desk *desk, const char *code)
{
    struct evp_pkey_st *kiosk = judge_key(desk->judge, code);
    json_t *secret = kiosk ? guard_hand_out(desk->guard, kiosk) : NULL;
    cipher_free(kiosk);
    return secret ? answer_good(200, "", secret) : answer_error(40401, "", "gateway-secret");
}

static struct answer show_document(struct desk *desk, const char *kind)
{
    json_t *document = desk->lapses.on[LAPSE_PUBLISHER] ? publisher_forge(desk->publisher, kind)
                                                        : publisher_get(desk->publisher, kind);
    return document ? answer_good(200, "", document) : answer_error(40401, "", kind);
}

/* Some letters near the end are others. */
static json_t *spoil(const char *name, const json_t *file)
{
    enum { FROM_END = 8, LETTERS = 4 };
    const char *text = json_string_value(json_object_get(file, name));
    AUTO(auto_free) char *other = text ? strdup(text) : NULL;
    if (!other || strlen(other) < FROM_END)
        return NULL;
    memset(other + strlen(other) - FROM_END, 'A', LETTERS);
    return json_pack("{s:s}", name, other);
}

static const struct shelf {
    const char *path, *name, *detail;
    json_t *(*get)(const struct publisher *publisher, const char *sm3);
} shelves[] = {{ITEMS, "item", "item_sm3", publisher_get_item},
               {PARTS, "part", "part_sm3", publisher_get_part}};

static const struct shelf *shelf_of(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(shelves); i++)
        if (strncmp(path, shelves[i].path, strlen(shelves[i].path)) == 0 &&
            path[strlen(shelves[i].path)])
            return &shelves[i];
    return NULL;
}

/* What is named by its SM3. */
static struct answer show_file(struct desk *desk, const struct shelf *shelf, const char *sm3)
{
    bool lapse = desk->lapses.on[LAPSE_ITEM];
    json_t *file = shelf->get(desk->publisher, sm3);
    if (!file)
        return answer_error(lapse ? 50001 : 40401, "", shelf->detail);
    json_t *other = lapse ? spoil(shelf->name, file) : json_incref(file);
    json_decref(file);
    return answer_good(200, "", other);
}

static const struct view {
    const char *path, *kind; /* NULL: no document */
} views[] = {{BASE "/catalogue", "catalogue"},
             {BASE "/calendar", "calendar"},
             {BASE "/gateway-secret", NULL}};

static const struct view *view_of(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(views); i++)
        if (strcmp(views[i].path, path) == 0)
            return &views[i];
    return NULL;
}

bool views_know(const char *path)
{
    return shelf_of(path) || view_of(path);
}

bool views_are_of_gateway(const char *path)
{
    const struct view *view = view_of(path);
    return view && !view->kind;
}

struct answer views_show(struct desk *desk, const struct judge_request *request)
{
    const struct view *view = view_of(request->path);
    const struct shelf *shelf = shelf_of(request->path);
    if (shelf)
        return show_file(desk, shelf, request->path + strlen(shelf->path));
    return view->kind ? show_document(desk, view->kind) : hand_out(desk, request->code);
}
