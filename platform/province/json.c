/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/json.h"

#include <string.h>

#include "platform/base/text.h"

/* In front of every block of jansson's: how much there is to erase. */
union block {
    size_t size;
    max_align_t align;
};

/* jansson's parser does not say why it gave up when a block was not to be had. */
static _Thread_local bool memory_was_short;

static void *erasing_malloc(size_t size)
{
    union block *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
    if (!block) {
        memory_was_short = true;
        return NULL;
    }
    block->size = size;
    return block + 1;
}

static void erasing_free(void *memory)
{
    if (!memory)
        return;
    union block *block = (union block *)memory - 1;
    wipe_free(block, sizeof *block + block->size);
}

__attribute__((constructor)) static void erase_on_free(void)
{
    json_set_alloc_funcs(erasing_malloc, erasing_free);
}

/* jansson parses by recursion: the depth is counted before it sees the text. */
static bool depth_is_bounded(const char *text, size_t size)
{
    size_t depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (in_text && c == '\\')
            i++;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '{' || c == '['))
            depth++;
        else if (!in_text && (c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth > JSON_STRICT_DEPTH)
            return false;
    }
    return true;
}

enum err json_parse(const char *text, size_t size, json_t **ret_object)
{
    if (size > JSON_STRICT_MAX)
        return ERR_TOO_LONG;
    if (!text_is_utf8(text, size) || !depth_is_bounded(text, size))
        return ERR_FORMAT;
    memory_was_short = false;
    AUTO(auto_json_decref) json_t *value = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    if (!value)
        return memory_was_short ? ERR_MEMORY : ERR_FORMAT;
    if (json_typeof(value) != JSON_OBJECT)
        return ERR_FORMAT;
    *ret_object = value;
    value = NULL;
    return ERR_NONE;
}

enum err json_canonical(const json_t *value, struct secret *ret_text)
{
    char *text = json_dumps(value, JSON_SORT_KEYS | JSON_COMPACT);
    if (!text)
        return ERR_MEMORY;
    enum err e = secret_set_text(ret_text, text);
    erasing_free(text);
    return e;
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

enum err json_write(const json_t *value, char **ret_text, size_t *ret_size)
{
    const size_t flags = JSON_COMPACT | JSON_SORT_KEYS;
    size_t size = json_dumpb(value, NULL, 0, flags);
    char *text = malloc(size + 1);
    if (size == 0 || !text || json_dumpb(value, text, size, flags) != size) {
        free(text);
        return ERR_MEMORY;
    }
    text[size] = '\0';
    *ret_text = text;
    *ret_size = size;
    return ERR_NONE;
}

enum err json_put_text(json_t *object, const char *name, const char *text)
{
    if (!text_is_utf8(text, strlen(text)) || has_control(text))
        return ERR_ENCODING;
    return json_object_set_new(object, name, json_string(text)) == 0 ? ERR_NONE : ERR_MEMORY;
}

enum err json_copy_text(const json_t *object, const char *name, char *ret_text, size_t size)
{
    const json_t *member = json_object_get(object, name);
    if (!member)
        return ERR_MISSING;
    if (json_typeof(member) != JSON_STRING)
        return ERR_FORMAT;
    if (json_string_length(member) >= size)
        return ERR_TOO_LONG;
    memcpy(ret_text, json_string_value(member), json_string_length(member) + 1);
    return ERR_NONE;
}
