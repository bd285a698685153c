/* SPDX-License-Identifier: Apache-2.0 */
/* The control words, on a cabinet without a transport; and the loop with real sockets. */
#include "tests/unit/check.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <jansson.h>

#include "platform/base/clock.h"
#include "tests/sim/control/command.h"
#include "tests/sim/control/server.h"
#include "tests/unit/sim/host.h"

static struct cabinet cabinet;
static char folder[64];

static int setup_with(world_now_fn *now)
{
    snprintf(folder, sizeof folder, "/tmp/sim-control-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_ok(cabinet_init(&cabinet, now, folder));
    assert_ok(cabinet_plug_all(&cabinet));
    return 0;
}

static int setup(void **state)
{
    (void)state;
    return setup_with(host_now);
}

static int setup_real(void **state)
{
    (void)state;
    return setup_with(NULL);
}

static int teardown(void **state)
{
    (void)state;
    static const char *const suffixes[] = {"bin", "png", "txt"};
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++)
        for (unsigned n = 1; n <= cabinet.receipts; n++) {
            char path[CABINET_PATH];
            cabinet_receipt_path(&cabinet, n, suffixes[i], path);
            unlink(path);
        }
    cabinet_done(&cabinet);
    assert_int_equal(0, rmdir(folder));
    return 0;
}

static struct command_reply reply;

static void say(const char *expected, const char *line)
{
    char copy[COMMAND_LINE];
    snprintf(copy, sizeof copy, "%s", line);
    command_run(&cabinet, copy, &reply);
    assert_string_equal(expected, reply.text);
}

static void test_words_that_are_not_known(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         "card",   "card present", "Plug reader", "states",
                                      "quit now", " state", "paper",        "receipts 1"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        say("error unknown command", bad[i]);
    say("error no such device", "plug ");
    say("error paper in, out, low, take or jam", "paper round");
    say("error paper out, or paper out after LINES", "paper out after x");
    say("error cover open or closed", "cover ajar");
    say("error wait receipts N MS", "wait receipts 1");
    say("error mute, stall, short, long, late MS, garbage, babble, resets N, unplug-after BYTES, "
        "status HEX or clear",
        "fault reader slow");
    say("error no such receipt", "receipt 1 png");
    say("error pairs of hex digits, at most 7089 bytes", "scan hex 123");
    say("error pairs of hex digits, at most 7089 bytes", "scan hex zz");
    say("error cannot read the file: no such device", "card present /nowhere.card");
}

static void test_devices_come_and_go(void **state)
{
    (void)state;
    say("ok", "unplug scanner");
    assert_int_equal(GADGET_ABSENT, cabinet.scanner.gadget.presence);
    say("ok", "unplug scanner");
    say("error not possible in this state", "scan text hello");
    say("ok", "plug scanner");
    say("error not possible in this state", "plug scanner");
    say("ok", "scan text hello world");
    say("ok", "scan hex 00fFa0");
    assert_int_equal(2, cabinet.scanner.scans);
}

static void test_card(void **state)
{
    (void)state;
    say("ok", "card present " TEST_DATA "/id-cards/sample_cn_1295.bin");
    say("error a card lies there already",
        "card present " TEST_DATA "/id-cards/sample_cn_1295.bin");
    assert_int_equal(READER_FRESH, cabinet.reader.state);
    say("ok", "card lift");
    say("ok", "card lift");
    assert_int_equal(READER_EMPTY, cabinet.reader.state);
    say("error card slow MS", "card slow very");
    say("ok", "card slow 1500");
    assert_int_equal(1500, cabinet.reader.read_ms);
    say("ok", "fault reader clear");
    assert_int_equal(READER_READ_MS, cabinet.reader.read_ms);
}

static void test_printer_words(void **state)
{
    (void)state;
    say("ok", "paper out");
    assert_true(cabinet.printer.paper_out);
    say("ok", "paper in");
    say("ok", "paper out after 12");
    assert_false(cabinet.printer.paper_out);
    assert_int_equal(12, cabinet.printer.out_after);
    say("ok", "paper low");
    say("ok", "cover open");
    assert_true(printer_is_offline(&cabinet.printer));
    say("ok", "cover closed");
    say("ok", "fault printer unplug-after 300");
    assert_int_equal(300, cabinet.printer.gadget.coming_left);
    say("ok", "fault printer clear");
}

static void print(const char *job)
{
    char copy[64];
    int n = snprintf(copy, sizeof copy, "%s", job);
    assert_int_equal(n, host_bulk(&cabinet.printer.gadget, PRINTER_OUT, copy, (size_t)n));
}

static void test_receipts_are_files(void **state)
{
    (void)state;
    char expected[CABINET_PATH + 8], path[CABINET_PATH];
    say("ok 0", "receipts");
    print("hello\n\x1dV\x01");
    host_step(&cabinet.world, 1000);
    cabinet_settle(&cabinet);
    say("ok 1", "receipts");
    cabinet_receipt_path(&cabinet, 1, "txt", path);
    snprintf(expected, sizeof expected, "ok %s", path);
    say(expected, "receipt 1 text");
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(path, sizeof path, f));
    fclose(f);
    assert_string_equal("hello\n", path);
    say("error receipt N bytes, png or text", "receipt 1 poem");
    say("ok", "paper take");
}

