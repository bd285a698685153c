/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/outputs.h"

#include <string.h>

#include "app/words/words.h"
#include "platform/base/text.h"

void outputs_say_ways(const struct item_output *output, char ret_text[OUTPUT_WAYS_TEXT])
{
    static const char *const words[ITEM_HANDING_COUNT] = {
        [ITEM_HANDING_PRINTED] = N_("当场打印"),      [ITEM_HANDING_SHOWN] = N_("屏幕上看"),
        [ITEM_HANDING_COUNTER] = N_("窗口领取"),      [ITEM_HANDING_POST] = N_("邮寄"),
        [ITEM_HANDING_ELECTRONIC] = N_("手机上看"),   [ITEM_HANDING_ACCOUNT] = N_("转到银行卡"),
        [ITEM_HANDING_MESSAGE] = N_("电话或短信告知")};
    size_t at = 0;
    for (size_t i = 0; i < output->way_count && at < OUTPUT_WAYS_TEXT; i++)
        at += (size_t)snprintf(ret_text + at, OUTPUT_WAYS_TEXT - at, "%s%s", i ? _("，或") : "",
                               _(words[output->way[i]]));
}

struct lines {
    char *text;
    size_t at;
};

/* Cut where the room ends: `at` stays within it. */
static void put(struct lines *l, const char *text)
{
    text_copy(l->text + l->at, OUTPUTS_TEXT - l->at, text);
    l->at += strlen(l->text + l->at);
}

static void add_line(struct lines *l, const char *line)
{
    if (l->at > 0)
        put(l, "\n");
    put(l, line);
}

static void add_named(struct lines *l, const char *name, const char *ways, const char *text)
{
    char line[OUTPUTS_TEXT];
    if (*text)
        snprintf(line, sizeof line, _("%s：%s。%s"), name, ways, text);
    else
        snprintf(line, sizeof line, _("%s：%s。"), name, ways);
    add_line(l, line);
}

static void add_output(struct lines *l, const struct item_output *output, bool brief)
{
    char ways[OUTPUT_WAYS_TEXT];
    outputs_say_ways(output, ways);
    add_named(l, output->result_name, ways, brief ? "" : output->text);
}

static bool is_printed(const struct item_output *output)
{
    return item_output_comes(output, ITEM_HANDING_PRINTED);
}

static bool prints(const struct item *item)
{
    for (size_t i = 0; i < item->output_count; i++)
        if (is_printed(&item->output[i]))
            return true;
    return false;
}

void outputs_say_before(const struct item *item, bool brief, char ret_text[OUTPUTS_TEXT])
{
    struct lines l = {ret_text, 0};
    ret_text[0] = '\0';
    for (size_t i = 0; i < item->output_count; i++)
        add_output(&l, &item->output[i], brief);
    if (!item_submits(item->kind) || prints(item) || brief)
        return;
    add_named(&l, _(item->slip_title), _("当场打印"), "");
}

static void add_after(struct lines *l, const struct item_output *output, bool decided, bool brief)
{
    if (!is_printed(output))
        add_output(l, output, brief);
    else if (decided && *output->text)
        add_line(l, output->text);
}

void outputs_say_after(const struct item *item, bool decided, bool brief,
                       char ret_text[OUTPUTS_TEXT])
{
    struct lines l = {ret_text, 0};
    ret_text[0] = '\0';
    for (size_t i = 0; i < item->output_count; i++)
        add_after(&l, &item->output[i], decided, brief);
}

void outputs_add(struct draft *d, const struct item *item, bool decided)
{
    for (size_t i = 0; i < item->output_count; i++) {
        char line[OUTPUTS_TEXT] = "";
        add_after(&(struct lines){line, 0}, &item->output[i], decided, false);
        if (*line)
            draft_add(d, RECEIPT_TEXT, line);
    }
}
