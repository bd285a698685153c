/* SPDX-License-Identifier: Apache-2.0 */
/* What a case lacks. */
#include "platform/bus/codec_parts.h"

enum err platform_put_corrections(sd_bus_message *m, const struct correction_list *list)
{
    int r = sd_bus_message_append(m, "ss", list->project_no, list->task_code);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(sssss)");
    for (size_t i = 0; r >= 0 && i < list->count; i++)
        r = sd_bus_message_append(m, "(sssss)", list->row[i].field, list->row[i].material,
                                  list->row[i].name, list->row[i].reason, list->row[i].until);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_row(sd_bus_message *m, struct correction_list *list)
{
    if (list->count == CORRECTIONS_MAX)
        return ERR_TOO_LONG;
    struct correction *row = &list->row[list->count++];
    TRY(codec_text(m, row->field, sizeof row->field));
    TRY(codec_text(m, row->material, sizeof row->material));
    TRY(codec_text(m, row->name, sizeof row->name));
    TRY(codec_text(m, row->reason, sizeof row->reason));
    TRY(codec_text(m, row->until, sizeof row->until));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_list(sd_bus_message *m, struct correction_list *list)
{
    TRY(codec_text(m, list->project_no, sizeof list->project_no));
    TRY(codec_text(m, list->task_code, sizeof list->task_code));
    if (sd_bus_message_enter_container(m, 'a', "(sssss)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "sssss")) > 0)
        TRY(read_row(m, list));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_corrections(sd_bus_message *m, struct correction_list *ret_list)
{
    *ret_list = (struct correction_list){0};
    enum err e = read_list(m, ret_list);
    if (e != ERR_NONE)
        correction_list_wipe(ret_list);
    return e;
}
