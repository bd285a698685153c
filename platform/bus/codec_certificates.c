/* SPDX-License-Identifier: Apache-2.0 */
/* A person's electronic certificates. */
#include "platform/bus/codec_parts.h"

#define ROW "ssssss"

enum err platform_put_certificates(sd_bus_message *m, const struct certificate_list *list)
{
    int r = sd_bus_message_append(m, "bu", (int)list->more, list->unsound);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(" ROW ")");
    for (size_t i = 0; r >= 0 && i < list->count; i++) {
        const struct certificate *row = &list->row[i];
        r = sd_bus_message_append(m, "(" ROW ")", row->identifier, row->name, row->number,
                                  row->dept, row->issue_date, row->grade);
    }
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_row(sd_bus_message *m, struct certificate_list *list)
{
    if (list->count == CERTIFICATES_MAX)
        return ERR_TOO_LONG;
    struct certificate *row = &list->row[list->count++];
    TRY(codec_text(m, row->identifier, sizeof row->identifier));
    TRY(codec_text(m, row->name, sizeof row->name));
    TRY(codec_text(m, row->number, sizeof row->number));
    TRY(codec_text(m, row->dept, sizeof row->dept));
    TRY(codec_text(m, row->issue_date, sizeof row->issue_date));
    TRY(codec_text(m, row->grade, sizeof row->grade));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_list(sd_bus_message *m, struct certificate_list *list)
{
    TRY(codec_flag(m, &list->more));
    TRY(codec_u32_below(m, CERTIFICATES_MAX + 1, &list->unsound));
    if (sd_bus_message_enter_container(m, 'a', "(" ROW ")") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', ROW)) > 0)
        TRY(read_row(m, list));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_certificates(sd_bus_message *m, struct certificate_list *ret_list)
{
    *ret_list = (struct certificate_list){0};
    enum err e = read_list(m, ret_list);
    if (e != ERR_NONE)
        certificate_list_wipe(ret_list);
    return e;
}
