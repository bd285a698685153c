/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what is safe on the disk of each file, and what is only on its way. */
#pragma once

#include "tests/crash/power/power_disk.h"

enum { TRACK_PATH = 512 };

/* Something that was done and not synced. */
struct pending {
    struct pending *next;
    bool truncates;
    int64_t at; /* of a truncation: the new size */
    size_t size;
    uint8_t data[];
};

struct image {
    uint8_t *data;
    size_t size, room;
};

/* One path, across all its openings and deletions. */
struct track {
    char path[TRACK_PATH];
    bool exists;      /* now */
    bool entry_there; /* on the disk: the directory was synced since it was made */
    struct image safe;
    struct pending *first, **last;
};

/* By its path; the first time as it stands in the real file system. */
struct track *track_of(const char *path);
/* Something was done; `like` without data, NULL for none. NULL track: nothing. */
void track_note(struct track *t, const struct pending *like, const void *data);
/* A file was opened for writing: it exists now. */
void track_made(struct track *t);
void track_deleted(struct track *t, bool sync_dir);
void track_synced(struct track *t);
/* The power went: what is on the disk goes into the real file system, and nothing is tracked. */
void track_settle_all(enum power_loss loss, uint32_t seed);

/* For whoever keeps names by himself. An empty one that has no path. */
void track_begin(struct track *t);
/* What was on its way is on the disk or not; the chance is that of track_seed(). */
void track_lose(struct track *t, enum power_loss loss);
/* Frees what it holds. */
void track_end(struct track *t);
void track_seed(uint32_t seed);
/* 0 to sides - 1. */
uint32_t track_roll(uint32_t sides);
/* Called when a directory is synced: it holds for the names of others in it too. */
void track_on_directory_sync(void (*fn)(void));
