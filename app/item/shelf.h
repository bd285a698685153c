/* SPDX-License-Identifier: Apache-2.0 */
/* All items of this kiosk: of each its face, the whole document only while it is used. A bad file
 * is named in the log with line and reason and left out; the others stay. */
#pragma once

#include "app/item/face.h"

enum {
    SHELF_MAX = 20480,
    SHELF_OPEN_MAX = 4, /* documents kept at a time; the one opened longest ago goes first */
    SHELF_PATH_MAX = 512,
    SHELF_PLACES_MAX = 2
};

#define SHELF_INDEX "items.index"

struct shelf_entry {
    struct face face;
    char *line, *file; /* what the face points into; the name in the directory */
    struct item *item; /* while it is open */
    uint32_t turn;     /* when it was opened */
    uint8_t place;     /* which directory */
    bool withdrawn;    /* the province does not offer it now */
};

struct shelf {
    size_t places;
    char directory[SHELF_PLACES_MAX][SHELF_PATH_MAX];
    size_t count;
    struct shelf_entry *entry; /* in the tiles' order, then by file name */
    uint32_t *by_code;         /* indexes in the order of the codes */
    uint32_t turn;
};

/* Reads <directory>/ *.json in the order of their tiles, then by name. What <directory>/items.index
 * says of a file that is as old and as long as it was and older than the index is believed;
 * everything else is parsed. ERR_ABSENT when the directory cannot be read. An empty shelf is no
 * error. `ret_left_out` (may be NULL) counts the bad files. */
MUST_CHECK enum err shelf_load(const char *directory, struct shelf *ret_shelf,
                               size_t *ret_left_out);
/* The same with the items of another directory beside them; of two with one code this one stays.
 * On failure the shelf is as it was; ERR_USAGE: no more places. */
MUST_CHECK enum err shelf_join(struct shelf *shelf, const char *directory, size_t *ret_left_out);
void shelf_done(struct shelf *shelf);
/* Writes <directory>/items.index for a shelf loaded from there, and nothing joined, whole or not at
 * all. ERR_DISK, ERR_ACCESS, ERR_MEMORY. */
MUST_CHECK enum err shelf_write_index(const struct shelf *shelf);

/* The whole item. It stays as long as fewer than SHELF_OPEN_MAX others are opened after it.
 * ERR_ABSENT when it is not there or withdrawn; what item_parse() returns when the file has become
 * bad, and then it is withdrawn and named in the log. */
MUST_CHECK enum err shelf_open(struct shelf *shelf, size_t index, const struct item **ret_item);
/* An item that lies in no file; the shelf owns it. ERR_MEMORY, ERR_CONFLICT (too many, or its code
 * is there), and then the caller still does. */
MUST_CHECK enum err shelf_put(struct shelf *shelf, struct item *item);

/* False when it is not there or withdrawn. */
bool shelf_find(const struct shelf *shelf, const char *task_code, size_t *ret_index);
/* What the province's catalogue says of one item; unknown codes are ignored. */
void shelf_offer(struct shelf *shelf, const char *task_code, bool offered);
/* Before a catalogue is told: what it does not name is not offered. */
void shelf_withdraw_all(struct shelf *shelf);
size_t shelf_offered(const struct shelf *shelf);
