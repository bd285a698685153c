/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_sight.h"

#include "platform/base/clock.h"

enum { ASK_MS = 1000, MISSES_MEAN_GONE = 2 };

void sam_sight_init(struct sam_sight *sight)
{
    *sight = (struct sam_sight){.present = true, .misses = MISSES_MEAN_GONE - 1};
}

static enum err find(struct sam_link *link, bool *ret_found)
{
    struct sam_answer answer;
    TRY(sam_ask(link, SAM_FIND, ASK_MS, &answer));
    if (answer.status != SAM_FOUND && answer.status != SAM_NO_CARD) {
        enum err e = sam_status_err(answer.status);
        if (err_category(e) != ERR_CAT_CITIZEN) {
            sam_link_distrust(link);
            return e;
        }
    }
    *ret_found = answer.status == SAM_FOUND;
    return ERR_NONE;
}

static enum err ask_presence(const struct sam_sight *sight, struct sam_link *link,
                             uint8_t *ret_status)
{
    struct sam_answer answer;
    TRY(sam_ask(link, sight->no_addresses ? SAM_MANAGED : SAM_ADDRESSES, ASK_MS, &answer));
    sam_link_wipe(link);
    *ret_status = answer.status;
    return ERR_NONE;
}

/* A card that was read answers the question for later addresses, or for its management number where
 * the module knows no addresses, with some or with "none"; an empty plate answers neither (single
 * source). */
static enum err is_still_there(struct sam_sight *sight, struct sam_link *link, bool *ret_there)
{
    uint8_t status = 0;
    TRY(ask_presence(sight, link, &status));
    if (status == SAM_UNKNOWN_COMMAND && !sight->no_addresses) {
        sight->no_addresses = true;
        TRY(ask_presence(sight, link, &status));
    }
    *ret_there = status == SAM_OK || status == SAM_NO_ITEM;
    return ERR_NONE;
}

static void note(struct sam_sight *sight, bool seen)
{
    if (seen) {
        sight->present = true;
        sight->misses = 0;
    } else if (++sight->misses >= MISSES_MEAN_GONE) {
        *sight = (struct sam_sight){.misses = MISSES_MEAN_GONE,
                                    .empty_ms = clock_now_ms(),
                                    .no_addresses = sight->no_addresses};
    }
}

enum err sam_look(struct sam_sight *sight, struct sam_link *link, enum sight *ret_sight)
{
    bool found = false, there = false;
    TRY(find(link, &found));
    if (!found && sight->present)
        TRY(is_still_there(sight, link, &there));
    note(sight, found || there);
    *ret_sight = found ? SIGHT_CARD : sight->present ? SIGHT_USED : SIGHT_NOTHING;
    return ERR_NONE;
}

bool sam_sight_was_empty(const struct sam_sight *sight)
{
    return sight->empty_ms != 0 && clock_now_ms() - sight->empty_ms <= SIGHT_FRESH_MS;
}
