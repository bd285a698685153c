/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/material.h"

#include <string.h>

#include "app/item/together.h"
#include "app/item/when.h"
#include "platform/base/text.h"

enum { NAME_MAX_BYTES = 47, PARAGRAPH_MAX = 100, PAGES_OF_ONE_MAX = 10 };

static const char *const way_words[ITEM_WAY_COUNT] = {[ITEM_WAY_SHARED] = "shared",
                                                      [ITEM_WAY_CAPTURED] = "captured",
                                                      [ITEM_WAY_COMMITMENT] = "commitment",
                                                      [ITEM_WAY_LATER] = "later"};
static const char *const capture_words[] = {"photo", "signature", NULL};

static int way_of(const json_t *word)
{
    const char *text = json_string_value(word);
    for (int i = 0; text && i < ITEM_WAY_COUNT; i++)
        if (strcmp(way_words[i], text) == 0)
            return i;
    return -1;
}

static void read_ways(struct read *r, struct item_material *material, const json_t *from)
{
    const json_t *list = read_array(r, from, "ways", NEED, ITEM_WAY_COUNT);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        int way = way_of(json_array_get(list, i));
        if (way < 0)
            read_fail(r, "ways", ERR_RANGE, "shared, captured, commitment or later");
        else if (item_material_may(material, (enum item_way)way))
            read_fail(r, "ways", ERR_FORMAT, "given twice");
        else
            material->way[material->way_count++] = (enum item_way)way;
    }
    if (list && json_array_size(list) == 0)
        read_fail(r, "ways", ERR_MISSING, "a material comes about somehow");
}

/* What belongs to a way stands there with it, and only with it. */
static bool goes_with(struct read *r, const struct item_material *material, const json_t *from,
                      const char *name, enum item_way way)
{
    bool may = item_material_may(material, way);
    if (!may && json_object_get(from, name))
        read_fail(r, name, ERR_RANGE, "goes with a way that is not among its ways");
    return may;
}

static void read_shared(struct read *r, struct item_material *material, const json_t *from)
{
    bool may = goes_with(r, material, from, "shared", ITEM_WAY_SHARED);
    may = goes_with(r, material, from, "from", ITEM_WAY_SHARED) && may;
    material->shared = may ? read_text(r, from, "shared", NEED, NAME_MAX_BYTES) : "";
    material->from = may ? read_said(r, from, "from", NEED, 10) : "";
}

static void read_capture(struct read *r, struct item_material *material, const json_t *from)
{
    bool may = goes_with(r, material, from, "capture", ITEM_WAY_CAPTURED);
    may = goes_with(r, material, from, "pages", ITEM_WAY_CAPTURED) && may;
    material->pages = 1; /* what is signed instead is one page too */
    if (!may)
        return;
    material->capture =
        (enum item_capture)read_word(r, from, "capture", capture_words, ITEM_CAPTURE_PHOTO);
    if (json_object_get(from, "pages"))
        material->pages = read_number(r, from, "pages", 1, PAGES_OF_ONE_MAX);
    if (material->capture == ITEM_CAPTURE_SIGNATURE && material->pages > 1)
        read_fail(r, "pages", ERR_RANGE, "pages: a signature is one");
}

static void read_paragraphs(struct read *r, struct item_commitment *commitment, const json_t *from)
{
    size_t max = PARAGRAPH_MAX;
    const json_t *list = read_list_said(r, from, "paragraphs", ITEM_PARAGRAPHS_MAX, &max);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > max)
            read_fail(r, "paragraphs", ERR_FORMAT,
                      "1 to 100 characters each, four times as many in English");
        else
            commitment->paragraph[commitment->count++] = text;
    }
    if (commitment->count == 0 && from)
        read_fail(r, "paragraphs", ERR_MISSING, "a commitment needs words");
}

