/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/item.h"

#include <string.h>

#include "app/item/fields.h"
#include "app/item/hotline.h"
#include "app/item/material.h"
#include "app/item/output.h"
#include "app/item/proof.h"
#include "app/item/read.h"
#include "app/item/together.h"
#include "app/item/when.h"
#include "app/item/where.h"
#include "platform/base/text.h"

static const char *const kind_words[] = {"application", "query", "order", "certificates",
                                         "appointment", "fee",   NULL};
static const char *const identify_words[] = {"required", "optional", NULL};
static const char *const applyer_words[] = {"person", "enterprise", "either", NULL};
static const char *const need_words[] = {"network", "printer"};

enum { PINYIN_MIN = 2, PINYIN_MAX = 16, SHORT_TEXT = 20, SPELLED_MAX = 120 };

static void read_tile(struct read *r, struct item *item, const json_t *root)
{
    const json_t *tile = read_object(r, root, "tile", NEED);
    size_t mark = read_enter(r, "tile", -1);
    read_only(r, tile, "title~ subtitle~ icon colour order");
    item->title = read_said(r, tile, "title", NEED, 8);
    item->subtitle = read_said(r, tile, "subtitle", NEED, 10);
    item->icon = read_text(r, tile, "icon", NEED, 30);
    item->colour = read_text(r, tile, "colour", NEED, 20);
    item->order = read_number(r, tile, "order", 0, ITEM_ORDER_MAX);
    read_leave(r, mark);
}

static void read_guide(struct read *r, struct item_guide *guide, const json_t *root)
{
    const json_t *from = read_object(r, root, "guide", NEED);
    size_t mark = read_enter(r, "guide", -1);
    read_only(r, from, "summary~ bring~ time~ fee~ fee_note~ help_org~ help_hours~");
    guide->summary = read_said(r, from, "summary", NEED, 44);
    guide->bring = read_said(r, from, "bring", NEED, 50);
    guide->time = read_said(r, from, "time", NEED, 60);
    guide->fee = read_said(r, from, "fee", NEED, 16);
    guide->fee_note = read_said(r, from, "fee_note", NEED, 40);
    guide->help_org = read_said(r, from, "help_org", NEED, 20);
    guide->help_hours = read_said(r, from, "help_hours", NEED, 30);
    read_leave(r, mark);
}

static void take_words(struct read *r, struct item_words *words, const char *name,
                       const json_t *list, size_t max)
{
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > max)
            read_fail(r, name, ERR_FORMAT, "must be a list of short texts");
        else
            words->text[words->count++] = text;
    }
}

/* For citizens, in their language. */
static void read_words(struct read *r, struct item_words *words, const json_t *root,
                       const char *name)
{
    size_t max = SHORT_TEXT;
    const json_t *list = read_list_said(r, root, name, ITEM_WORDS_MAX, &max);
    take_words(r, words, name, list, max);
}

/* Not for citizens' eyes. */
static void read_codes(struct read *r, struct item_words *words, const json_t *root,
                       const char *name)
{
    take_words(r, words, name, read_array(r, root, name, MAY, ITEM_WORDS_MAX), SHORT_TEXT);
}

static void read_notice(struct read *r, struct item *item, const json_t *root)
{
    const json_t *notice = read_object(r, root, "notice", NEED);
    size_t mark = read_enter(r, "notice", -1);
    read_only(r, notice, "version title~ paragraphs~");
    item->notice_version = read_text(r, notice, "version", NEED, 32);
    item->notice_title = read_said(r, notice, "title", NEED, 20);
    size_t max = 120;
    const json_t *list = read_list_said(r, notice, "paragraphs", ITEM_PARAGRAPHS_MAX, &max);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || text_count(text) > max)
            read_fail(r, "paragraphs", ERR_FORMAT,
                      "1 to 120 characters each, four times as many in English");
        else
            item->paragraph[item->paragraph_count++] = text;
    }
    if (item->paragraph_count == 0 && notice)
        read_fail(r, "paragraphs", ERR_MISSING, "a notice needs words");
    read_leave(r, mark);
}

static void read_pinyin(struct read *r, struct item *item, const json_t *root)
{
    read_codes(r, &item->pinyin, root, "pinyin");
    for (size_t i = 0; i < item->pinyin.count; i++) {
        const char *word = item->pinyin.text[i];
        size_t len = strlen(word);
        if (len < PINYIN_MIN || len > PINYIN_MAX ||
            strspn(word, "abcdefghijklmnopqrstuvwxyz") != len)
            read_fail(r, "pinyin", ERR_FORMAT, "2 to 16 small letters each");
    }
    if (item->pinyin.count == 0)
        read_fail(r, "pinyin", ERR_MISSING, "initials that find it");
}

