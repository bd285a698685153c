/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/obey_file.h"

#include <string.h>

#include "platform/base/durable.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/json.h"

enum { PATH_SIZE = 256, FILE_MAX = 64 * 1024 };

static enum err file_path(char ret_path[PATH_SIZE])
{
    return paths_join(PLACE_STATE, "orders.json", ret_path, PATH_SIZE);
}

static json_t *write_words(int64_t until_ms, const struct standing_words *words)
{
    return json_pack("{s:I,s:s,s:s}", "until", (json_int_t)until_ms, "zh", words->zh, "en",
                     words->en);
}

static json_t *write_done(const struct obey_memory *memory)
{
    json_t *all = json_array();
    for (size_t i = 0; i < memory->count; i++)
        json_array_append_new(all, json_pack("{s:s,s:s}", "order_id",
                                             memory->done[i].result.order_id, "outcome",
                                             remote_outcome_name(memory->done[i].result.outcome)));
    return all;
}

enum err obey_file_write(const struct obey_memory *memory)
{
    const struct standing *s = &memory->standing;
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    AUTO(auto_json_decref)
    json_t *root =
        json_pack("{s:o,s:o,s:i,s:i,s:o}", "closed", write_words(s->closed_until_ms, &s->closed),
                  "notice", write_words(s->notice_until_ms, &s->notice), "opens", s->opens_min,
                  "closes", s->closes_min, "done", write_done(memory));
    if (!root || json_array_size(json_object_get(root, "done")) != memory->count)
        return ERR_MEMORY;
    TRY(json_write(root, &text, &size));
    TRY(file_path(path));
    return durable_write(path, text, size);
}

static enum err read_words(const json_t *root, const char *name, int64_t *ret_until_ms,
                           struct standing_words *words)
{
    const json_t *from = json_object_get(root, name), *until = json_object_get(from, "until");
    if (!json_is_integer(until))
        return ERR_FORMAT;
    *ret_until_ms = json_integer_value(until);
    TRY(json_copy_text(from, "zh", words->zh, sizeof words->zh));
    return json_copy_text(from, "en", words->en, sizeof words->en);
}

static enum err read_minute(const json_t *root, const char *name, int *ret_minute)
{
    const json_t *minute = json_object_get(root, name);
    json_int_t value = json_integer_value(minute);
    if (!json_is_integer(minute) || value < 0 || value >= STANDING_DAY_MINUTES)
        return ERR_FORMAT;
    *ret_minute = (int)value;
    return ERR_NONE;
}

static enum err read_done(const json_t *root, struct obey_memory *memory)
{
    const json_t *all = json_object_get(root, "done");
    if (!json_is_array(all) || json_array_size(all) > OBEY_REMEMBERED)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        struct upkeep_result *result = &memory->done[memory->count].result;
        char word[REMOTE_WORD_TEXT];
        TRY(json_copy_text(one, "order_id", result->order_id, sizeof result->order_id));
        TRY(code_check_uuid(result->order_id));
        TRY(json_copy_text(one, "outcome", word, sizeof word));
        if (!remote_outcome_find(word, &result->outcome))
            return ERR_FORMAT;
        memory->count++;
    }
    return ERR_NONE;
}

enum err obey_file_read(struct obey_memory *ret_memory)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_json_decref) json_t *root = NULL;
    struct obey_memory memory = {.count = 0};
    size_t size;
    TRY(file_path(path));
    TRY(paths_read_file(path, FILE_MAX, &text, &size));
    TRY(json_parse(text, size, &root));
    TRY(read_words(root, "closed", &memory.standing.closed_until_ms, &memory.standing.closed));
    TRY(read_words(root, "notice", &memory.standing.notice_until_ms, &memory.standing.notice));
    TRY(read_minute(root, "opens", &memory.standing.opens_min));
    TRY(read_minute(root, "closes", &memory.standing.closes_min));
    TRY(read_done(root, &memory));
    *ret_memory = memory;
    return ERR_NONE;
}
