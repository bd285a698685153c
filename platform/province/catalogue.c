/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/catalogue.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/province/codes.h"
#include "platform/province/json.h"
#include "platform/province/message.h"
#include "platform/trust/sm3.h"

enum { TASK_NAME_BYTES = 801, DAY_TEXT = 9, AREA = 6, TOWN = 9, VILLAGE = 12 };

/* "" when there is none; else exactly `digits` of them. */
static enum err read_digits(const json_t *item, const char *name, char *ret_text, size_t digits)
{
    enum err e = json_copy_text(item, name, ret_text, digits + 1);
    if (e == ERR_MISSING) {
        *ret_text = '\0';
        return ERR_NONE;
    }
    return e == ERR_NONE && strspn(ret_text, "0123456789") != digits ? ERR_FORMAT : e;
}

static enum err read_day(const json_t *item, const char *name, int *ret_date)
{
    char text[DAY_TEXT];
    TRY(read_digits(item, name, text, DAY_TEXT - 1));
    return *text ? date_parse(text, ret_date) : ERR_NONE;
}

/* One of `words`, or nothing. */
static enum err read_word(const json_t *item, const char *name, const char *words, char *ret_word)
{
    char text[2];
    TRY(read_digits(item, name, text, 1));
    if (*text && !strchr(words, *text))
        return ERR_FORMAT;
    *ret_word = *text;
    return ERR_NONE;
}

static bool is_plain(const char *text)
{
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return false;
    return true;
}

static enum err read_row(const json_t *item, struct catalogue_row *ret_row)
{
    static const enum catalogue_reason of_state[] = {CATALOGUE_OFFERED, CATALOGUE_SUSPENDED,
                                                     CATALOGUE_CANCELLED};
    char state, terminals, name[TASK_NAME_BYTES];
    if (json_copy_text(item, "task_code", ret_row->task_code, sizeof ret_row->task_code) ||
        json_copy_text(item, "task_version", ret_row->task_version, sizeof ret_row->task_version) ||
        json_copy_text(item, "task_name", name, sizeof name) ||
        read_word(item, "task_state", "123", &state) ||
        read_word(item, "is_service_terminals", "01", &terminals))
        return ERR_FORMAT;
    if (code_check_task(ret_row->task_code, CODE_EXCHANGE) != ERR_NONE ||
        !ret_row->task_version[0] || !is_plain(ret_row->task_version) || !state || !terminals)
        return ERR_FORMAT;
    ret_row->reason = of_state[state - '1'];
    if (ret_row->reason == CATALOGUE_OFFERED && terminals == '0')
        ret_row->reason = CATALOGUE_NO_TERMINAL;
    return ERR_NONE;
}

/* The narrowest that is said; what is wider must agree with it. */
static enum err read_place(const json_t *item, char ret_place[CATALOGUE_PLACE_TEXT])
{
    char area[AREA + 1], town[TOWN + 1], village[VILLAGE + 1];
    TRY(read_digits(item, "area_code", area, AREA));
    TRY(read_digits(item, "town_code", town, TOWN));
    TRY(read_digits(item, "village_code", village, VILLAGE));
    if ((*town && *area && strncmp(town, area, AREA) != 0) ||
        (*village && *area && strncmp(village, area, AREA) != 0) ||
        (*village && *town && strncmp(village, town, TOWN) != 0))
        return ERR_CONFLICT;
    snprintf(ret_place, CATALOGUE_PLACE_TEXT, "%s", *village ? village : *town ? town : area);
    return ERR_NONE;
}

static enum err read_sm3(const json_t *item, const char *name, char ret_sm3[CATALOGUE_SM3_TEXT])
{
    TRY(json_copy_text(item, name, ret_sm3, CATALOGUE_SM3_TEXT));
    return strspn(ret_sm3, "0123456789abcdef") == CATALOGUE_SM3_TEXT - 1 ? ERR_NONE : ERR_FORMAT;
}

static enum err read_entry(const json_t *item, struct catalogue_entry *entry)
{
    TRY(read_row(item, &entry->row));
    TRY(read_day(item, "plan_effective_date", &entry->from));
    TRY(read_day(item, "plan_cancel_date", &entry->until));
    TRY(read_word(item, "use_level", "1234567", &entry->use_level));
    TRY(read_word(item, "handle_area", "123456", &entry->handle_area));
    TRY(read_place(item, entry->place));
    enum err e = read_sm3(item, "item_sm3", entry->sm3);
    return e == ERR_MISSING ? ERR_NONE : e;
}

