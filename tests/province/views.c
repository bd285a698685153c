/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/views.h"

#include <string.h>

#include "tests/province/cipher.h"

#define BASE  "/kiosk/v1"
#define ITEMS BASE "/items/"

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
static json_t *spoil(const json_t *item)
{
    enum { FROM_END = 8, LETTERS = 4 };
    const char *text = json_string_value(json_object_get(item, "item"));
    AUTO(auto_free) char *other = text ? strdup(text) : NULL;
    if (!other || strlen(other) < FROM_END)
        return NULL;
    memset(other + strlen(other) - FROM_END, 'A', LETTERS);
    return json_pack("{s:s}", "item", other);
}

static struct answer show_item(struct desk *desk, const char *sm3)
{
    bool lapse = desk->lapses.on[LAPSE_ITEM];
    json_t *item = publisher_get_item(desk->publisher, sm3);
    if (!item)
        return answer_error(lapse ? 50001 : 40401, "", "item_sm3");
    json_t *other = lapse ? spoil(item) : json_incref(item);
    json_decref(item);
    return answer_good(200, "", other);
}

static bool is_item(const char *path)
{
    return strncmp(path, ITEMS, strlen(ITEMS)) == 0 && path[strlen(ITEMS)];
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
    return is_item(path) || view_of(path);
}

bool views_are_of_gateway(const char *path)
{
    const struct view *view = view_of(path);
    return view && !view->kind;
}

struct answer views_show(struct desk *desk, const struct judge_request *request)
{
    const struct view *view = view_of(request->path);
    if (!view)
        return show_item(desk, request->path + strlen(ITEMS));
    return view->kind ? show_document(desk, view->kind) : hand_out(desk, request->code);
}
