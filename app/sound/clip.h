/* SPDX-License-Identifier: Apache-2.0 */
/* One sound from its file to the audio device, on the caller's thread. */
#pragma once

#include <SDL2/SDL_audio.h>

#include "platform/base/err.h"

enum {
    CLIP_SECONDS_MAX = 10,
    CLIP_BYTES_MAX = 4 * 1024 * 1024, /* of a file: ten seconds of 48 kHz stereo, 32 bit */
};

struct clip {
    SDL_AudioSpec spec; /* format, channels and rate of the samples */
    uint8_t *samples;
    uint32_t size; /* bytes */
};

/* Reads a WAV file (PCM or float, any rate SDL knows). ERR_ABSENT, ERR_ACCESS; ERR_FORMAT for no
 * WAV; ERR_TOO_LONG over CLIP_SECONDS_MAX or CLIP_BYTES_MAX; ERR_MISSING when it holds no sample.
 * On failure *ret_clip is untouched. */
MUST_CHECK enum err clip_read(const char *path, struct clip *ret_clip);
void clip_done(struct clip *clip);
/* Length, rounded up. */
int clip_ms(const struct clip *clip);
