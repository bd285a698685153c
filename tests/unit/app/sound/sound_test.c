/* SPDX-License-Identifier: Apache-2.0 */
/* What SDL's "disk" driver was given is what a loudspeaker would be given. */
#include "tests/unit/check.h"

#include <SDL2/SDL.h>
#include <string.h>
#include <sys/stat.h>

#include "app/sound/player.h"
#include "app/sound/sound.h"
#include "platform/base/paths.h"

enum { SAMPLES = 1024 }; /* of one buffer */

static char folder[64], played[96];

static int open_disk(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/budayang-sound-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(played, sizeof played, "%s/played", folder);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", played, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    return 0;
}

static int close_disk(void **state)
{
    (void)state;
    unlink(played);
    return rmdir(folder);
}

static void read_clip(const char *name, struct clip *clip)
{
    char path[512];
    assert_ok(paths_join(PLACE_ASSETS, name, path, sizeof path));
    assert_ok(clip_read(path, clip));
}

static void play(const char *name, int percent, enum err expected)
{
    struct player *player;
    struct clip clip;
    read_clip(name, &clip);
    assert_ok(player_new(&player));
    assert_err(expected, player_play(player, &clip, percent, NULL));
    assert_int_equal(0, SDL_WasInit(SDL_INIT_AUDIO));
    player_free(player);
    clip_done(&clip);
}

/* SDL may give whole buffers of silence before the first of ours. */
static size_t begin_of(const int16_t *got, size_t count)
{
    size_t at = 0;
    while (at < count && got[at] == 0)
        at++;
    return at / SAMPLES * SAMPLES;
}

/* What was played, at `percent`, is the clip, with silence around it. */
static void assert_heard(const char *name, int percent)
{
    AUTO(auto_free) char *data = NULL;
    size_t size;
    struct clip clip;
    read_clip(name, &clip);
    assert_ok(paths_read_file(played, 16 << 20, &data, &size));
    const int16_t *all = (const int16_t *)(const void *)data;
    const int16_t *got = all + begin_of(all, size / 2);
    size_t count = size / 2 - (size_t)(got - all);
    assert_true(count >= clip.size / 2);
    const int16_t *meant = (const int16_t *)(const void *)clip.samples;
    int volume = percent * SDL_MIX_MAXVOLUME / 100;
    for (size_t i = 0; i < clip.size / 2; i++)
        assert_int_equal(meant[i] * volume / SDL_MIX_MAXVOLUME, got[i]);
    for (size_t i = clip.size / 2; i < count; i++)
        assert_int_equal(0, got[i]);
    clip_done(&clip);
}

static void each_chime_is_played_whole_and_the_device_closed(void **state)
{
    (void)state;
    static const char *const names[] = {"sounds/lift-card.wav", "sounds/card-read.wav",
                                        "sounds/slip.wav"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        play(names[i], 100, ERR_NONE);
        assert_heard(names[i], 100);
    }
}

static void the_volume_is_what_was_asked(void **state)
{
    (void)state;
    play("sounds/slip.wav", 25, ERR_NONE);
    assert_heard("sounds/slip.wav", 25);
}

static void a_machine_without_audio_is_quiet(void **state)
{
    (void)state;
    setenv("SDL_AUDIODRIVER", "there-is-none", 1);
    play("sounds/slip.wav", 100, ERR_ABSENT);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", "/proc/there/is/none", 1);
    play("sounds/slip.wav", 100, ERR_ABSENT);
}

static void nothing_begins_after_a_stop(void **state)
{
    (void)state;
    struct player *player;
    struct clip clip;
    read_clip("sounds/lift-card.wav", &clip);
    assert_ok(player_new(&player));
    player_stop(player);
    assert_err(ERR_CANCELLED, player_play(player, &clip, 100, NULL));
    assert_int_equal(0, SDL_WasInit(SDL_INIT_AUDIO));
    player_free(player);
    clip_done(&clip);
}

static void the_room_plays_what_was_asked_and_ends(void **state)
{
    (void)state;
    struct sounds *sounds;
    assert_ok(sounds_new(&sounds));
    assert_int_equal(0, SDL_WasInit(SDL_INIT_AUDIO)); /* no device before the first sound */
    sounds_play(sounds, SOUND_NONE, 100);
    sounds_play(sounds, SOUND_COUNT, 100);
    sounds_play(sounds, SOUND_SLIP, 0);
    sounds_free(sounds);
    assert_int_equal(-1, access(played, F_OK));
}

static void no_audio_and_a_sound_too_many_harm_nobody(void **state)
{
    (void)state;
    struct sounds *sounds;
    setenv("SDL_AUDIODRIVER", "there-is-none", 1);
    assert_ok(sounds_new(&sounds));
    for (int i = 0; i < 100; i++)
        sounds_play(sounds, SOUND_LIFT_CARD, 100);
    sounds_free(sounds);
    sounds_free(NULL);
}

/* RIFF with one second of `frames` a second and `size` bytes of samples. */
static size_t make_wav(uint8_t *file, uint32_t frames, uint32_t size)
{
    uint8_t head[44] = "RIFF....WAVEfmt \x10\0\0\0\1\0\1\0........\2\0\x10\0data";
    uint32_t rest = 36 + size, second = frames * 2;
    memcpy(head + 4, &rest, 4);
    memcpy(head + 24, &frames, 4);
    memcpy(head + 28, &second, 4);
    memcpy(head + 40, &size, 4);
    memcpy(file, head, sizeof head);
    memset(file + sizeof head, 1, size);
    return sizeof head + size;
}

static enum err read_bytes(const void *bytes, size_t len)
{
    struct clip clip = {.size = 77};
    FILE *f = fopen(played, "wb");
    assert_non_null(f);
    assert_int_equal(len, fwrite(bytes, 1, len, f));
    assert_int_equal(0, fclose(f));
    enum err e = clip_read(played, &clip);
    if (e == ERR_NONE)
        clip_done(&clip);
    else
        assert_int_equal(77, clip.size);
    return e;
}

static void files_are_judged(void **state)
{
    (void)state;
    static uint8_t file[1 << 18];
    struct clip clip;
    assert_err(ERR_ABSENT, clip_read("/there/is/none.wav", &clip));
    assert_err(ERR_FORMAT, read_bytes("", 0));
    assert_err(ERR_FORMAT, read_bytes("RIFF, but no more", 17));
    assert_ok(read_bytes(file, make_wav(file, 8000, 800)));
    assert_err(ERR_MISSING, read_bytes(file, make_wav(file, 8000, 2)));
    assert_ok(read_bytes(file, make_wav(file, 8000, 159998)));
    assert_err(ERR_TOO_LONG, read_bytes(file, make_wav(file, 8000, 160000)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_chime_is_played_whole_and_the_device_closed, open_disk,
                                        close_disk),
        cmocka_unit_test_setup_teardown(the_volume_is_what_was_asked, open_disk, close_disk),
        cmocka_unit_test_setup_teardown(a_machine_without_audio_is_quiet, open_disk, close_disk),
        cmocka_unit_test_setup_teardown(nothing_begins_after_a_stop, open_disk, close_disk),
        cmocka_unit_test_setup_teardown(the_room_plays_what_was_asked_and_ends, open_disk,
                                        close_disk),
        cmocka_unit_test_setup_teardown(no_audio_and_a_sound_too_many_harm_nobody, open_disk,
                                        close_disk),
        cmocka_unit_test_setup_teardown(files_are_judged, open_disk, close_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
