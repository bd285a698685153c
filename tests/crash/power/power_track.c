/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/power/power_track.h"

#include <string.h>

#include "platform/base/text.h"

/* What stands here goes to the real file system by stdio: the calls that power_files takes are cut.
 */
enum { FILES_MAX = 8, SECTOR = 512 };

static struct track tracks[FILES_MAX];
static void (*on_directory_sync)(void);

void track_on_directory_sync(void (*fn)(void))
{
    on_directory_sync = fn;
}

static void image_resize(struct image *image, size_t size)
{
    if (size > image->room) {
        image->data = realloc(image->data, size * 2);
        if (!image->data)
            abort();
        image->room = size * 2;
    }
    if (size > image->size)
        memset(image->data + image->size, 0, size - image->size);
    image->size = size;
}

static void image_write(struct image *image, int64_t at, const uint8_t *data, size_t size)
{
    if ((size_t)at + size > image->size)
        image_resize(image, (size_t)at + size);
    memcpy(image->data + at, data, size);
}

static void apply(struct image *image, const struct pending *p)
{
    if (p->truncates)
        image_resize(image, (size_t)p->at);
    else
        image_write(image, p->at, p->data, p->size);
}

/* Tracks. */

void track_note(struct track *t, const struct pending *like, const void *data)
{
    if (!t)
        return;
    struct pending *p = malloc(sizeof *p + like->size);
    if (!p)
        abort();
    *p = *like;
    p->next = NULL;
    if (data)
        memcpy(p->data, data, like->size);
    *t->last = p;
    t->last = &p->next;
}

static void forget(struct track *t)
{
    while (t->first) {
        struct pending *p = t->first;
        t->first = p->next;
        free(p);
    }
    t->last = &t->first;
}

static void read_image(struct track *t)
{
    AUTO(auto_fclose) FILE *f = fopen(t->path, "re");
    uint8_t buffer[4096];
    size_t n;
    image_resize(&t->safe, 0);
    while (f && (n = fread(buffer, 1, sizeof buffer, f)) > 0)
        image_write(&t->safe, (int64_t)t->safe.size, buffer, n);
}

struct track *track_of(const char *path)
{
    struct track *empty = NULL;
    for (size_t i = 0; i < FILES_MAX; i++) {
        if (strcmp(tracks[i].path, path) == 0)
            return &tracks[i];
        if (!tracks[i].path[0] && !empty)
            empty = &tracks[i];
    }
    if (!empty)
        abort();
    text_copy(empty->path, sizeof empty->path, path);
    empty->last = &empty->first;
    empty->exists = empty->entry_there = access(path, F_OK) == 0;
    read_image(empty);
    return empty;
}

void track_begin(struct track *t)
{
    *t = (struct track){.exists = false};
    t->last = &t->first;
}

void track_end(struct track *t)
{
    forget(t);
    free(t->safe.data);
    *t = (struct track){.exists = false};
}

/* A sync of the directory holds for every entry in it. */
static void sync_directory(void)
{
    for (size_t i = 0; i < FILES_MAX; i++)
        if (tracks[i].path[0])
            tracks[i].entry_there = tracks[i].exists;
    if (on_directory_sync)
        on_directory_sync();
}

void track_synced(struct track *t)
{
    if (!t)
        return;
    for (const struct pending *p = t->first; p; p = p->next)
        apply(&t->safe, p);
    forget(t);
    if (!t->entry_there)
        sync_directory();
}

/* A file that was deleted may come back with what it held: `safe` stays until its name is taken. */
void track_made(struct track *t)
{
    bool was_there = t->exists;
    t->exists = true;
    if (was_there)
        return;
    forget(t);
    if (!t->entry_there)
        image_resize(&t->safe, 0);
    else
        track_note(t, &(struct pending){.truncates = true}, NULL);
}

void track_deleted(struct track *t, bool sync_dir)
{
    t->exists = false;
    forget(t);
    if (sync_dir)
        sync_directory();
}

/* Afterwards. */

static uint32_t chance;

void track_seed(uint32_t seed)
{
    chance = seed * 2654435761u | 1u;
}

/* xorshift32 */
uint32_t track_roll(uint32_t sides)
{
    chance ^= chance << 13;
    chance ^= chance >> 17;
    chance ^= chance << 5;
    return chance % sides;
}

static void tear(struct pending *p)
{
    p->size = track_roll((uint32_t)(p->size / SECTOR) + 1) * SECTOR;
}

static void garble(struct pending *p)
{
    size_t at = track_roll((uint32_t)(p->size / SECTOR) + 1) * SECTOR;
    for (size_t i = at; i < p->size && i < at + SECTOR; i++)
        p->data[i] = (uint8_t)track_roll(256);
}

void track_lose(struct track *t, enum power_loss loss)
{
    size_t count = 0, i = 0;
    for (const struct pending *p = t->first; p; p = p->next)
        count++;
    size_t keep = loss == POWER_PREFIX ? track_roll((uint32_t)count + 1) : 0;
    size_t hurt = count ? track_roll((uint32_t)count) : 0;
    for (struct pending *p = t->first; p; p = p->next, i++) {
        bool kept = loss == POWER_PREFIX ? i < keep : loss != POWER_DROP && track_roll(2);
        if (i == hurt && !p->truncates && loss == POWER_TORN)
            tear(p);
        if (i == hurt && !p->truncates && loss == POWER_GARBLE)
            garble(p);
        if (kept)
            apply(&t->safe, p);
    }
    forget(t);
}

static void write_back(const struct track *t)
{
    FILE *f = fopen(t->path, "we");
    if (!f || fwrite(t->safe.data, 1, t->safe.size, f) != t->safe.size || fclose(f) != 0)
        abort();
}

static void settle(struct track *t, enum power_loss loss)
{
    bool there = t->entry_there;
    if (t->exists != t->entry_there && loss != POWER_DROP && track_roll(2))
        there = t->exists; /* the entry was written all the same */
    track_lose(t, loss);
    if (there)
        write_back(t);
    else
        remove(t->path);
    track_end(t);
}

void track_settle_all(enum power_loss loss, uint32_t seed)
{
    track_seed(seed);
    for (size_t i = 0; i < FILES_MAX; i++)
        if (tracks[i].path[0])
            settle(&tracks[i], loss);
}
