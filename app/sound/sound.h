/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen hears: one short chime at a time, read from assets/sounds. */
#pragma once

#include "platform/base/err.h"

enum sound {
    SOUND_NONE,
    SOUND_LIFT_CARD, /* lift-card.wav: a card was left on the reader */
    SOUND_CARD_READ, /* card-read.wav: the card may be lifted now */
    SOUND_SLIP,      /* slip.wav: the slip is there */
    SOUND_COUNT
};

struct sounds;

/* Starts the thread that plays. No audio device is opened before the first sound. ERR_MEMORY. */
MUST_CHECK enum err sounds_new(struct sounds **ret_sounds);

/* Never waits and never fails: a machine that cannot sound is a quiet machine, told once in the log
 * and tried again at the next sound. `percent`: 1 to 100 of the file's own loudness; 0: quiet. A
 * sound that waits gives way to a newer one; one that plays is played to its end. */
void sounds_play(struct sounds *sounds, enum sound sound, int percent);

/* Cuts short what plays; takes NULL. Waits for the audio device to be closed. One that hangs ends
 * the program here, with status 1: be done with everything else before. */
void sounds_free(struct sounds *sounds);
