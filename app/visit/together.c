/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/together.h"

#include <string.h>

#include "app/visit/visit.h"
#include "platform/base/text.h"

bool together_files(const struct visit *visit, size_t part)
{
    return visit->item && !visit->correction.begun && part < visit->item->part_count &&
           form_holds(&visit->form, &visit->item->part[part].when);
}

size_t together_count(const struct visit *visit)
{
    size_t count = 0;
    for (size_t i = 0; visit->item && i < visit->item->part_count; i++)
        count += together_files(visit, i);
    return count;
}

static bool counts(const struct visit *visit, size_t part)
{
    return !visit || together_files(visit, part);
}

size_t together_departments(const struct item *item, const struct visit *visit)
{
    size_t count = 0;
    for (size_t i = 0; i < item->part_count; i++) {
        bool again = !counts(visit, i);
        for (size_t k = 0; k < i; k++)
            again = again || (counts(visit, k) &&
                              strcmp(item->part[k].dept_name, item->part[i].dept_name) == 0);
        count += !again;
    }
    return count;
}

bool together_serves(const struct visit *visit, int material)
{
    uint32_t parts = visit->item->material[material].parts;
    return parts == 0 || together_bits(visit, parts) != 0;
}

uint32_t together_bits(const struct visit *visit, uint32_t parts)
{
    uint32_t bits = 0;
    size_t filed = 0;
    for (size_t i = 0; i < visit->item->part_count; i++)
        if (together_files(visit, i))
            bits |= (parts >> i & 1) << filed++;
    return bits;
}

void together_add(const struct visit *visit, struct application *application)
{
    for (size_t i = 0; i < visit->item->part_count; i++) {
        if (!together_files(visit, i))
            continue;
        struct application_part *to = &application->part[application->parts++];
        text_copy(to->task_code, sizeof to->task_code, visit->item->part[i].task_code);
        text_copy(to->task_version, sizeof to->task_version, visit->item->part[i].task_version);
    }
}

void together_choose(struct visit *visit, size_t which)
{
    together_forget(visit);
    if (which >= visit->cases.count)
        return;
    visit->parts.which = which;
    text_copy(visit->parts.project_no, NUMBER_TEXT, visit->cases.row[which].project_no);
}

void together_take(struct visit *visit, const struct part_list *list)
{
    visit->parts.list = *list;
    visit->parts.known = true;
}

void together_forget(struct visit *visit)
{
    wipe(&visit->parts, sizeof visit->parts);
}

const struct case_part *together_told(const struct visit *visit, const char *task_code)
{
    const struct part_list *list = &visit->parts.list;
    for (size_t i = 0; visit->parts.known && i < list->count; i++)
        if (strcmp(list->part[i].task_code, task_code) == 0)
            return &list->part[i];
    return NULL;
}
