/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/labels.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/must.h"

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

json_t *labels_item(const char *task_code)
{
    DIR *folder = opendir(ITEM_FILES);
    json_t *found = NULL;
    const struct dirent *entry;
    while (folder && !found && (entry = readdir(folder))) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", ITEM_FILES, entry->d_name);
        json_t *item = strstr(entry->d_name, ".json") ? json_load_file(path, 0, NULL) : NULL;
        if (strcmp(member(item, "task_code"), task_code) == 0)
            found = item;
        else
            json_decref(item);
    }
    if (folder)
        closedir(folder);
    return found;
}

static const json_t *find(const json_t *fields, const char *name)
{
    size_t i;
    const json_t *one;
    json_array_foreach(fields, i, one)
    {
        const json_t *inner = find(json_object_get(one, "fields"), name);
        if (strcmp(member(one, "name"), name) == 0)
            return one;
        if (inner)
            return inner;
    }
    return NULL;
}

const json_t *labels_field(const json_t *item, const char *name)
{
    return find(json_object_get(item, "fields"), name);
}

const char *labels_of(const json_t *item, const char *name)
{
    return member(labels_field(item, name), "label");
}

const char *labels_value(const json_t *field, const char *value)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(field, "options"), i,
                       one) if (strcmp(member(one, "value"), value) == 0) return member(one,
                                                                                        "text");
    return value;
}