/* Syllables of small letters with one space between. */
static bool is_spelled(const char *text)
{
    size_t len = strlen(text);
    return len >= PINYIN_MIN && len <= SPELLED_MAX && text[0] != ' ' && text[len - 1] != ' ' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz ") == len && !strstr(text, "  ");
}

static void read_spelled(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "pinyin_full", MAY, ITEM_WORDS_MAX);
    take_words(r, &item->pinyin_full, "pinyin_full", list, SPELLED_MAX);
    for (size_t i = 0; i < item->pinyin_full.count; i++)
        if (!is_spelled(item->pinyin_full.text[i]))
            read_fail(r, "pinyin_full", ERR_FORMAT, "small letters, one space between syllables");
    item->dept_name = read_said(r, root, "dept_name", MAY, 30);
    item->dept_pinyin = read_text(r, root, "dept_pinyin", MAY, SPELLED_MAX);
    if (*item->dept_pinyin && !is_spelled(item->dept_pinyin))
        read_fail(r, "dept_pinyin", ERR_FORMAT, "small letters, one space between syllables");
}

static void read_needs(struct read *r, struct item *item, const json_t *root)
{
    struct item_words needs = {0};
    read_codes(r, &needs, root, "needs");
    for (size_t i = 0; i < needs.count; i++) {
        uint32_t bit = 0;
        for (size_t n = 0; n < ARRAY_LEN(need_words); n++)
            if (strcmp(need_words[n], needs.text[i]) == 0)
                bit = 1u << n;
        if (!bit)
            read_fail(r, "needs", ERR_RANGE, "network or printer");
        item->needs |= bit;
    }
}

static void read_menus(struct read *r, struct item *item, const json_t *root)
{
    enum { MENU_MAX = 23 };
    take_words(r, &item->menus, "menus", read_array(r, root, "menus", MAY, ITEM_WORDS_MAX),
               MENU_MAX);
    for (size_t i = 0; i < item->menus.count; i++)
        if (item->menus.text[i][strspn(item->menus.text[i], "abcdefghijklmnopqrstuvwxyz-")])
            read_fail(r, "menus", ERR_FORMAT, "small letters and - each");
}

static void read_slip(struct read *r, struct item *item, const json_t *root)
{
    const json_t *slip = read_object(r, root, "slip", MAY);
    size_t mark = read_enter(r, "slip", -1);
    read_only(r, slip, "title~ number~");
    item->slip_title = slip ? read_said(r, slip, "title", NEED, 8) : N_("办件回执");
    item->number_label = slip ? read_said(r, slip, "number", NEED, 8) : N_("办件编号");
    read_leave(r, mark);
}

/* What only an item that makes a case has. */
static void read_application(struct read *r, struct item *item, const json_t *root)
{
    item->anonymous = read_word(r, root, "identify", identify_words, 0) == 1;
    if (item->anonymous && item->applyer != ITEM_FOR_PERSON)
        read_fail(r, "identify", ERR_RANGE, "who acts for an enterprise is named");
    item->pays = read_bool(r, root, "is_pay_online");
    when_read_item(r, item, root);
    read_slip(r, item, root);
    proof_read(r, item, root);
    fields_read(r, item, root);
    if (item->kind == ITEM_KIND_ORDER)
        hotline_check(r, item);
    together_read(r, item, root);
    material_read(r, item, root);
}

static void read_promise(struct read *r, struct item *item, const json_t *root)
{
    static const char *const units[] = {"workday", "day", NULL};
    if (!json_object_get(root, "promise_day")) {
        if (json_object_get(root, "promise_type"))
            read_fail(r, "promise_type", ERR_MISSING, "goes with promise_day");
        return;
    }
    item->promise.days = read_number(r, root, "promise_day", 1, ITEM_PROMISE_MAX);
    item->promise.workdays = read_word(r, root, "promise_type", units, 0) == 0;
}

/* Whether somebody may act for an enterprise only the province knows, and only of a person that it
 * has made sure of (openapi.yaml §15). */
static void read_applyer(struct read *r, struct item *item, const json_t *root)
{
    item->applyer =
        (enum item_applyer)read_word(r, root, "applyer_type", applyer_words, ITEM_FOR_PERSON);
    if (item->applyer == ITEM_FOR_PERSON)
        return;
    if (item->assurance < ITEM_ASSURANCE_PERSON)
        read_fail(r, "applyer_type", ERR_RANGE, "who acts is made sure of: assurance_level 2");
    if (!(item->needs & ITEM_NEED_NETWORK))
        read_fail(r, "applyer_type", ERR_RANGE, "the province is asked: needs network");
}