static enum err read_head(const json_t *object, struct catalogue *catalogue)
{
    const json_t *version = json_object_get(object, "catalogue_version");
    enum { DIGITS = CATALOGUE_AREA_TEXT - 1 };
    if (!json_is_integer(version) ||
        json_copy_text(object, "area_code", catalogue->area, sizeof catalogue->area) != ERR_NONE ||
        strspn(catalogue->area, "0123456789") != DIGITS)
        return ERR_FORMAT;
    if (json_integer_value(version) < 1 || json_integer_value(version) > INT32_MAX)
        return ERR_RANGE;
    catalogue->version = (uint32_t)json_integer_value(version);
    return ERR_NONE;
}

static int by_code(const void *a, const void *b)
{
    const struct catalogue_entry *const *x = a, *const *y = b;
    return strcmp((*x)->row.task_code, (*y)->row.task_code);
}

static enum err refuse_twins(const struct catalogue *catalogue)
{
    AUTO(auto_free)
    const struct catalogue_entry **all = calloc(catalogue->count + 1, sizeof(void *));
    if (!all)
        return ERR_MEMORY;
    for (size_t i = 0; i < catalogue->count; i++)
        all[i] = &catalogue->entry[i];
    qsort(all, catalogue->count, sizeof *all, by_code);
    for (size_t i = 1; i < catalogue->count; i++)
        if (by_code(&all[i - 1], &all[i]) == 0)
            return ERR_CONFLICT;
    return ERR_NONE;
}

/* Behind those that are there. A bad row may leave some of them: they count with the next part. */
static enum err read_items(const json_t *items, struct catalogue *catalogue)
{
    size_t count = json_array_size(items);
    if (!json_is_array(items))
        return ERR_FORMAT;
    if (count > CATALOGUE_ITEMS_MAX - catalogue->count)
        return ERR_TOO_LONG;
    size_t room = catalogue->count + count + 1;
    void *entry = reallocarray(catalogue->entry, room, sizeof *catalogue->entry);
    if (!entry)
        return ERR_MEMORY;
    catalogue->entry = entry;
    memset(&catalogue->entry[catalogue->count], 0, (count + 1) * sizeof *catalogue->entry);
    for (size_t i = 0; i < count; i++)
        TRY(read_entry(json_array_get(items, i), &catalogue->entry[catalogue->count + i]));
    catalogue->count += count;
    return ERR_NONE;
}

static bool has_part(const struct catalogue *catalogue, const char *sm3)
{
    for (size_t i = 0; i < catalogue->part_count; i++)
        if (strcmp(catalogue->part[i].sm3, sm3) == 0)
            return true;
    return false;
}

static enum err read_parts(const json_t *parts, struct catalogue *catalogue)
{
    size_t count = json_array_size(parts);
    if (json_typeof(parts) != JSON_ARRAY)
        return ERR_FORMAT;
    if (count > CATALOGUE_PARTS_MAX)
        return ERR_TOO_LONG;
    catalogue->part = calloc(count + 1, sizeof *catalogue->part);
    if (!catalogue->part)
        return ERR_MEMORY;
    for (; catalogue->part_count < count; catalogue->part_count++) {
        char *sm3 = catalogue->part[catalogue->part_count].sm3;
        enum err e = read_sm3(json_array_get(parts, catalogue->part_count), "part_sm3", sm3);
        if (e != ERR_NONE)
            return e == ERR_MISSING ? ERR_FORMAT : e;
        if (has_part(catalogue, sm3))
            return ERR_CONFLICT;
    }
    return ERR_NONE;
}

/* Rows here or rows in parts, never both: which would come first? */
static enum err read_rows(const json_t *object, struct catalogue *catalogue)
{
    const json_t *items = json_object_get(object, "items");
    const json_t *parts = json_object_get(object, "parts");
    if (items && parts)
        return ERR_FORMAT;
    if (parts)
        return read_parts(parts, catalogue);
    TRY(read_items(items, catalogue));
    return refuse_twins(catalogue);
}

