/* SPDX-License-Identifier: Apache-2.0 */
/* Closed code that behaves, and closed code that does not. */
#include "tests/unit/check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>

#include "drivers/photo/photo.h"
#include "platform/base/clock.h"

static uint8_t stored[PHOTO_STORED], pixels[PHOTO_PIXELS];
static char plugin[512];

static struct photo_decoder decoder_of(const char *kind)
{
    snprintf(plugin, sizeof plugin, "%s/plugin_%s.so", PLUGINS, kind);
    return (struct photo_decoder){.helper = HELPER,
                                  .plugin = plugin,
                                  .argument = 708,
                                  .deadline_ms = 60000, /* a busy machine is no finding */
                                  .cancel_fd = -1};
}

static int count_open(void)
{
    int n = 0;
    DIR *d = opendir("/proc/self/fd");
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

/* Whatever happens: no child, no descriptor and no byte of a picture is left behind. */
static enum err decode(const struct photo_decoder *d)
{
    int open = count_open();
    memset(pixels, 0x77, sizeof pixels);
    enum err e = photo_decode(d, stored, pixels);
    assert_int_equal(-1, waitpid(-1, NULL, WNOHANG));
    assert_int_equal(ECHILD, errno);
    assert_int_equal(open, count_open());
    for (size_t i = 0; e != ERR_NONE && i < sizeof pixels; i++)
        assert_int_equal(0x77, pixels[i]);
    return e;
}

static enum err decode_with(const char *kind)
{
    struct photo_decoder d = decoder_of(kind);
    return decode(&d);
}

/* Sanitizers need more memory and more calls than closed code may have (limits.c). */
static void unless_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip();
#endif
}

static int begin(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof stored; i++)
        stored[i] = (uint8_t)(i * 7 + 3);
    return 0;
}

static void a_good_one_gives_the_picture(void **state)
{
    (void)state;
    assert_ok(decode_with("good"));
    for (size_t i = 0; i < sizeof pixels; i++)
        assert_int_equal((uint8_t)(stored[i % PHOTO_STORED] + 708), pixels[i]);
    struct photo_decoder d = decoder_of("good");
    d.argument = 752;
    assert_ok(decode(&d));
    assert_int_equal((uint8_t)(stored[0] + 752), pixels[0]);
}

static void none_is_needed(void **state)
{
    (void)state;
    struct photo_decoder d = decoder_of("good");
    d.plugin = NULL;
    assert_err(ERR_UNSUPPORTED, decode(&d));
    d.plugin = "";
    assert_err(ERR_UNSUPPORTED, decode(&d));
}

static void what_is_no_plugin_is_absent(void **state)
{
    (void)state;
    struct photo_decoder d = decoder_of("that-is-not-there");
    assert_err(ERR_ABSENT, decode(&d));
    d.plugin = SOURCE_ROOT "/README.md";
    assert_err(ERR_ABSENT, decode(&d));
    d.plugin = "/";
    assert_err(ERR_ABSENT, decode(&d));
    assert_err(ERR_ABSENT, decode_with("nameless"));
    d = decoder_of("good");
    d.helper = "/there/is/none";
    assert_err(ERR_LIBRARY, decode(&d));
}

static void a_crash_is_the_childs_alone(void **state)
{
    (void)state;
    static const char *const kinds[] = {"crash", "crashes_at_once", "overrun", "underrun",
                                        "scribbles"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_err(ERR_DEVICE_FAULT, decode_with(kinds[i]));
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    assert_err(ERR_REFUSED, decode_with("no"));
    assert_err(ERR_REFUSED, decode_with("short"));
    assert_err(ERR_DEVICE_FAULT, decode_with("chatty"));
    assert_err(ERR_DEVICE_FAULT, decode_with("leaves"));
}

static void one_that_hangs_is_ended(void **state)
{
    (void)state;
    static const char *const kinds[] = {"hang", "spin"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct photo_decoder d = decoder_of(kinds[i]);
        d.deadline_ms = 300;
        int64_t began = clock_now_ms();
        assert_err(ERR_TIMEOUT, decode(&d));
        assert_true(clock_now_ms() - began >= 300);
    }
}

static void a_cancel_ends_it(void **state)
{
    (void)state;
    struct photo_decoder d = decoder_of("hang");
    int ends[2];
    assert_int_equal(0, pipe(ends));
    assert_int_equal(1, write(ends[1], "x", 1));
    d.cancel_fd = ends[0];
    assert_err(ERR_CANCELLED, decode(&d));
    close(ends[0]);
    close(ends[1]);
}

static void memory_has_an_end(void **state)
{
    (void)state;
    unless_sanitized();
    assert_err(ERR_REFUSED, decode_with("greedy"));
}

/* The stand-in itself tries each way out: network, files, processes, signals, our environment. */
static void it_reaches_nothing(void **state)
{
    (void)state;
    unless_sanitized();
    setenv("BUDAYANG_SECRET", "x", 1);
    int leak = open("/dev/null", O_RDONLY); /* not O_CLOEXEC */
    assert_ok(decode_with("curious"));
    assert_int_equal(-1, access("/tmp/budayang-photo-leak", F_OK));
    close(leak);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_good_one_gives_the_picture, begin),
        cmocka_unit_test(none_is_needed),
        cmocka_unit_test(what_is_no_plugin_is_absent),
        cmocka_unit_test(a_crash_is_the_childs_alone),
        cmocka_unit_test(what_is_no_picture_is_refused),
        cmocka_unit_test(one_that_hangs_is_ended),
        cmocka_unit_test(a_cancel_ends_it),
        cmocka_unit_test(memory_has_an_end),
        cmocka_unit_test(it_reaches_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
