/* SPDX-License-Identifier: Apache-2.0 */
#include "app/sound/clip.h"

#include "platform/base/paths.h"

static uint32_t bytes_a_second(const struct clip *clip)
{
    return (uint32_t)clip->spec.freq * clip->spec.channels *
           (SDL_AUDIO_BITSIZE(clip->spec.format) / 8);
}

static enum err check(const struct clip *clip)
{
    if (clip->spec.freq <= 0 || clip->spec.channels == 0 ||
        clip->size < bytes_a_second(clip) / 1000)
        return ERR_MISSING;
    return clip->size / bytes_a_second(clip) >= CLIP_SECONDS_MAX ? ERR_TOO_LONG : ERR_NONE;
}

enum err clip_read(const char *path, struct clip *ret_clip)
{
    AUTO(auto_free) char *file = NULL;
    size_t size = 0;
    TRY(paths_read_file(path, CLIP_BYTES_MAX, &file, &size));
    struct clip clip = {0};
    if (!SDL_LoadWAV_RW(SDL_RWFromConstMem(file, (int)size), 1, &clip.spec, &clip.samples,
                        &clip.size))
        return ERR_FORMAT;
    enum err e = check(&clip);
    if (e == ERR_NONE)
        *ret_clip = clip;
    else
        clip_done(&clip);
    return e;
}

void clip_done(struct clip *clip)
{
    SDL_FreeWAV(clip->samples);
    clip->samples = NULL;
}

int clip_ms(const struct clip *clip)
{
    uint32_t a_second = bytes_a_second(clip);
    return (int)(((uint64_t)clip->size * 1000 + a_second - 1) / a_second);
}
