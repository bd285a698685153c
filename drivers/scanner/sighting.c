/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/sighting.h"

#include <string.h>
#include <sys/random.h>

#include "platform/base/secret.h"

/* FNV-1a from a secret start: tells codes apart, and cannot be looked up elsewhere. */
static uint64_t hash(const struct sighting *s, const struct reader_code *c)
{
    uint64_t h = s->key;
    for (size_t i = 0; i < c->size; i++)
        h = (h ^ c->data[i]) * 0x100000001B3u;
    return h ^ c->size;
}

enum err sighting_init(struct sighting *s)
{
    uint64_t key;
    if (getrandom(&key, sizeof key, 0) != (ssize_t)sizeof key)
        return ERR_LIBRARY;
    *s = (struct sighting){.key = key};
    return ERR_NONE;
}

void sighting_wipe(struct sighting *s)
{
    if (s->held.data)
        wipe_free(s->held.data, s->held.size);
    s->held = (struct reader_code){0};
}

void sighting_begin(struct sighting *s)
{
    sighting_wipe(s);
    s->lies = s->has_former;
    s->missed = 0;
}

static bool shows_former(const struct sighting *s, const struct reader_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        if (hash(s, &codes->code[i]) == s->former)
            return true;
    return false;
}

/* Does the former code still lie there, and in this frame? Only frames tell that it is away: a
 * machine that looked at none for a while has not seen it leave. */
static bool follow_former(struct sighting *s, const struct reader_codes *codes, int64_t now_ms)
{
    bool shown = s->lies && shows_former(s, codes);
    if (s->missed >= SIGHTING_AWAY_FRAMES && now_ms - s->missing_ms >= SIGHTING_AWAY_MS)
        s->lies = false;
    if (!s->lies || shown) {
        s->missed = 0;
        return s->lies;
    }
    if (s->missed++ == 0)
        s->missing_ms = now_ms;
    return false;
}

static bool is_held(const struct sighting *s, const struct reader_code *c)
{
    return s->held.data && s->held.size == c->size && memcmp(s->held.data, c->data, c->size) == 0;
}

static void hold(struct sighting *s, const struct reader_code *c, int64_t now_ms)
{
    sighting_wipe(s);
    s->held.data = malloc(c->size);
    if (!s->held.data)
        return; /* the next frame tries again */
    memcpy(s->held.data, c->data, c->size);
    s->held.size = c->size;
    s->held_ms = now_ms;
}

static bool take(struct sighting *s)
{
    s->former = hash(s, &s->held);
    s->has_former = true;
    return true;
}

bool sighting_see(struct sighting *s, const struct reader_codes *codes, int64_t now_ms)
{
    const struct reader_code *c = &codes->code[0];
    s->block = SIGHTING_FREE;
    bool former = follow_former(s, codes, now_ms);
    if (codes->count == 0)
        return s->held.data && now_ms - s->held_ms >= SIGHTING_ALONE_MS && take(s);
    if (codes->count > 1 || former) {
        s->block = codes->count > 1 ? SIGHTING_SEVERAL : SIGHTING_FORMER;
        sighting_wipe(s);
        return false;
    }
    if (is_held(s, c))
        return take(s);
    hold(s, c, now_ms);
    return false;
}
