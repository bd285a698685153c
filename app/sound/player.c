/* SPDX-License-Identifier: Apache-2.0 */
#include "app/sound/player.h"

#include <SDL2/SDL.h>
#include <string.h>

/* A device that took nothing for so long beyond the clip's own length takes nothing at all. */
enum { PATIENCE_MS = 2000, SAMPLES_AT_ONCE = 1024 };

struct player {
    SDL_mutex *lock;
    SDL_cond *moved;
    bool stopped, fed; /* by us; all samples were handed over */
    const struct clip *clip;
    uint32_t at; /* bytes handed over; of SDL's thread alone while a device is open */
    int volume;  /* of SDL: 0 to SDL_MIX_MAXVOLUME */
};

enum err player_new(struct player **ret_player)
{
    struct player *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    p->lock = SDL_CreateMutex();
    p->moved = SDL_CreateCond();
    if (!p->lock || !p->moved) {
        player_free(p);
        return ERR_MEMORY;
    }
    *ret_player = p;
    return ERR_NONE;
}

void player_free(struct player *player)
{
    if (!player)
        return;
    SDL_DestroyCond(player->moved);
    SDL_DestroyMutex(player->lock);
    free(player);
}

static void set(struct player *p, bool *flag, bool value)
{
    SDL_LockMutex(p->lock);
    *flag = value;
    SDL_CondSignal(p->moved);
    SDL_UnlockMutex(p->lock);
}

/* On SDL's audio thread. */
static void SDLCALL feed(void *user, Uint8 *stream, int len)
{
    struct player *p = user;
    const struct clip *clip = p->clip;
    uint32_t left = clip->size - p->at, n = (uint32_t)len < left ? (uint32_t)len : left;
    memset(stream, clip->spec.silence, (size_t)len);
    SDL_MixAudioFormat(stream, clip->samples + p->at, clip->spec.format, n, p->volume);
    p->at += n;
    if (n == 0) /* the last samples were taken: this buffer is the silence after them */
        set(p, &p->fed, true);
}

static SDL_AudioDeviceID open_device(struct player *p)
{
    SDL_AudioSpec wanted = p->clip->spec;
    wanted.samples = SAMPLES_AT_ONCE;
    wanted.callback = feed;
    wanted.userdata = p;
    return SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
}

static enum err wait_until_fed(struct player *p)
{
    int late = 0;
    SDL_LockMutex(p->lock);
    while (!p->fed && !p->stopped && late == 0)
        late = SDL_CondWaitTimeout(p->moved, p->lock, (Uint32)(clip_ms(p->clip) + PATIENCE_MS));
    enum err e = p->stopped ? ERR_CANCELLED : p->fed ? ERR_NONE : ERR_TIMEOUT;
    SDL_UnlockMutex(p->lock);
    return e;
}

static enum err refuse(char *ret_why)
{
    if (ret_why)
        snprintf(ret_why, PLAYER_WHY, "%s", SDL_GetError());
    return ERR_ABSENT;
}

static enum err play_open(struct player *p, char *ret_why)
{
    SDL_AudioDeviceID device = open_device(p);
    if (device == 0)
        return refuse(ret_why);
    SDL_PauseAudioDevice(device, 0);
    enum err e = wait_until_fed(p);
    SDL_CloseAudioDevice(device); /* lets the last samples out */
    return e;
}

enum err player_play(struct player *player, const struct clip *clip, int percent, char *ret_why)
{
    player->clip = clip;
    player->at = 0;
    player->volume = percent * SDL_MIX_MAXVOLUME / 100;
    set(player, &player->fed, false);
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return refuse(ret_why);
    enum err e = play_open(player, ret_why);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return e;
}

void player_stop(struct player *player)
{
    set(player, &player->stopped, true);
}
