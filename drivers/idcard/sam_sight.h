/* SPDX-License-Identifier: Apache-2.0 */
/* Is a card on the plate, and may it be read? The module answers "no card" both when there is none
 * and when one lies there that was read already, so the answer needs memory. */
#pragma once

#include "drivers/idcard/sam_link.h"

enum sight {
    SIGHT_NOTHING,
    SIGHT_CARD, /* found: it can be selected and read now */
    SIGHT_USED, /* there, but the module does not give it again before it is lifted */
};

/* A little more than two looks of an idle reader. */
enum { SIGHT_FRESH_MS = 2000 };

struct sam_sight {
    bool present;
    bool no_addresses; /* the module does not know that question; it stays so */
    bool refused;      /* this card cannot be read; forgotten when it is lifted */
    int misses;        /* looks in a row that saw nothing */
    int64_t empty_ms;  /* when a look last saw nothing, by clock_now_ms(); 0: never */
};

/* Starts with "perhaps a card": what lay there before us must be noticed. */
void sam_sight_init(struct sam_sight *sight);
/* A look within the last SIGHT_FRESH_MS saw an empty plate: what lies there now was put down since.
 */
bool sam_sight_was_empty(const struct sam_sight *sight);
/* One look. A card counts as gone after two looks in a row that see nothing. ERR_DEVICE_FAULT,
 * ERR_NOT_AUTHORISED, ERR_FORMAT and what the wire says. */
MUST_CHECK enum err sam_look(struct sam_sight *sight, struct sam_link *link, enum sight *ret_sight);