/* One's own certificates: for a purpose that is chosen, and only to them. */
static void check_certificates(struct read *r, const struct item *item)
{
    const struct item_field *cause = item_field_find(item, "use_cause");
    if (!cause || cause->type != ITEM_TYPE_CHOICE || cause->optional)
        read_fail(r, "fields", ERR_MISSING, "certificates need a choice called use_cause");
    if (!(item->needs & ITEM_NEED_NETWORK))
        read_fail(r, "needs", ERR_MISSING, "certificates need the network");
    if (item->assurance < ITEM_ASSURANCE_PERSON || item->anonymous)
        read_fail(r, "assurance_level", ERR_RANGE, "2 at least, and never without a name");
}

static void read_item(struct read *r, struct item *item, const json_t *root)
{
    read_only(r, root,
              "$schema task_code task_name task_version project_type promise_day promise_type kind "
              "identify applyer_type age needs assurance_level menus pinyin "
              "pinyin_full dept_name~ dept_pinyin tile badges~ guide notice slip proof "
              "outputs fields materials parts is_pay_online");
    (void)read_text(r, root, "$schema", MAY, 200); /* for editors */
    item->task_code = read_text(r, root, "task_code", NEED, 36);
    item->task_name = read_text(r, root, "task_name", NEED, 200);
    item->task_version = read_text(r, root, "task_version", NEED, 20);
    item->project_type = read_number(r, root, "project_type", 1, 2);
    read_promise(r, item, root);
    item->kind = (enum item_kind)read_word(r, root, "kind", kind_words, ITEM_KIND_APPLICATION);
    read_needs(r, item, root);
    bool now = item->kind == ITEM_KIND_APPOINTMENT || item->kind == ITEM_KIND_FEE;
    item->needs |= now ? ITEM_NEED_NETWORK : 0;
    item->assurance =
        json_object_get(root, "assurance_level")
            ? read_number(r, root, "assurance_level", ITEM_ASSURANCE_CARD, ITEM_ASSURANCE_COUNTER)
            : ITEM_ASSURANCE_CARD;
    read_applyer(r, item, root);
    read_menus(r, item, root);
    read_pinyin(r, item, root);
    read_spelled(r, item, root);
    read_tile(r, item, root);
    read_words(r, &item->badges, root, "badges");
    read_guide(r, &item->guide, root);
    read_notice(r, item, root);
    output_read(r, item, root);
    if (item->kind != ITEM_KIND_QUERY && !now)
        read_application(r, item, root);
    else
        item->slip_title = item->number_label = "";
    if (item->kind == ITEM_KIND_CERTIFICATES)
        check_certificates(r, item);
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

/* Reads as item_parse() does, and goes on after a fault. */
static size_t find_all(json_t *root, const char *copy, struct item_fault *ret_fault, size_t max)
{
    AUTO(auto_free) struct read_fault *faults = calloc(max, sizeof *faults);
    size_t count = 0;
    for (enum language l = 0; faults && l < LANGUAGE_COUNT; l++) {
        AUTO(auto_free) struct item *item = calloc(1, sizeof *item);
        struct read r = {.language = l, .faults = faults, .fault_count = count, .faults_max = max};
        if (item && json_is_object(root))
            read_item(&r, item, root);
        else
            read_fail(&r, "file", ERR_FORMAT, "must be an object");
        count = r.fault_count;
    }
    for (size_t i = 0; i < count; i++)
        fault(&ret_fault[i], ERR_FORMAT, where_line(copy, faults[i].path), faults[i].reason);
    return count;
}

static int by_line(const void *a, const void *b)
{
    const struct item_fault *x = a, *y = b;
    return x->line != y->line ? x->line - y->line : strcmp(x->reason, y->reason);
}

size_t item_faults(const char *json, size_t len, size_t max, struct item_fault ret_fault[])
{
    struct item *item = NULL;
    size_t count = 0;
    if (item_parse(json, len, &item, &ret_fault[0]) == ERR_NONE) {
        item_free(item);
        return 0;
    }
    json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
    AUTO(auto_free) char *copy = strndup(json, len);
    if (root && copy && len <= ITEM_FILE_MAX && strlen(copy) == len)
        count = find_all(root, copy, ret_fault, max);
    json_decref(root);
    qsort(ret_fault, count, sizeof *ret_fault, by_line);
    return count ? count : 1;
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

bool item_submits(enum item_kind kind)
{
    return kind == ITEM_KIND_APPLICATION || kind == ITEM_KIND_ORDER;
}

struct item_traits item_traits(const struct item *item)
{
    return (struct item_traits){.kind = item->kind,
                                .anonymous = item->anonymous,
                                .proves = item->proof.line_count > 0,
                                .needs = item->needs,
                                .assurance = item->assurance};
}
