/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/collected.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/together.h"

enum { NAME_CHARACTERS_MAX = 100, NUMBER_SIZE = 16 };

/* What each way must have with it, and what it may not. */
static const struct way {
    const char *name;
    bool collected; /* 是否收取 */
    bool files, signs, waits;
} ways[COLLECT_WAY_COUNT] = {
    [COLLECT_SHARED] = {"shared", true, false, false, false},
    [COLLECT_CAPTURED] = {"captured", true, true, false, false},
    [COLLECT_COMMITMENT] = {"commitment", true, true, true, false},
    [COLLECT_LATER] = {"later", false, false, false, true},
};

static size_t count_files(const struct submission *all, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += strcmp(all->attachment[i].name, name) == 0;
    return count;
}

static enum err check_parts(const struct way *way, const struct application_material *one,
                            size_t files)
{
    if (way->files != (files > 0))
        return way->files ? ERR_MISSING : ERR_RANGE;
    if (way->signs != (*one->commitment_version != '\0'))
        return way->signs ? ERR_MISSING : ERR_RANGE;
    if (way->signs && files > 1)
        return ERR_RANGE;
    if (way->waits != (one->limit_days > 0))
        return way->waits ? ERR_MISSING : ERR_RANGE;
    return one->limit_days > LIMIT_DAYS_MAX || (one->due > 0 && !way->waits) ? ERR_RANGE : ERR_NONE;
}

static enum err put_number(json_t *object, const char *name, size_t value)
{
    char text[NUMBER_SIZE];
    snprintf(text, sizeof text, "%zu", value);
    return json_put_text(object, name, text);
}

static enum err put_addresses(json_t *object, const struct submission *all, const char *name)
{
    json_t *list = json_array();
    if (json_object_set_new(object, "attachments", list) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->attachment[i].name, name) == 0 &&
            json_array_append_new(list, json_string(all->attachment[i].address)) != 0)
            return ERR_MEMORY;
    return ERR_NONE;
}

static enum err put_limit(json_t *object, const struct application_material *one)
{
    char due[NUMBER_SIZE];
    int date;
    TRY(put_number(object, "limit_days", one->limit_days));
    TRY(json_put_text(object, "limit_type", one->limit_workdays ? "workday" : "day"));
    if (one->due == 0)
        return ERR_NONE;
    snprintf(due, sizeof due, "%08u", (unsigned)one->due);
    TRY(date_parse(due, &date));
    return json_put_text(object, "due_date", due);
}

static enum err put_names(json_t *object, const struct application_material *one)
{
    TRY(message_check_name(one->name));
    if (!*one->material_name)
        return ERR_MISSING;
    if (text_count(one->material_name) > NAME_CHARACTERS_MAX)
        return ERR_TOO_LONG;
    TRY(json_put_text(object, "name", one->name));
    TRY(json_put_text(object, "material_name", one->material_name));
    return json_put_text(object, "is_need", one->is_need ? "1" : "0");
}

static enum err put_one(json_t *object, const struct submission *all,
                        const struct application_material *one)
{
    char stamp[STAMP_TEXT];
    if ((size_t)one->way >= COLLECT_WAY_COUNT)
        return ERR_RANGE;
    const struct way *way = &ways[one->way];
    size_t files = count_files(all, one->name);
    TRY(put_names(object, one));
    TRY(check_parts(way, one, files));
    code_time(one->collect_ms, stamp);
    TRY(json_put_text(object, "is_collected", way->collected ? "1" : "0"));
    TRY(json_put_text(object, "collect_way", way->name));
    TRY(put_number(object, "collect_count", way->files ? files : way->collected));
    TRY(json_put_text(object, "collect_time", stamp));
    TRY(together_put_served(object, all->application, one));
    if (way->files)
        TRY(put_addresses(object, all, one->name));
    if (way->signs)
        TRY(json_put_text(object, "commitment_version", one->commitment_version));
    return way->waits ? put_limit(object, one) : ERR_NONE;
}

static size_t count_named(const struct application *application, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < application->materials; i++)
        count += strcmp(application->material[i].name, name) == 0;
    return count;
}

/* Each name once, and each attachment of one of them. */
static enum err check_all(const struct submission *all)
{
    const struct application *application = all->application;
    if (application->materials > APPLICATION_MATERIALS_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < application->materials; i++)
        if (count_named(application, application->material[i].name) != 1)
            return ERR_FORMAT;
    for (size_t i = 0; i < all->count; i++)
        if (count_named(application, all->attachment[i].name) != 1)
            return ERR_FORMAT;
    return ERR_NONE;
}

enum err collected_put(json_t *doc, const struct submission *submission)
{
    const struct application *application = submission->application;
    if (application->materials == 0)
        return ERR_NONE;
    if (application->kind == APPLICATION_ORDER)
        return ERR_RANGE; /* openapi.yaml §13: an order has no materials */
    TRY(check_all(submission));
    json_t *list = json_array();
    if (json_object_set_new(doc, "materials", list) != 0)
        return ERR_MEMORY;
    for (size_t i = 0; i < application->materials; i++) {
        AUTO(auto_json_decref) json_t *one = json_object();
        TRY(put_one(one, submission, &application->material[i]));
        if (json_array_append(list, one) != 0)
            return ERR_MEMORY;
    }
    return ERR_NONE;
}
