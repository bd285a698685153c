/* SPDX-License-Identifier: Apache-2.0 */
#include "app/sound/sound.h"

#include <SDL2/SDL.h>
#include <unistd.h>

#include "app/sound/player.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

/* A device that has not let go by then never will. */
enum { END_MS = 3000 };

struct sounds {
    SDL_Thread *thread;
    SDL_mutex *lock;
    SDL_cond *moved;
    bool ending, ended;
    enum sound wanted; /* SOUND_NONE: nothing */
    int percent;
    struct player *player;
    enum err told; /* the last trouble that the log knows */
};

static const char *const files[SOUND_COUNT] = {
    [SOUND_LIFT_CARD] = "sounds/lift-card.wav",
    [SOUND_CARD_READ] = "sounds/card-read.wav",
    [SOUND_SLIP] = "sounds/slip.wav",
};

static enum err play(struct sounds *s, enum sound sound, int percent, char *ret_why)
{
    char path[512];
    struct clip clip;
    snprintf(ret_why, PLAYER_WHY, "%s", files[sound]);
    TRY(paths_join(PLACE_ASSETS, files[sound], path, sizeof path));
    TRY(clip_read(path, &clip));
    enum err e = player_play(s->player, &clip, percent, ret_why);
    clip_done(&clip);
    return e;
}

/* A kiosk without a loudspeaker says so once, not at each card. */
static void tell(struct sounds *s, enum err e, const char *why)
{
    if (e == s->told || e == ERR_CANCELLED)
        return;
    if (e != ERR_NONE)
        log_event(LOG_WARN, "no_sound", "err=%s why=\"%s\"", err_name(e), why);
    else
        log_event(LOG_INFO, "sound_again", NULL);
    s->told = e;
}

/* False: the end. */
static bool next_wish(struct sounds *s, enum sound *ret_sound, int *ret_percent)
{
    SDL_LockMutex(s->lock);
    while (!s->ending && s->wanted == SOUND_NONE)
        SDL_CondWait(s->moved, s->lock);
    *ret_sound = s->wanted;
    *ret_percent = s->percent;
    s->wanted = SOUND_NONE;
    bool on = !s->ending;
    SDL_UnlockMutex(s->lock);
    return on;
}

static int SDLCALL run(void *user)
{
    struct sounds *s = user;
    enum sound sound;
    int percent;
    char why[PLAYER_WHY];
    while (next_wish(s, &sound, &percent)) {
        enum err e = play(s, sound, percent, why);
        tell(s, e, why);
    }
    SDL_LockMutex(s->lock);
    s->ended = true;
    SDL_CondSignal(s->moved);
    SDL_UnlockMutex(s->lock);
    return 0;
}

static void release(struct sounds *s)
{
    player_free(s->player);
    SDL_DestroyCond(s->moved);
    SDL_DestroyMutex(s->lock);
    free(s);
}

enum err sounds_new(struct sounds **ret_sounds)
{
    struct sounds *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->lock = SDL_CreateMutex();
    s->moved = SDL_CreateCond();
    if (s->lock && s->moved && player_new(&s->player) == ERR_NONE)
        s->thread = SDL_CreateThread(run, "sound", s);
    if (!s->thread) {
        release(s);
        return ERR_MEMORY;
    }
    *ret_sounds = s;
    return ERR_NONE;
}

void sounds_play(struct sounds *sounds, enum sound sound, int percent)
{
    if (sound <= SOUND_NONE || sound >= SOUND_COUNT || percent <= 0)
        return;
    SDL_LockMutex(sounds->lock);
    sounds->wanted = sound;
    sounds->percent = percent < 100 ? percent : 100;
    SDL_CondSignal(sounds->moved);
    SDL_UnlockMutex(sounds->lock);
}

/* True when the thread is out of the audio device's hands. */
static bool ends_in_time(struct sounds *s)
{
    int late = 0;
    player_stop(s->player);
    SDL_LockMutex(s->lock);
    s->ending = true;
    SDL_CondSignal(s->moved);
    while (!s->ended && late == 0)
        late = SDL_CondWaitTimeout(s->moved, s->lock, END_MS);
    bool ended = s->ended;
    SDL_UnlockMutex(s->lock);
    return ended;
}

void sounds_free(struct sounds *sounds)
{
    if (!sounds)
        return;
    if (!ends_in_time(sounds)) {
        log_event(LOG_ERROR, "sound_stuck", NULL);
        _exit(1); /* SDL_Quit would wait for the same device for ever */
    }
    SDL_WaitThread(sounds->thread, NULL);
    release(sounds);
}
