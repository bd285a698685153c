/* SPDX-License-Identifier: Apache-2.0 */
/* How the items stand that make one case together. */
#include "platform/bus/codec_parts.h"

enum err platform_put_parts(sd_bus_message *m, const struct part_list *list)
{
    int r = sd_bus_message_append(m, "u", (uint32_t)list->state);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(ussssss)");
    for (size_t i = 0; r >= 0 && i < list->count; i++) {
        const struct case_part *part = &list->part[i];
        r = sd_bus_message_append(m, "(ussssss)", (uint32_t)part->state, part->task_code,
                                  part->task_name, part->dept_name, part->message,
                                  part->promise_date, part->project_no);
    }
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_state(sd_bus_message *m, enum case_state *ret_state)
{
    uint32_t state = 0;
    TRY(codec_u32_below(m, CASE_STATE_COUNT, &state));
    *ret_state = (enum case_state)state;
    return ERR_NONE;
}

static enum err read_part(sd_bus_message *m, struct part_list *list)
{
    if (list->count == PARTS_MAX)
        return ERR_TOO_LONG;
    struct case_part *part = &list->part[list->count++];
    TRY(read_state(m, &part->state));
    TRY(codec_text(m, part->task_code, sizeof part->task_code));
    TRY(codec_text(m, part->task_name, sizeof part->task_name));
    TRY(codec_text(m, part->dept_name, sizeof part->dept_name));
    TRY(codec_text(m, part->message, sizeof part->message));
    TRY(codec_text(m, part->promise_date, sizeof part->promise_date));
    TRY(codec_text(m, part->project_no, sizeof part->project_no));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_list(sd_bus_message *m, struct part_list *list)
{
    TRY(read_state(m, &list->state));
    if (sd_bus_message_enter_container(m, 'a', "(ussssss)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "ussssss")) > 0)
        TRY(read_part(m, list));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_parts(sd_bus_message *m, struct part_list *ret_list)
{
    *ret_list = (struct part_list){0};
    enum err e = read_list(m, ret_list);
    if (e != ERR_NONE)
        part_list_wipe(ret_list);
    return e;
}
