/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/catalogue.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/province/codes.h"
#include "platform/province/json.h"
#include "platform/province/message.h"

enum { TASK_NAME_BYTES = 801, DAY_TEXT = 9 };

static enum err read_day(const json_t *item, const char *name, int *ret_date)
{
    char text[DAY_TEXT];
    enum err e = json_copy_text(item, name, text, sizeof text);
    if (e == ERR_MISSING)
        return ERR_NONE;
    return e == ERR_NONE ? date_parse(text, ret_date) : e;
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
    char state[2], terminals[2], name[TASK_NAME_BYTES];
    if (json_copy_text(item, "task_code", ret_row->task_code, sizeof ret_row->task_code) ||
        json_copy_text(item, "task_version", ret_row->task_version, sizeof ret_row->task_version) ||
        json_copy_text(item, "task_name", name, sizeof name) ||
        json_copy_text(item, "task_state", state, sizeof state) ||
        json_copy_text(item, "is_service_terminals", terminals, sizeof terminals))
        return ERR_FORMAT;
    if (code_check_task(ret_row->task_code, CODE_EXCHANGE) != ERR_NONE ||
        !ret_row->task_version[0] || !is_plain(ret_row->task_version) ||
        strspn(state, "123") != 1 || strspn(terminals, "01") != 1)
        return ERR_FORMAT;
    ret_row->offered = state[0] == '1' && terminals[0] == '1';
    return ERR_NONE;
}

static enum err read_entry(const json_t *item, struct catalogue_entry *entry)
{
    TRY(read_row(item, &entry->row));
    TRY(read_day(item, "plan_effective_date", &entry->from));
    return read_day(item, "plan_cancel_date", &entry->until);
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

static enum err read_items(const json_t *items, struct catalogue *catalogue)
{
    size_t count = json_array_size(items);
    if (!json_is_array(items))
        return ERR_FORMAT;
    if (count > CATALOGUE_ITEMS_MAX)
        return ERR_TOO_LONG;
    catalogue->entry = calloc(count + 1, sizeof *catalogue->entry);
    if (!catalogue->entry)
        return ERR_MEMORY;
    for (; catalogue->count < count; catalogue->count++)
        TRY(read_entry(json_array_get(items, catalogue->count),
                       &catalogue->entry[catalogue->count]));
    return ERR_NONE;
}

enum err catalogue_read(const char *body, size_t size, struct catalogue *ret_catalogue)
{
    struct catalogue made = {.version = 0};
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(json_parse(body, size, &object));
    TRY(read_head(object, &made));
    enum err e = read_items(json_object_get(object, "items"), &made);
    if (e != ERR_NONE) {
        catalogue_done(&made);
        return e;
    }
    *ret_catalogue = made;
    return ERR_NONE;
}

void catalogue_done(struct catalogue *catalogue)
{
    free(catalogue->entry);
    *catalogue = (struct catalogue){0};
}

bool catalogue_offers(const struct catalogue_entry *entry, int date)
{
    return entry->row.offered && date >= entry->from && (!entry->until || date < entry->until);
}
