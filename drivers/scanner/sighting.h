/* SPDX-License-Identifier: Apache-2.0 */
/* Which of the codes that pass before a camera is the one the citizen means. Pure: it is told what
 * each frame showed, and when.
 *
 * Several codes in one frame are none, until one remains: which is meant nobody can know. One alone
 * is taken when it is seen twice with no other in between, or when no other shows up for a while. A
 * code that the last scan ended with and that has lain there since is not taken again before it was
 * out of sight: it may be the former citizen's. Of a former code only a keyed hash is kept. */
#pragma once

#include "drivers/scanner/reader.h"

enum {
    SIGHTING_ALONE_MS = 300, /* seen once, then nothing else for so long */
    SIGHTING_AWAY_MS = 700,  /* out of sight for so long, ... */
    SIGHTING_AWAY_FRAMES = 3 /* ... and in so many frames: shown anew */
};

/* Why what is in sight is not taken. */
enum sighting_block { SIGHTING_FREE, SIGHTING_SEVERAL, SIGHTING_FORMER };

struct sighting {
    enum sighting_block block; /* of the frame seen last */
    uint64_t key, former;
    bool has_former, lies;
    unsigned missed;         /* frames looked at since the former code was seen */
    int64_t missing_ms;      /* when the first of them was */
    struct reader_code held; /* ours; no data: none */
    int64_t held_ms;
};

/* For the first scan; the hash's key is made. ERR_LIBRARY. */
MUST_CHECK enum err sighting_init(struct sighting *s);
/* A scan begins. */
void sighting_begin(struct sighting *s);
/* Another frame was looked at. True: s->held is the code, and remembered as the former one. */
bool sighting_see(struct sighting *s, const struct reader_codes *codes, int64_t now_ms);
/* A code is held that waits to be confirmed: the next frame is worth a whole look. */
static inline bool sighting_waits(const struct sighting *s)
{
    return s->held.data;
}
/* Erases what is held. */
void sighting_wipe(struct sighting *s);