static void test_state_is_json(void **state)
{
    (void)state;
    char line[] = "state";
    command_run(&cabinet, line, &reply);
    assert_memory_equal("ok {", reply.text, 4);
    json_t *o = json_loads(reply.text + 3, 0, NULL);
    const char *paper = NULL, *card = NULL;
    int receipts = -1;
    assert_int_equal(0, json_unpack(o, "{s:i,s:{s:s},s:{s:s}}", "receipts", &receipts, "printer",
                                    "paper", &paper, "reader", "card", &card));
    assert_string_equal("in", paper);
    assert_string_equal("empty", card);
    json_decref(o);
}

/* ---- the loop, on real sockets and the real clock ---- */

struct loop {
    pthread_t thread;
    int listen_fd, stop_fd;
    char socket[96];
};

static void *run_loop(void *user)
{
    struct loop *l = user;
    assert_ok(server_run(&cabinet, l->listen_fd, l->stop_fd));
    return NULL;
}

static void loop_begin(struct loop *l)
{
    snprintf(l->socket, sizeof l->socket, "%s/c", folder);
    assert_ok(server_listen(l->socket, &l->listen_fd));
    l->stop_fd = eventfd(0, EFD_CLOEXEC);
    assert_int_equal(0, pthread_create(&l->thread, NULL, run_loop, l));
}

static void loop_end(struct loop *l)
{
    uint64_t one = 1;
    assert_int_equal(sizeof one, write(l->stop_fd, &one, sizeof one));
    pthread_join(l->thread, NULL);
    close(l->listen_fd);
    close(l->stop_fd);
    unlink(l->socket);
}

static int client(const struct loop *l, const char *lines)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", l->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(0, connect(fd, (struct sockaddr *)&address, sizeof address));
    assert_int_equal(strlen(lines), send(fd, lines, strlen(lines), MSG_NOSIGNAL));
    return fd;
}

static void expect(int fd, const char *expected)
{
    char got[256] = "";
    for (size_t n = 0; n < strlen(expected); n++)
        assert_int_equal(1, recv(fd, got + n, 1, 0));
    assert_string_equal(expected, got);
}

static void test_wait_ends_by_the_event_or_the_deadline(void **state)
{
    (void)state;
    struct loop l;
    loop_begin(&l);
    int64_t start = clock_now_ms();
    int waiting = client(&l, "wait receipts 1 20000\nreceipts\n");
    assert_int_equal(0, shutdown(waiting, SHUT_WR)); /* as `echo … | nc` does */
    int late = client(&l, "wait receipts 9 50\n");
    expect(late, "error only 0\n");
    world_lock(&cabinet.world);
    uint8_t job[] = "hi\n\x1dV\x01";
    struct pending p;
    host_begin(&p, &cabinet.printer.gadget, PRINTER_OUT, job, sizeof job - 1);
    world_unlock(&cabinet.world);
    expect(waiting, "ok 1\nok 1\n");
    assert_true(clock_now_ms() - start < 10000);
    close(waiting);
    close(late);
    loop_end(&l);
}

static void test_many_lines_and_lost_clients(void **state)
{
    (void)state;
    struct loop l;
    loop_begin(&l);
    for (int i = 0; i < 40; i++) /* more than there are places, one after the other */
        close(client(&l, "wait receipts 5 60000\n"));
    int fd = client(&l, "receipts\nrecei");
    expect(fd, "ok 0\n");
    assert_int_equal(4, send(fd, "pts\n", 4, 0));
    expect(fd, "ok 0\n");
    close(fd);
    AUTO(auto_free) char *endless = malloc(COMMAND_LINE + 2);
    memset(endless, 'x', COMMAND_LINE + 1);
    endless[COMMAND_LINE + 1] = '\0';
    fd = client(&l, endless);
    char rest;
    ssize_t got = recv(fd, &rest, 1, 0); /* thrown out */
    assert_true(got == 0 || (got < 0 && errno == ECONNRESET));
    close(fd);
    fd = client(&l, "quit\n");
    expect(fd, "ok\n");
    close(fd);
    loop_end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_that_are_not_known, setup, teardown),
        cmocka_unit_test_setup_teardown(test_devices_come_and_go, setup, teardown),
        cmocka_unit_test_setup_teardown(test_card, setup, teardown),
        cmocka_unit_test_setup_teardown(test_printer_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_receipts_are_files, setup, teardown),
        cmocka_unit_test_setup_teardown(test_state_is_json, setup, teardown),
        cmocka_unit_test_setup_teardown(test_wait_ends_by_the_event_or_the_deadline, setup_real,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_many_lines_and_lost_clients, setup_real, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
