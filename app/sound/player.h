/* SPDX-License-Identifier: Apache-2.0 */
/* Plays one clip on the audio device and closes the device again. */
#pragma once

#include "app/sound/clip.h"

struct player;

MUST_CHECK enum err player_new(struct player **ret_player);
void player_free(struct player *player);

/* Opens the audio device, plays `clip` at `percent` (1 to 100) and closes it: the audio subsystem
 * is down again when this returns. ERR_ABSENT: no audio device, ret_why (NULL or PLAYER_WHY bytes)
 * says what SDL said. ERR_TIMEOUT: the device took no samples; ERR_CANCELLED after player_stop. */
enum { PLAYER_WHY = 120 };
MUST_CHECK enum err player_play(struct player *player, const struct clip *clip, int percent,
                                char *ret_why);
/* From any thread: what plays ends now, and nothing begins any more. */
void player_stop(struct player *player);
