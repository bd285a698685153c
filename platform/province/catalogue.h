/* SPDX-License-Identifier: Apache-2.0 */
/* Which items kiosks may offer, as published: a document of kind "catalogue" (signed.h):
 *   {"catalogue_version": 7, "area_code": "140000", "items": [{"task_code": …, "task_name": …,
 *    "task_version": …, "task_state": "1", "is_service_terminals": "1", "item_sm3": …,
 *    "use_level": "4", "handle_area": "3", "area_code": "140802", "town_code": …,
 *    "village_code": …, "plan_effective_date": "20261201", "plan_cancel_date": "20270101"}, …]}
 * or, where the rows are too many for one reply, in place of `items` the SM3 of parts that hold
 * them in that order, {"items": […]} each: "parts": [{"part_sm3": …}, …] Names are those of
 * up_task_general_basic and up_task_general_extend. Unknown members are passed over. */
#pragma once

#include "platform/bus/types.h"

#define CATALOGUE_KIND "catalogue"

enum {
    CATALOGUE_ITEMS_MAX = 20000,
    CATALOGUE_PARTS_MAX = 256,
    CATALOGUE_PART_MAX = 256 * 1024, /* bytes */
    CATALOGUE_AREA_TEXT = 7,
    CATALOGUE_PLACE_TEXT = 13,
    CATALOGUE_SM3_TEXT = 65
};

struct catalogue_entry {
    struct catalogue_row row; /* its reason: what task_state and is_service_terminals say */
    int from, until;          /* the first day, and the first day no more; 0: not said */
    char use_level;           /* GB/T 39046 A.2, '1' 国家 to '6' 村, '7' 分级; 0: not said */
    char handle_area;         /* 通办范围, '1' 全国 to '6' 跨村; 0: not said */
    /* Whose it is: 6 digits GB/T 2260, 9 of a town, 12 of a village; "" when not said. */
    char place[CATALOGUE_PLACE_TEXT];
    char sm3[CATALOGUE_SM3_TEXT]; /* of the item's file, small hex; "": the kiosk carries its own */
};

struct catalogue_part {
    char sm3[CATALOGUE_SM3_TEXT]; /* small hex */
};

struct catalogue {
    uint32_t version;
    char area[CATALOGUE_AREA_TEXT]; /* GB/T 2260 */
    size_t count;                   /* rows of the parts that joined */
    struct catalogue_entry *entry;
    size_t part_count, joined; /* it is whole when they are equal */
    struct catalogue_part *part;
};

/* The caller calls catalogue_done(). ERR_FORMAT, ERR_RANGE, ERR_TOO_LONG, ERR_MEMORY; ERR_CONFLICT:
 * an item or a part stands there twice. One bad row refuses all. */
MUST_CHECK enum err catalogue_read(const char *body, size_t size, struct catalogue *ret_catalogue);
/* The next part, part[joined]. ERR_CHECKSUM: it is not the one that was signed; else as
 * catalogue_read(). What joined before stays; ERR_USAGE: it is whole. */
MUST_CHECK enum err catalogue_join(struct catalogue *catalogue, const char *text, size_t size);
bool catalogue_is_whole(const struct catalogue *catalogue);
void catalogue_done(struct catalogue *catalogue);

/* May it be offered on that day at that place (6 digits, or 12 with town and village)? The area
 * counts as far as 行使层级 reaches, further where it is 通办. */
enum catalogue_reason catalogue_look(const struct catalogue_entry *entry, const char *place,
                                     int date);
/* Are these the bytes that were signed? ERR_CHECKSUM: they are not. */
MUST_CHECK enum err catalogue_check_bytes(const char *sm3, const char *text, size_t size);
/* Is this the item's file? ERR_CHECKSUM: another digest than the signed one; ERR_CONFLICT: of
 * another item or version; ERR_FORMAT. */
MUST_CHECK enum err catalogue_check_item(const struct catalogue_entry *entry, const char *text,
                                         size_t size);
