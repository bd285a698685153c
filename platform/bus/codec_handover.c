/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec_handover.h"

#include "platform/bus/codec.h"
#include "platform/bus/codec_parts.h"
#include "platform/bus/interface.h"

enum err platform_put_handover_wish(sd_bus_message *m, const struct handover_wish *w)
{
    TRY(platform_put_application(m, &w->application));
    int r = sd_bus_message_open_container(m, 'a', "(ssb)");
    for (size_t i = 0; r >= 0 && i < w->count; i++)
        r = sd_bus_message_append(m, "(ssb)", w->lack[i].name, w->lack[i].label,
                                  (int)w->lack[i].material);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_lack(sd_bus_message *m, struct handover_wish *w)
{
    int material = 0;
    if (w->count == HANDOVER_LACKS_MAX)
        return ERR_TOO_LONG;
    struct handover_lack *lack = &w->lack[w->count++];
    TRY(codec_text(m, lack->name, sizeof lack->name));
    TRY(codec_text(m, lack->label, sizeof lack->label));
    if (sd_bus_message_read_basic(m, 'b', &material) <= 0)
        return ERR_FORMAT;
    lack->material = material;
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_lacks(sd_bus_message *m, struct handover_wish *w)
{
    int r;
    if (sd_bus_message_enter_container(m, 'a', "(ssb)") <= 0)
        return ERR_FORMAT;
    while ((r = sd_bus_message_enter_container(m, 'r', "ssb")) > 0)
        TRY(read_lack(m, w));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_handover_wish(sd_bus_message *m, struct handover_wish *ret_w)
{
    wipe(ret_w, sizeof *ret_w);
    enum err e = platform_get_application(m, &ret_w->application);
    if (e == ERR_NONE)
        e = read_lacks(m, ret_w);
    if (e != ERR_NONE)
        handover_wish_wipe(ret_w);
    return e;
}

enum err platform_put_handover(sd_bus_message *m, const struct handover *h)
{
    return codec_result(sd_bus_message_append(m, PLATFORM_HANDOVER_SIGNATURE, h->url, h->code,
                                              h->place, h->until_ms));
}

static enum err read_handover(sd_bus_message *m, struct handover *h)
{
    TRY(codec_text(m, h->url, sizeof h->url));
    TRY(codec_text(m, h->code, sizeof h->code));
    TRY(codec_text(m, h->place, sizeof h->place));
    if (sd_bus_message_read_basic(m, 'x', &h->until_ms) <= 0)
        return ERR_FORMAT;
    return handover_url_is_good(h->url) && handover_code_is_good(h->code) && h->until_ms > 0
               ? ERR_NONE
               : ERR_RANGE;
}

enum err platform_get_handover(sd_bus_message *m, struct handover *ret_h)
{
    wipe(ret_h, sizeof *ret_h);
    enum err e = read_handover(m, ret_h);
    if (e != ERR_NONE)
        handover_wipe(ret_h);
    return e;
}
