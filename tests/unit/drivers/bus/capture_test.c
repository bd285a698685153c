/* SPDX-License-Identifier: Apache-2.0 */
/* A photograph crosses the devices bridge: its bytes are never copied, and what could still be
 * changed is not taken. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "drivers/bus/client.h"
#include "drivers/bus/server.h"
#include "platform/base/clock.h"
#include "platform/base/sealed.h"

enum { WAIT_MS = 5000, W = 4, H = 3 };

static struct {
    sd_event *loop;
    struct timers *timers;
    struct devices_server *server;
    struct devices_client *client;
    struct devices_call *open; /* the handler's */
    int ups, cancels, ends;
    uint32_t token;
    enum err result;
    struct snapshot snapshot;
} t;

static size_t list(void *user, struct device_info ret_info[DEVICES_LIST_MAX])
{
    (void)user, (void)ret_info;
    return 0;
}

static enum err take(void *user, struct devices_call *call)
{
    (void)user;
    t.open = call;
    return ERR_NONE;
}

static void cancel(void *user, struct devices_call *call)
{
    (void)user;
    t.cancels++;
    t.open = NULL;
    devices_call_captured(call, ERR_CANCELLED, NULL);
}

static const struct devices_handler handler = {.list = list, .capture = take, .cancel = cancel};

static void on_up(void *user)
{
    (void)user;
    t.ups++;
}

static void on_captured(void *user, uint32_t token, enum err e, struct snapshot *snapshot)
{
    (void)user;
    t.ends++;
    t.token = token;
    t.result = e;
    snapshot_wipe(&t.snapshot);
    t.snapshot = *snapshot;
    *snapshot = (struct snapshot){0};
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    (void)user, (void)token, (void)data, (void)size;
    t.ends++;
    t.result = e;
}

#define run_until(condition)                                                                       \
    do {                                                                                           \
        int64_t end_ms = clock_now_ms() + WAIT_MS;                                                 \
        while (!(condition) && clock_now_ms() < end_ms)                                            \
            sd_event_run(t.loop, 50000);                                                           \
        assert_true(condition);                                                                    \
    } while (0)

static int begin(void **state)
{
    (void)state;
    const struct devices_events events = {
        .up = on_up, .captured = on_captured, .scanned = on_scanned};
    memset(&t, 0, sizeof t);
    assert_true(sd_event_new(&t.loop) >= 0);
    assert_ok(timers_new(t.loop, &t.timers));
    assert_ok(devices_server_new(t.loop, &handler, &t.server));
    assert_ok(devices_client_new(t.loop, t.timers, &events, &t.client));
    run_until(t.ups == 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    devices_client_free(t.client);
    devices_server_free(t.server);
    timers_free(t.timers);
    sd_event_unref(t.loop);
    snapshot_wipe(&t.snapshot);
    return 0;
}

static struct snapshot snapshot_of(int w, int h, size_t preview)
{
    static const uint8_t pixels[W * H * 3 + 1] = {1, 2, 3};
    struct snapshot s = {.width = w, .height = h, .findings = SNAPSHOT_DARK | 1u << 31};
    assert_ok(sealed_make("a file", 6, &s.file));
    assert_ok(sealed_make(pixels, preview, &s.preview));
    return s;
}

static void ask(void)
{
    int ends = t.ends;
    t.open = NULL;
    assert_ok(devices_client_capture(t.client, 7));
    run_until(t.open);
    assert_int_equal(ends, t.ends);
}

static void answer(struct snapshot *s)
{
    int ends = t.ends;
    devices_call_captured(t.open, ERR_NONE, s);
    snapshot_wipe(s); /* the reply has descriptors of its own */
    run_until(t.ends == ends + 1);
    assert_int_equal(7, t.token);
}

static void a_photograph_comes_over(void **state)
{
    (void)state;
    struct sealed_view view;
    struct snapshot s = snapshot_of(W, H, W * H * 3);
    ask();
    answer(&s);
    assert_ok(t.result);
    assert_true(t.snapshot.width == W && t.snapshot.height == H);
    assert_int_equal(SNAPSHOT_DARK, t.snapshot.findings);
    assert_ok(sealed_look(t.snapshot.file, 6, &view));
    assert_memory_equal("a file", view.data, 6);
    sealed_view_done(&view);
    assert_true(fcntl(t.snapshot.preview, F_GETFD) & FD_CLOEXEC);
}

static void what_is_not_as_promised_is_refused(void **state)
{
    (void)state;
    static const struct {
        int w, h;
        size_t preview;
        enum err want;
    } cases[] = {
        {W, H, W * H * 3 - 1, ERR_FORMAT},
        {W, H, W * H * 3 + 1, ERR_TOO_LONG},
        {SNAPSHOT_SIDE_MAX + 1, H, W * H * 3, ERR_RANGE},
        {W, SNAPSHOT_SIDE_MAX + 1, W * H * 3, ERR_RANGE},
        {W, 0, W * H * 3, ERR_RANGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct snapshot s = snapshot_of(cases[i].w, cases[i].h, cases[i].preview);
        ask();
        answer(&s);
        assert_err(cases[i].want, t.result);
        assert_int_equal(0, t.snapshot.width);
    }
}

static void what_could_still_be_changed_is_refused(void **state)
{
    (void)state;
    struct snapshot s = snapshot_of(W, H, W * H * 3);
    close(s.file);
    s.file = memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_int_equal(6, write(s.file, "a file", 6));
    ask();
    answer(&s);
    assert_err(ERR_ACCESS, t.result);
}

static void it_ends_once(void **state)
{
    (void)state;
    ask();
    assert_ok(devices_client_cancel(t.client, 7));
    run_until(t.ends == 1);
    assert_err(ERR_CANCELLED, t.result);
    assert_int_equal(1, t.cancels);
    ask();
    devices_call_captured(t.open, ERR_ABSENT, NULL);
    run_until(t.ends == 2);
    assert_err(ERR_ABSENT, t.result);
}

static void what_nobody_serves_is_said(void **state)
{
    (void)state;
    assert_ok(devices_client_scan(t.client, 8));
    run_until(t.ends == 1);
    assert_err(ERR_UNSUPPORTED, t.result);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_photograph_comes_over),
        T(what_is_not_as_promised_is_refused),
        T(what_could_still_be_changed_is_refused),
        T(it_ends_once),
        T(what_nobody_serves_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
