/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl devices as a technician and a script meet it. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tests/unit/drivers/service/cabinet.h"

static struct cabinet c;
static char said[16384];

struct shell {
    pid_t pid;
    int out;
};

/* Runs it beside the cabinet, whose loop must go on. */
static struct shell start(const char *arguments)
{
    int out[2];
    char command[512];
    snprintf(command, sizeof command, "exec %s %s", DEVICES_PROGRAM, arguments);
    assert_int_equal(0, pipe2(out, O_CLOEXEC));
    struct shell s = {.pid = fork(), .out = out[0]};
    if (s.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(out[1], STDOUT_FILENO);
        dup2(out[1], STDERR_FILENO);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(99);
    }
    close(out[1]);
    return s;
}

static int finish(const struct shell *s)
{
    size_t size = 0;
    ssize_t n;
    int status;
    while ((n = read(s->out, said + size, sizeof said - 1 - size)) > 0)
        size += (size_t)n;
    said[size] = '\0';
    close(s->out);
    assert_int_equal(s->pid, waitpid(s->pid, &status, 0));
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int run(const char *arguments)
{
    struct shell s = start(arguments);
    return finish(&s);
}

#define assert_said(words)                                                                         \
    do {                                                                                           \
        if (!strstr(said, words))                                                                  \
            fail_msg("\"%s\" is not in:\n%s", words, said);                                        \
    } while (0)

/* Until it has written this. */
static void read_until(const struct shell *s, const char *words)
{
    size_t size = 0;
    do {
        ssize_t n = read(s->out, said + size, sizeof said - 1 - size);
        assert_true(n > 0);
        size += (size_t)n;
        said[size] = '\0';
    } while (!strstr(said, words));
}

static int begin(void **state)
{
    (void)state;
    cabinet_begin(&c);
    c.seen = 0;
    cabinet_wait(&c, "scanner0 ready");
    return 0;
}

static int end(void **state)
{
    (void)state;
    cabinet_end(&c);
    return 0;
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "nonsense",         "state",
                                        "list x",     "record",           "record a b c",
                                        "reset",      "list --seconds",   "list --seconds 0",
                                        "list --xml", "scan --seconds x", "record f --seconds 601"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        if (run(wrong[i]) != 2)
            fail_msg("\"%s\" is taken: %s", wrong[i], said);
    assert_said("usage: kioskctl devices VERB");
}

static void a_service_that_is_down_is_told(void **state)
{
    (void)state;
    char folder[] = "/tmp/ctl-down-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("BUDAYANG_RUN", folder, 1);
    assert_int_equal(3, run("list"));
    assert_said("kiosk-devices does not answer");
    assert_int_equal(3, run("state idcard0 --json"));
    rmdir(folder);
}

static void devices_are_listed(void **state)
{
    (void)state;
    assert_int_equal(0, run("list"));
    assert_said("idcard0    ready          ID card reader serial=05.01-20261123-");
    assert_said("place=1-");
    assert_said("receipt0   ready");
    assert_int_equal(0, run("list --json"));
    assert_said("[{\"id\":\"idcard0\",\"class\":\"idcard\",\"state\":\"ready\",\"reason\":\"\"");
    assert_said("\"usb\":\"0400:c35a\",\"release\":\"0063\"}");
    assert_int_equal(0, run("state idcard0"));
    assert_said("state     ready");
    assert_said("usb       0400:c35a");
    assert_int_equal(0, run("state receipt0 --json"));
    assert_said("{\"id\":\"receipt0\"");
    assert_int_equal(1, run("state idcard7"));
    assert_said("there is no idcard7");
    cabinet_say(&c, "unplug reader");
    cabinet_wait(&c, "idcard0 absent");
    assert_int_equal(1, run("state idcard0"));
    assert_said("state     absent");
}

static void changes_are_watched(void **state)
{
    (void)state;
    struct shell s = start("watch --json");
    read_until(&s, "\"id\":\"scanner0\"");
    cabinet_say(&c, "unplug scanner");
    read_until(&s, "\"id\":\"scanner0\",\"class\":\"scanner\",\"state\":\"absent\"");
    kill(s.pid, SIGINT);
    assert_int_equal(130, finish(&s));
    assert_int_equal(0, run("watch --seconds 1"));
}

/* The family name and the ends of the number are all that a terminal shows. */
static void a_card_is_read_masked(void **state)
{
    (void)state;
    struct shell s = start("read-card");
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "card present " TEST_DATA "/id-cards/sample_cn_1295.bin");
    assert_int_equal(0, finish(&s));
    assert_said("citizen 张** 110105********002X");
    assert_null(strstr(said, "张三"));
    assert_null(strstr(said, "19491231"));
}

static void nobody_came(void **state)
{
    (void)state;
    assert_int_equal(4, run("scan --seconds 1"));
    assert_said("nothing came within 1 s");
    assert_int_equal(4, run("read-card --seconds 1"));
}

static void pinned_and_unpinned(void **state)
{
    (void)state;
    assert_int_equal(0, run("pin idcard0"));
    assert_int_equal(0, run("list"));
    assert_said(" pinned");
    cabinet_say(&c, "unplug reader");
    cabinet_wait_reader(&c, DEVICE_ABSENT, false);
    cabinet_say(&c, "plug reader-b"); /* the same ids and module number, another serial number */
    cabinet_wait(&c, "idcard1 suspect");
    assert_int_equal(1, run("state idcard1"));
    assert_said("reason    stranger (not the device that was pinned)");
    cabinet_say(&c, "unplug reader-b");
    cabinet_wait(&c, "idcard1 absent");
    cabinet_say(&c, "plug reader");
    cabinet_wait_reader(&c, DEVICE_READY, false);
    assert_int_equal(0, run("unpin idcard0"));
    assert_int_equal(1, run("unpin idcard0"));
    assert_said("not-found");
}

static void a_recording_is_a_new_file(void **state)
{
    (void)state;
    char arguments[256], path[128];
    assert_int_equal(2, run("record /tmp/never --seconds 1")); /* of which? */
    assert_said("record which one?");
    snprintf(path, sizeof path, "%s/new.record", c.folder);
    snprintf(arguments, sizeof arguments, "record %s receipt0 --seconds 1", path);
    assert_int_equal(0, run(arguments));
    assert_int_equal(0, access(path, R_OK));
    assert_int_equal(1, run(arguments));
    assert_said("is there already");
    assert_int_equal(0, remove(path));
    cabinet_say(&c, "fault reader garbage");
    snprintf(arguments, sizeof arguments, "record %s idcard0 --seconds 4", path);
    assert_int_equal(1, run(arguments));
    assert_said("refused, nothing written: transfer");
    assert_int_not_equal(0, access(path, F_OK));
}

static void a_print_and_a_reset_say_how_they_went(void **state)
{
    (void)state;
    assert_int_equal(0, run("print-test"));
    assert_said("done");
    assert_int_equal(0, run("reset receipt0"));
    cabinet_say(&c, "unplug printer");
    c.seen = c.count;
    assert_int_equal(1, run("reset receipt0"));
    assert_said("absent");
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(a_service_that_is_down_is_told),
        story(devices_are_listed),
        story(changes_are_watched),
        story(a_card_is_read_masked),
        story(nobody_came),
        story(pinned_and_unpinned),
        story(a_recording_is_a_new_file),
        story(a_print_and_a_reset_say_how_they_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
