/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/item.h"

#include <string.h>

#include "app/item/read.h"
#include "app/item/where.h"
#include "platform/base/text.h"

static const char *const type_words[] = {"text", "choice", "phone", NULL};
static const char *const mask_words[] = {"none", "id", "phone", NULL};
static const char *const fallback_words[] = {"ask", "department", "none", NULL};

static void read_tile(struct read *r, struct item *item, const json_t *root)
{
    const json_t *tile = read_object(r, root, "tile", NEED);
    size_t mark = read_enter(r, "tile", -1);
    read_only(r, tile, "title subtitle icon colour");
    item->title = read_said(r, tile, "title", NEED, 8);
    item->subtitle = read_said(r, tile, "subtitle", NEED, 10);
    item->icon = read_text(r, tile, "icon", NEED, 30);
    item->colour = read_text(r, tile, "colour", NEED, 20);
    read_leave(r, mark);
}

static void read_guide(struct read *r, struct item_guide *guide, const json_t *root)
{
    const json_t *from = read_object(r, root, "guide", NEED);
    size_t mark = read_enter(r, "guide", -1);
    read_only(r, from, "summary bring time result fee fee_note help_org help_hours");
    guide->summary = read_said(r, from, "summary", NEED, 44);
    guide->bring = read_said(r, from, "bring", NEED, 50);
    guide->time = read_said(r, from, "time", NEED, 60);
    guide->result = read_said(r, from, "result", NEED, 50);
    guide->fee = read_said(r, from, "fee", NEED, 16);
    guide->fee_note = read_said(r, from, "fee_note", NEED, 40);
    guide->help_org = read_said(r, from, "help_org", NEED, 20);
    guide->help_hours = read_said(r, from, "help_hours", NEED, 30);
    read_leave(r, mark);
}

static void read_words(struct read *r, struct item_words *words, const json_t *root,
                       const char *name)
{
    size_t max = 20;
    const json_t *list = read_list_said(r, root, name, ITEM_WORDS_MAX, &max);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > max)
            read_fail(r, name, ERR_FORMAT, "must be a list of short texts");
        else
            words->text[words->count++] = text;
    }
}

static void read_notice(struct read *r, struct item *item, const json_t *root)
{
    const json_t *notice = read_object(r, root, "notice", NEED);
    size_t mark = read_enter(r, "notice", -1);
    read_only(r, notice, "version title paragraphs");
    item->notice_version = read_text(r, notice, "version", NEED, 32);
    item->notice_title = read_said(r, notice, "title", NEED, 20);
    size_t max = 120;
    const json_t *list = read_list_said(r, notice, "paragraphs", ITEM_PARAGRAPHS_MAX, &max);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > max)
            read_fail(r, "paragraphs", ERR_FORMAT,
                      "1 to 120 characters each, three times as many in English");
        else
            item->paragraph[item->paragraph_count++] = text;
    }
    if (item->paragraph_count == 0)
        read_fail(r, "paragraphs", ERR_MISSING, "a notice needs words");
    read_leave(r, mark);
}

static void read_options(struct read *r, struct item_field *field, const json_t *from)
{
    const json_t *list = read_array(r, from, "options", NEED, ITEM_OPTIONS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "options", (int)i);
        const json_t *one = json_array_get(list, i);
        struct item_option option = {.value = read_text(r, one, "value", NEED, 64),
                                     .text = read_said(r, one, "text", NEED, 16),
                                     .note = read_said(r, one, "note", MAY, 10)};
        read_only(r, one, "value text note");
        if (r->err == ERR_NONE && item_option_find(field, option.value))
            read_fail(r, "value", ERR_FORMAT, "given twice");
        field->option[field->option_count++] = option;
        read_leave(r, mark);
    }
    if (field->option_count < 2)
        read_fail(r, "options", ERR_MISSING, "a choice needs two");
}

static bool known_origin(const char *source)
{
    static const char *const origins[] = {"card.", "code.", "shared."};
    for (size_t i = 0; i < ARRAY_LEN(origins); i++)
        if (strncmp(source, origins[i], strlen(origins[i])) == 0)
            return strlen(source) > strlen(origins[i]);
    return false;
}

static void read_sources(struct read *r, struct item_field *field, const json_t *from)
{
    const json_t *list = read_array(r, from, "source", MAY, ITEM_SOURCES_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "source", (int)i);
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !known_origin(text))
            read_fail(r, "", ERR_RANGE, "must begin with card. code. or shared.");
        else
            field->source[field->source_count++] = text;
        read_leave(r, mark);
    }
}