static void read_commitment(struct read *r, struct item_material *material, const json_t *from)
{
    struct item_commitment *commitment = &material->commitment;
    commitment->version = commitment->title = "";
    if (!goes_with(r, material, from, "commitment", ITEM_WAY_COMMITMENT))
        return;
    const json_t *object = read_object(r, from, "commitment", NEED);
    size_t mark = read_enter(r, "commitment", -1);
    read_only(r, object, "version title~ paragraphs~");
    commitment->version = read_text(r, object, "version", NEED, 32);
    commitment->title = read_said(r, object, "title", NEED, 20);
    read_paragraphs(r, commitment, object);
    read_leave(r, mark);
}

/* 补正时限不得超过承诺办结时限. */
static void check_limit(struct read *r, const struct item_term *limit,
                        const struct item_term *promise)
{
    if (promise->days == 0)
        read_fail(r, "days", ERR_MISSING, "limit: the item must promise an end: promise_day");
    else if (!item_term_within(limit, promise))
        read_fail(r, "days", ERR_RANGE, "limit: longer than the item's promise");
}

static void read_later(struct read *r, struct item_material *material,
                       const struct item_term *promise, const json_t *from)
{
    static const char *const units[] = {"workday", "day", NULL};
    struct item_later *later = &material->later;
    later->forms = later->otherwise = "";
    if (!goes_with(r, material, from, "later", ITEM_WAY_LATER))
        return;
    const json_t *object = read_object(r, from, "later", NEED);
    size_t mark = read_enter(r, "later", -1);
    read_only(r, object, "days type forms~ otherwise~");
    later->term.days = read_number(r, object, "days", 1, ITEM_PROMISE_MAX);
    later->term.workdays = read_word(r, object, "type", units, 0) == 0;
    later->forms = read_said(r, object, "forms", NEED, 50);
    later->otherwise = read_said(r, object, "otherwise", NEED, 50);
    if (object)
        check_limit(r, &later->term, promise);
    read_leave(r, mark);
}

static void read_names(struct read *r, struct item_material *material, const json_t *from)
{
    material->name = read_text(r, from, "name", NEED, NAME_MAX_BYTES);
    if (*material->name && material->name[strspn(material->name, "abcdefghijklmnopqrstuvwxyz"
                                                                 "0123456789_")])
        read_fail(r, "name", ERR_FORMAT, "small letters, digits and _ only");
    else if (*material->name && !strchr("abcdefghijklmnopqrstuvwxyz", *material->name))
        read_fail(r, "name", ERR_FORMAT, "begins with a small letter");
    material->material_name = read_said(r, from, "material_name", NEED, 16);
    material->text = read_said(r, from, "text", NEED, 60);
}

static void read_one(struct read *r, struct item *item, const json_t *from)
{
    struct item_material *material = &item->material[item->material_count];
    if (!json_is_object(from)) {
        read_fail(r, "", ERR_FORMAT, "must be an object");
        from = NULL;
    }
    read_only(r, from,
              "name material_name~ text~ is_need ways shared from~ capture pages commitment later "
              "when parts");
    read_names(r, material, from);
    material->is_need = read_bool(r, from, "is_need");
    read_ways(r, material, from);
    read_shared(r, material, from);
    read_capture(r, material, from);
    read_commitment(r, material, from);
    read_later(r, material, &item->promise, from);
    when_read(r, &material->when, from);
    together_read_served(r, item, material, from);
    for (size_t i = 0; i < item->material_count; i++)
        if (*material->name && strcmp(item->material[i].name, material->name) == 0)
            read_fail(r, "name", ERR_FORMAT, "given twice");
    if (r->err == ERR_NONE)
        when_check_material(r, item, &material->when);
    item->material_count++;
}

void material_read(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "materials", MAY, ITEM_MATERIALS_MAX);
    int pages = 0;
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "materials", (int)i);
        read_one(r, item, json_array_get(list, i));
        pages += item->material[i].pages;
        read_leave(r, mark);
    }
    if (pages > ITEM_PAGES_MAX)
        read_fail(r, "materials", ERR_TOO_LONG, "pages: 20 together at most");
    if (item->material_count > 0 && item->proof.line_count > 0)
        read_fail(r, "materials", ERR_RANGE, "what is given out at once waits for no paper");
    if (item->material_count > 0 && item->kind == ITEM_KIND_ORDER)
        read_fail(r, "materials", ERR_RANGE, "an order needs no papers");
}
