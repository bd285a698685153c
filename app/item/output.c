/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/output.h"

#include <string.h>

enum { NAME_MAX_CHARS = 16, TEXT_MAX = 40 };

static const char *const handing_words[ITEM_HANDING_COUNT] = {
    [ITEM_HANDING_PRINTED] = "printed",       [ITEM_HANDING_SHOWN] = "shown",
    [ITEM_HANDING_COUNTER] = "counter",       [ITEM_HANDING_POST] = "post",
    [ITEM_HANDING_ELECTRONIC] = "electronic", [ITEM_HANDING_ACCOUNT] = "account",
    [ITEM_HANDING_MESSAGE] = "message"};

static int handing_of(const json_t *word)
{
    const char *text = json_string_value(word);
    for (int i = 0; text && i < ITEM_HANDING_COUNT; i++)
        if (strcmp(handing_words[i], text) == 0)
            return i;
    return -1;
}

static void read_handings(struct read *r, struct item_output *output, const json_t *from)
{
    const json_t *list = read_array(r, from, "ways", NEED, ITEM_HANDINGS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        int way = handing_of(json_array_get(list, i));
        if (way < 0)
            read_fail(r, "ways", ERR_RANGE,
                      "printed, shown, counter, post, electronic, account or message");
        else if (item_output_comes(output, (enum item_handing)way))
            read_fail(r, "ways", ERR_FORMAT, "given twice");
        else
            output->way[output->way_count++] = (enum item_handing)way;
    }
    if (list && json_array_size(list) == 0)
        read_fail(r, "ways", ERR_MISSING, "a result comes to the citizen somehow");
}

/* What is none (无) is only looked at; whatever else there is can be held. */
static void check_shown(struct read *r, const struct item_output *output)
{
    bool shown = item_output_comes(output, ITEM_HANDING_SHOWN);
    bool none = output->type == ITEM_RESULT_NONE;
    if (shown != none || (shown && output->way_count > 1))
        read_fail(r, "ways", ERR_RANGE, "shown alone goes with result_type 4, and with no other");
}

static void read_one(struct read *r, struct item *item, const json_t *from)
{
    struct item_output *output = &item->output[item->output_count];
    if (!json_is_object(from)) {
        read_fail(r, "", ERR_FORMAT, "must be an object");
        from = NULL;
    }
    read_only(r, from, "result_name~ result_type ways text~");
    output->result_name = read_said(r, from, "result_name", NEED, NAME_MAX_CHARS);
    output->type = (enum item_result)read_number(r, from, "result_type", ITEM_RESULT_CERTIFICATE,
                                                 ITEM_RESULT_NONE);
    read_handings(r, output, from);
    output->text = read_said(r, from, "text", MAY, TEXT_MAX);
    if (r->err == ERR_NONE && from && output->way_count > 0)
        check_shown(r, output);
    for (size_t i = 0; i < item->output_count; i++)
        if (*output->result_name && strcmp(item->output[i].result_name, output->result_name) == 0)
            read_fail(r, "result_name", ERR_FORMAT, "given twice");
    item->output_count++;
}

void output_read(struct read *r, struct item *item, const json_t *root)
{
    const json_t *list = read_array(r, root, "outputs", NEED, ITEM_OUTPUTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "outputs", (int)i);
        read_one(r, item, json_array_get(list, i));
        read_leave(r, mark);
    }
    if (list && json_array_size(list) == 0)
        read_fail(r, "outputs", ERR_MISSING, "something comes of it");
}