enum err catalogue_read(const char *body, size_t size, struct catalogue *ret_catalogue)
{
    struct catalogue made = {.version = 0};
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(json_parse(body, size, &object));
    TRY(read_head(object, &made));
    enum err e = read_rows(object, &made);
    if (e != ERR_NONE) {
        catalogue_done(&made);
        return e;
    }
    *ret_catalogue = made;
    return ERR_NONE;
}

enum err catalogue_join(struct catalogue *catalogue, const char *text, size_t size)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    size_t before = catalogue->count;
    if (catalogue_is_whole(catalogue))
        return ERR_USAGE;
    TRY(catalogue_check_bytes(catalogue->part[catalogue->joined].sm3, text, size));
    TRY(json_parse(text, size, &object));
    TRY(read_items(json_object_get(object, "items"), catalogue));
    catalogue->joined++;
    enum err e = catalogue_is_whole(catalogue) ? refuse_twins(catalogue) : ERR_NONE;
    if (e != ERR_NONE) {
        catalogue->joined--;
        catalogue->count = before;
    }
    return e;
}

bool catalogue_is_whole(const struct catalogue *catalogue)
{
    return catalogue->joined == catalogue->part_count;
}

void catalogue_done(struct catalogue *catalogue)
{
    free(catalogue->entry);
    free(catalogue->part);
    *catalogue = (struct catalogue){0};
}

/* 分级: as far as the code itself says; 140800 is a city's, 140000 a province's. */
static size_t reach_of_code(const char *place)
{
    size_t reach = strlen(place);
    while (reach >= 2 && reach <= AREA && strncmp(place + reach - 2, "00", 2) == 0)
        reach -= 2;
    return reach;
}

/* How many digits of its place must be the kiosk's. */
static size_t reach_of(const struct catalogue_entry *entry)
{
    static const size_t of_level[] = {0, 0, 2, 4, AREA, TOWN, VILLAGE};
    static const size_t of_area[] = {0, 0, 2, 4, AREA, TOWN, TOWN};
    bool graded = !entry->use_level || entry->use_level == '7';
    size_t said = strlen(entry->place);
    size_t reach = graded ? reach_of_code(entry->place) : of_level[entry->use_level - '0'];
    if (entry->handle_area && of_area[entry->handle_area - '0'] < reach)
        reach = of_area[entry->handle_area - '0'];
    return reach < said ? reach : said;
}

static enum catalogue_reason look_at_place(const struct catalogue_entry *entry, const char *place)
{
    size_t reach = reach_of(entry);
    if (strncmp(entry->place, place, reach < AREA ? reach : AREA) != 0)
        return CATALOGUE_ELSEWHERE;
    return strncmp(entry->place, place, reach) == 0 ? CATALOGUE_OFFERED : CATALOGUE_OTHER_LEVEL;
}

enum catalogue_reason catalogue_look(const struct catalogue_entry *entry, const char *place,
                                     int date)
{
    if (entry->row.reason != CATALOGUE_OFFERED)
        return entry->row.reason;
    if (date < entry->from)
        return CATALOGUE_NOT_YET;
    if (entry->until && date >= entry->until)
        return CATALOGUE_ENDED;
    return look_at_place(entry, place);
}

enum err catalogue_check_bytes(const char *sm3, const char *text, size_t size)
{
    char hex[SM3_TEXT];
    TRY(sm3_digest_hex(text, size, hex));
    return strcmp(hex, sm3) == 0 ? ERR_NONE : ERR_CHECKSUM;
}

enum err catalogue_check_item(const struct catalogue_entry *entry, const char *text, size_t size)
{
    char code[sizeof entry->row.task_code];
    char version[sizeof entry->row.task_version];
    AUTO(auto_json_decref) json_t *item = NULL;
    TRY(catalogue_check_bytes(entry->sm3, text, size));
    TRY(json_parse(text, size, &item));
    if (json_copy_text(item, "task_code", code, sizeof code) ||
        json_copy_text(item, "task_version", version, sizeof version))
        return ERR_FORMAT;
    bool same =
        strcmp(code, entry->row.task_code) == 0 && strcmp(version, entry->row.task_version) == 0;
    return same ? ERR_NONE : ERR_CONFLICT;
}
