/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec_standing.h"

#include "platform/bus/codec_parts.h"
#include "platform/bus/interface.h"

enum err platform_put_standing(sd_bus_message *m, const struct standing *s)
{
    return codec_result(sd_bus_message_append(m, PLATFORM_STANDING_SIGNATURE, s->closed_until_ms,
                                              s->closed.zh, s->closed.en, s->notice_until_ms,
                                              s->notice.zh, s->notice.en, (uint32_t)s->opens_min,
                                              (uint32_t)s->closes_min));
}

static enum err read_words(sd_bus_message *m, int64_t *ret_until_ms, struct standing_words *words)
{
    if (sd_bus_message_read_basic(m, 'x', ret_until_ms) <= 0)
        return ERR_FORMAT;
    TRY(codec_text(m, words->zh, sizeof words->zh));
    return codec_text(m, words->en, sizeof words->en);
}

enum err platform_get_standing(sd_bus_message *m, struct standing *ret_s)
{
    struct standing s = {0};
    uint32_t opens = 0, closes = 0;
    TRY(read_words(m, &s.closed_until_ms, &s.closed));
    TRY(read_words(m, &s.notice_until_ms, &s.notice));
    TRY(codec_u32_below(m, STANDING_DAY_MINUTES, &opens));
    TRY(codec_u32_below(m, STANDING_DAY_MINUTES, &closes));
    s.opens_min = (int)opens;
    s.closes_min = (int)closes;
    *ret_s = s;
    return ERR_NONE;
}
