/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/chime.h"

static bool reminds(struct chime *chime, const struct model *model, int64_t left_ms)
{
    if (left_ms == 0 || model->card_left) {
        chime->remind_ms = 0;
        return false;
    }
    if (chime->remind_ms == 0)
        chime->remind_ms = left_ms + CHIME_FIRST_MS;
    if (model->now_ms < chime->remind_ms)
        return false;
    chime->remind_ms = model->now_ms + CHIME_EVERY_MS;
    return true;
}

enum sound chime_look(struct chime *chime, const struct model *model, int64_t left_ms)
{
    const struct visit *visit = &model->visit;
    struct chime was = *chime;
    chime->known = visit->identity != VISIT_UNKNOWN;
    chime->paper = visit->paper;
    if (reminds(chime, model, left_ms))
        return SOUND_LIFT_CARD;
    if (visit->paper == VISIT_PAPER_DONE && was.paper != VISIT_PAPER_DONE)
        return SOUND_SLIP;
    if (visit->identity == VISIT_BY_CARD && !was.known)
        return SOUND_CARD_READ;
    return SOUND_NONE;
}

int64_t chime_due(const struct chime *chime)
{
    return chime->remind_ms ? chime->remind_ms : INT64_MAX;
}

int chime_volume(const struct settings *settings, int hour)
{
    int from = settings->sound.night_from_h, until = settings->sound.night_until_h;
    bool night = from <= until ? hour >= from && hour < until : hour >= from || hour < until;
    return night ? settings->sound.night_volume : settings->sound.volume;
}
