/* SPDX-License-Identifier: Apache-2.0 */
/* The items that the province sent, on disk. $BUDAYANG_ITEMS holds sets, each a folder of its own:
 *   7/catalogue.signed     the catalogue as it came
 *   7/<part_sm3>.part      a part of it, where it is in parts
 *   7/<task_code>.json     an item that it signs; a file that did not change is the same file
 *   7/items.index          so that a screen with thousands of items starts at once
 *   current → 7            the set that counts
 * A set is made ready beside the one that counts and becomes it by one rename: before, all is as it
 * was; after, all is new. The set before stays for a screen that still reads it. */
#pragma once

#include "platform/province/catalogue.h"
#include "platform/province/signed.h"

enum {
    STOCK_PATH = 512,
    STOCK_NAME = 16,
    STOCK_SET_MAX = 128 * 1024 * 1024, /* bytes of all items of a set */
};

struct stock {
    char current[STOCK_NAME]; /* the set that counts, "" when there is none */
    char fresh[STOCK_NAME];   /* the one being made ready */
    size_t bytes;             /* of its items */
};

/* Which set counts. */
void stock_open(struct stock *stock);
/* Its catalogue as it came. ERR_ABSENT: there is no set. The caller frees. */
MUST_CHECK enum err stock_read_catalogue(const struct stock *stock, char **ret_text,
                                         size_t *ret_size);
/* The catalogue's parts from the set that counts, until it is whole. */
MUST_CHECK enum err stock_join(const struct stock *stock, struct catalogue *catalogue);
/* ERR_NONE: the set that counts has this item's file as it was signed. */
MUST_CHECK enum err stock_look(const struct stock *stock, const struct catalogue_entry *entry);

/* Begins a set for that version, or goes on with one that was begun; sets that are neither this one
 * nor the one that counts are removed. ERR_DISK, ERR_ACCESS and what else errno says. */
MUST_CHECK enum err stock_begin(struct stock *stock, uint32_t version);
/* The catalogue's next part from where it is; it joins. ERR_ABSENT: it must be fetched; what
 * catalogue_join() says. */
MUST_CHECK enum err stock_carry_part(struct stock *stock, struct catalogue *catalogue);
/* The part that was fetched; it joins. */
MUST_CHECK enum err stock_put_part(struct stock *stock, struct catalogue *catalogue,
                                   struct signed_text part);
/* Takes the item's file from where it is. ERR_ABSENT: it must be fetched; ERR_TOO_LONG: the set is
 * larger than allowed. */
MUST_CHECK enum err stock_carry(struct stock *stock, const struct catalogue_entry *entry);
/* The file that was fetched; what catalogue_check_item() says, ERR_TOO_LONG, or the disk's errors.
 */
MUST_CHECK enum err stock_put(struct stock *stock, const struct catalogue_entry *entry,
                              struct signed_text file);
/* Nothing else is in the set: removes files that the catalogue does not name. */
MUST_CHECK enum err stock_trim(const struct stock *stock, const struct catalogue *catalogue);
/* The folder of the set that is being made ready. */
MUST_CHECK enum err stock_fresh_path(const struct stock *stock, char ret_path[STOCK_PATH]);
/* The set counts from now on, also after a power cut. */
MUST_CHECK enum err stock_commit(struct stock *stock, struct signed_text catalogue);