static void check_field(struct read *r, const struct item_field *field)
{
    bool asked = field->source_count == 0 || field->fallback == ITEM_FALLBACK_ASK;
    if (asked && field->type == ITEM_TYPE_TEXT)
        read_fail(r, "type", ERR_RANGE, "text cannot be asked for on a kiosk");
    if (asked && !*field->question)
        read_fail(r, "question", ERR_MISSING, "a field that may be asked needs a question");
    if (strlen(field->name) >= 48 ||
        strspn(field->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(field->name))
        read_fail(r, "name", ERR_FORMAT, "small letters, digits and _ only");
}

static void read_field(struct read *r, struct item_field *field, const json_t *from)
{
    read_only(r, from,
              "name label question hint type mask fallback optional source shown_by from options");
    field->name = read_text(r, from, "name", NEED, 47);
    field->label = read_said(r, from, "label", NEED, 8);
    field->question = read_said(r, from, "question", MAY, 30);
    field->hint = read_said(r, from, "hint", MAY, 60);
    field->type = (enum item_field_type)read_word(r, from, "type", type_words, ITEM_TYPE_TEXT);
    field->mask = (enum item_mask)read_word(r, from, "mask", mask_words, ITEM_MASK_NONE);
    field->fallback =
        (enum item_fallback)read_word(r, from, "fallback", fallback_words, ITEM_FALLBACK_NONE);
    field->optional = read_bool(r, from, "optional");
    field->shown_by = read_text(r, from, "shown_by", MAY, 47);
    field->from = read_said(r, from, "from", MAY, 10);
    read_sources(r, field, from);
    if (field->type == ITEM_TYPE_CHOICE)
        read_options(r, field, from);
    check_field(r, field);
}

static void read_fields(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "fields", NEED, ITEM_FIELDS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "fields", (int)i);
        struct item_field *field = &item->field[i];
        if (!json_is_object(json_array_get(list, i)))
            read_fail(r, "", ERR_FORMAT, "must be an object");
        read_field(r, field, json_array_get(list, i));
        if (r->err == ERR_NONE && item_field_find(item, field->name))
            read_fail(r, "name", ERR_FORMAT, "given twice");
        item->field_count++;
        read_leave(r, mark);
    }
    if (r->err == ERR_NONE && !item_field_find(item, "applyer_page_code"))
        read_fail(r, "fields", ERR_MISSING, "applyer_page_code: who applies");
}

static void read_item(struct read *r, struct item *item, const json_t *root)
{
    read_only(r, root,
              "task_code task_name task_version project_type tile badges waived guide notice "
              "done_words fields");
    item->task_code = read_text(r, root, "task_code", NEED, 36);
    item->task_name = read_text(r, root, "task_name", NEED, 200);
    item->task_version = read_text(r, root, "task_version", NEED, 20);
    item->project_type = read_number(r, root, "project_type", 1, 2);
    item->done_words = read_said(r, root, "done_words", NEED, 30);
    read_tile(r, item, root);
    read_words(r, &item->badges, root, "badges");
    read_words(r, &item->waived, root, "waived");
    read_guide(r, &item->guide, root);
    read_notice(r, item, root);
    read_fields(r, item, root);
}

static enum err fault(struct item_fault *ret_fault, enum err e, int line, const char *reason)
{
    ret_fault->line = line;
    text_copy(ret_fault->reason, sizeof ret_fault->reason, reason);
    return e;
}

/* Every text that citizens read, once for each language, from one document. */
static enum err make(json_t *root, enum language language, struct item **ret_item, struct read *r)
{
    struct item *item = calloc(1, sizeof *item);
    if (!item)
        return ERR_MEMORY;
    *ret_item = item;
    *r = (struct read){.err = ERR_NONE, .language = language};
    if (!json_is_object(root))
        read_fail(r, "file", ERR_FORMAT, "must be an object");
    else
        read_item(r, item, root);
    text_copy(item->untranslated, sizeof item->untranslated, r->untranslated);
    return r->err;
}

static enum err make_all(json_t *root, struct item *in[LANGUAGE_COUNT], struct read *r)
{
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        TRY(make(root, l, &in[l], r));
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        memcpy(in[l]->in, in, sizeof in[l]->in);
    in[LANGUAGE_CHINESE]->source = root;
    return ERR_NONE;
}

static void free_all(struct item *in[LANGUAGE_COUNT])
{
    struct item *all[LANGUAGE_COUNT];
    memcpy(all, in, sizeof all); /* the list is in one of them */
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        free(all[l]);
}

/* jansson has its own depth limit; ours is the file's size and the list bounds. */
enum err item_parse(const char *json, size_t len, struct item **ret_item,
                    struct item_fault *ret_fault)
{
    json_error_t error;
    if (len > ITEM_FILE_MAX)
        return fault(ret_fault, ERR_TOO_LONG, 0, "file too large");
    if (strnlen(json, len) != len)
        return fault(ret_fault, ERR_FORMAT, 0, "holds a NUL");
    json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return fault(ret_fault, ERR_FORMAT, error.line, error.text);
    AUTO(auto_free) char *copy = strndup(json, len);
    struct item *in[LANGUAGE_COUNT] = {NULL};
    struct read r = {.reason = "out of memory"};
    enum err e = copy ? make_all(root, in, &r) : ERR_MEMORY;
    if (e != ERR_NONE) {
        free_all(in);
        json_decref(root);
        return fault(ret_fault, e, copy ? where_line(copy, r.path) : 0, r.reason);
    }
    *ret_item = in[LANGUAGE_CHINESE];
    return ERR_NONE;
}

void item_free(struct item *item)
{
    if (!item)
        return;
    json_decref(item->in[LANGUAGE_CHINESE]->source);
    free_all(item->in);
}

const struct item *item_in(const struct item *item, enum language language)
{
    return item ? item->in[language] : NULL;
}

const struct item_field *item_field_find(const struct item *item, const char *name)
{
    for (size_t i = 0; i < item->field_count; i++)
        if (strcmp(item->field[i].name, name) == 0)
            return &item->field[i];
    return NULL;
}

const struct item_option *item_option_find(const struct item_field *field, const char *value)
{
    for (size_t i = 0; i < field->option_count; i++)
        if (strcmp(field->option[i].value, value) == 0)
            return &field->option[i];
    return NULL;
}
