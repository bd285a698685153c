/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/together_words.h"

#include "app/print/together.h"
#include "app/words/words.h"
#include "platform/base/clock.h"

/* 上户口（公安）、预防接种证（疾控）: those that are always asked for, or those that are for
 * choice. */
static size_t add_names(const struct item *item, bool choice, size_t at, char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < item->part_count && at < TOGETHER_TEXT; i++) {
        if (item_when_is_any(&item->part[i].when) != choice)
            continue;
        at += (size_t)snprintf(text + at, TOGETHER_TEXT - at, "%s", count++ ? _("、") : "");
        if (at < TOGETHER_TEXT)
            at += (size_t)snprintf(text + at, TOGETHER_TEXT - at, _("%1$s（%2$s）"),
                                   item->part[i].task_name, item->part[i].dept_name);
    }
    return at;
}

static bool offers_choice(const struct item *item)
{
    for (size_t i = 0; i < item->part_count; i++)
        if (item_when_is_any(&item->part[i].when))
            return true;
    return false;
}

void together_say_offer(const struct item *item, char ret_title[TOGETHER_TITLE],
                        char ret_text[TOGETHER_TEXT])
{
    ret_title[0] = ret_text[0] = '\0';
    if (item->part_count == 0)
        return;
    snprintf(ret_title, TOGETHER_TITLE, _("一次填写，%zu 个部门一起办"),
             together_departments(item, NULL));
    size_t at = add_names(item, false, 0, ret_text);
    if (!offers_choice(item) || at >= TOGETHER_TEXT)
        return;
    at += (size_t)snprintf(ret_text + at, TOGETHER_TEXT - at, "\n%s", _("要的话还有："));
    if (at < TOGETHER_TEXT)
        (void)add_names(item, true, at, ret_text);
}

int together_rows_filed(const struct visit *visit, char ret_title[TOGETHER_TITLE],
                        struct row ret_rows[ITEM_PARTS_MAX])
{
    const struct item *item = visit->item;
    int count = 0;
    snprintf(ret_title, TOGETHER_TITLE, _("一起办的 %zu 项"), together_count(visit));
    for (size_t i = 0; i < item->part_count; i++)
        if (together_files(visit, i)) {
            ret_rows[count] = (struct row){.label = count ? "" : ret_title,
                                           .value = item->part[i].task_name,
                                           .source = item->part[i].dept_name};
            count++;
        }
    return count;
}

int together_rows(const struct model *model, struct together_line ret_lines[ITEM_PARTS_MAX],
                  struct row ret_rows[ITEM_PARTS_MAX])
{
    const struct visit *visit = &model->visit;
    int count = 0;
    for (size_t i = 0; i < visit->item->part_count; i++) {
        if (!together_files(visit, i))
            continue;
        together_say(visit, i, &model->calendar, clock_wall_ms(), ret_lines[count].by);
        ret_rows[count] = (struct row){.label = visit->item->part[i].dept_name,
                                       .value = visit->item->part[i].task_name,
                                       .source = ret_lines[count].by};
        count++;
    }
    return count;
}

void together_say_progress(size_t count, size_t done, char ret_text[TOGETHER_TITLE])
{
    if (done == count)
        snprintf(ret_text, TOGETHER_TITLE, _("%zu 项都办好了"), count);
    else
        snprintf(ret_text, TOGETHER_TITLE, _("%1$zu 项办好了 %2$zu 项"), count, done);
}
