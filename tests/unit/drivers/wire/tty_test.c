/* SPDX-License-Identifier: Apache-2.0 */
/* A serial line as a wire, on a pseudo-terminal; the other end is this test. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>

#include "drivers/wire/line.h"
#include "drivers/wire/tty.h"

enum { WAIT_MS = 5000, SOON_MS = 30 };

static char folder[64], path[100];
static int other;
static struct wire_tty *tty;
static pthread_mutex_t lock =
    PTHREAD_MUTEX_INITIALIZER; /* for the port, which the watch may drop */
static struct wire_port *port;
static struct wire *wire;
static sem_t news;

static void on_plug(void *user, struct wire_port *p, bool arrived)
{
    (void)user;
    pthread_mutex_lock(&lock);
    assert_ptr_equal(port, arrived ? NULL : p);
    port = arrived ? wire_port_ref(p) : NULL;
    if (!arrived)
        wire_port_unref(p);
    pthread_mutex_unlock(&lock);
    sem_post(&news);
}

static bool is_there(void)
{
    pthread_mutex_lock(&lock);
    bool there = port != NULL;
    pthread_mutex_unlock(&lock);
    return there;
}

static void make_line(void)
{
    other = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(other >= 0);
    assert_int_equal(0, grantpt(other));
    assert_int_equal(0, unlockpt(other));
    assert_int_equal(0, symlink(ptsname(other), path));
}

static int begin(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/tty-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/line", folder);
    sem_init(&news, 0, 0);
    port = NULL;
    wire = NULL;
    make_line();
    assert_ok(wire_tty_new(path, on_plug, NULL, &tty));
    sem_wait(&news);
    assert_true(is_there());
    return 0;
}

static int end(void **state)
{
    (void)state;
    wire_close(wire);
    wire_tty_stop(tty);
    wire_port_unref(port);
    wire_tty_free(tty);
    close(other);
    unlink(path);
    rmdir(folder);
    sem_destroy(&news);
    return 0;
}

static struct wire_port *take_port(void)
{
    pthread_mutex_lock(&lock);
    struct wire_port *taken = wire_port_ref(port);
    pthread_mutex_unlock(&lock);
    return taken;
}

static void open_it(void)
{
    struct wire_port *p = take_port();
    assert_true(p->identity.kind == WIRE_TTY);
    assert_ok(wire_port_open(p, &p->identity.interface[0], &wire));
    wire_port_unref(p); /* the wire holds it */
    assert_ok(wire_line_begin(wire, 57600));
}

static void bytes_cross_as_they_are(void **state)
{
    (void)state;
    static const uint8_t odd[] = {0x00, 0x0D, 0x0A, 0x03, 0x11, 0x13, 0xFF};
    uint8_t got[16];
    size_t done;
    open_it();
    assert_ok(wire_out(wire, TTY_OUT, bytes_of(odd, sizeof odd), WAIT_MS, &done));
    assert_int_equal(sizeof odd, read(other, got, sizeof got));
    assert_memory_equal(odd, got, sizeof odd);
    assert_int_equal(sizeof odd, write(other, odd, sizeof odd));
    assert_ok(wire_in(wire, TTY_IN, (struct wire_room){got, 3}, WAIT_MS, &done));
    assert_int_equal(3, done); /* the rest waits */
    assert_ok(wire_in(wire, TTY_IN, (struct wire_room){got, sizeof got}, WAIT_MS, &done));
    assert_int_equal(sizeof odd - 3, done);
    struct termios t;
    assert_int_equal(0, tcgetattr(other, &t));
    assert_int_equal(B57600, cfgetospeed(&t));
    assert_int_equal(CS8, t.c_cflag & CSIZE);
}

static void silence_is_a_time_out_and_drained(void **state)
{
    (void)state;
    uint8_t got[4];
    size_t done;
    open_it();
    assert_err(ERR_TIMEOUT,
               wire_in(wire, TTY_IN, (struct wire_room){got, sizeof got}, SOON_MS, &done));
    assert_int_equal(3, write(other, "old", 3));
    assert_ok(wire_drain(wire, TTY_IN, SOON_MS));
    assert_err(ERR_TIMEOUT,
               wire_in(wire, TTY_IN, (struct wire_room){got, sizeof got}, SOON_MS, &done));
    assert_ok(wire_clear_halt(wire, TTY_IN));
    assert_ok(wire_reset(wire));
}

static void *cancel_it(void *user)
{
    (void)user;
    wire_cancel(wire);
    return NULL;
}

static void a_cancel_ends_the_wait(void **state)
{
    (void)state;
    uint8_t got[4];
    size_t done;
    pthread_t thread;
    open_it();
    pthread_create(&thread, NULL, cancel_it, NULL);
    assert_err(ERR_CANCELLED,
               wire_in(wire, TTY_IN, (struct wire_room){got, sizeof got}, WAIT_MS, &done));
    assert_err(ERR_CANCELLED, wire_pause(wire, WAIT_MS));
    pthread_join(thread, NULL);
    wire_rearm(wire);
    assert_ok(wire_pause(wire, 1));
}

static void a_line_that_hangs_up_is_gone(void **state)
{
    (void)state;
    uint8_t got[4];
    size_t done;
    open_it();
    close(other);
    other = -1;
    assert_err(ERR_GONE, wire_in(wire, TTY_IN, (struct wire_room){got, 4}, WAIT_MS, &done));
    assert_err(ERR_GONE, wire_out(wire, TTY_OUT, bytes_of("abcd", 4), WAIT_MS, &done));
    unlink(path);
    sem_wait(&news);
    assert_false(is_there());
    make_line();
    sem_wait(&news);
    assert_true(is_there());
}

static void only_a_line_is_a_line(void **state)
{
    (void)state;
    struct wire *none;
    unlink(path);
    sem_wait(&news);
    assert_false(is_there());
    assert_int_equal(0, symlink("/dev/null", path));
    sem_wait(&news);
    struct wire_port *p = take_port();
    assert_err(ERR_UNSUPPORTED, wire_port_open(p, &p->identity.interface[0], &none));
    wire_port_unref(p);
}

static void unknown_requests_stall(void **state)
{
    (void)state;
    const struct wire_control odd = {.request_type = 0x21, .request = 0x23};
    open_it();
    assert_err(ERR_STALL, wire_control_out(wire, &odd, bytes_of(NULL, 0), WAIT_MS));
}

static void paths_are_absolute_and_may_come_later(void **state)
{
    (void)state;
    struct wire_tty *none = NULL;
    char deep[100], inner[100];
    assert_err(ERR_USAGE, wire_tty_new("line", on_plug, NULL, &none));
    snprintf(inner, sizeof inner, "%s/a", folder);
    snprintf(deep, sizeof deep, "%s/a/b", folder);
    wire_tty_free(tty);
    wire_port_unref(port);
    port = NULL;
    assert_ok(wire_tty_new(deep, on_plug, NULL, &tty));
    assert_false(is_there());
    assert_int_equal(0, mkdir(inner, 0700));
    assert_int_equal(0, symlink(ptsname(other), deep));
    sem_wait(&news);
    assert_true(is_there());
    unlink(deep);
    rmdir(inner);
    sem_wait(&news);
    assert_false(is_there());
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(bytes_cross_as_they_are),
        story(silence_is_a_time_out_and_drained),
        story(a_cancel_ends_the_wait),
        story(a_line_that_hangs_up_is_gone),
        story(only_a_line_is_a_line),
        story(unknown_requests_stall),
        story(paths_are_absolute_and_may_come_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
