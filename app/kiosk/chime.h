/* SPDX-License-Identifier: Apache-2.0 */
/* From what the desk knows to what is heard: pure, by the model's own time. */
#pragma once

#include "app/screen/model.h"
#include "app/sound/sound.h"

enum {
    CHIME_FIRST_MS = 2500, /* a card is read, or lifted after a farewell, in less */
    CHIME_EVERY_MS = 6000,
};

struct chime {
    bool known; /* of the visit, when last looked */
    enum visit_paper paper;
    int64_t remind_ms; /* when the next reminder is due; 0: no card was left */
};

/* What has come to be heard since the last look. `left_ms`: since when a card lies there without a
 * visit, 0: none. A reminder is repeated until the card is lifted or, after its time, nobody's. */
enum sound chime_look(struct chime *chime, const struct model *model, int64_t left_ms);
/* When chime_look has something new by time alone; INT64_MAX: never. */
int64_t chime_due(const struct chime *chime);
/* Percent at this hour (0 to 23). */
int chime_volume(const struct settings *settings, int hour);
