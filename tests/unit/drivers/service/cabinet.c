/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/service/cabinet.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "drivers/core/advice.h"
#include "platform/base/paths.h"

enum { LOOK_MS = 150, LONGEST_REST_MS = ADVICE_REST_MAX_MS + 1000, STEP_PAUSE_MS = 1500 };

static void note(struct cabinet *c, const char *format, ...) PRINTF_LIKE(2, 3);

static void note(struct cabinet *c, const char *format, ...)
{
    assert_true(c->count < CABINET_EVENTS);
    va_list ap;
    va_start(ap, format);
    vsnprintf(c->event[c->count++], CABINET_LINE, format, ap);
    va_end(ap);
}

static void on_up(void *user)
{
    note(user, "up");
}

static void on_down(void *user)
{
    struct cabinet *c = user;
    c->idcard.state = DEVICE_ABSENT;
    note(c, "down");
}

static void on_device(void *user, const struct device_info *info)
{
    struct cabinet *c = user;
    if (info->device_class == DEVICE_IDCARD)
        c->idcard = *info;
    note(c, "%s %s%s", info->id, device_state_name(info->state),
         info->flags & DEVICE_FLAG_CARD_PRESENT ? " card" : "");
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    note(user, "%u hint %s", token, id_hint_name(hint));
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    if (e == ERR_NONE)
        note(user, "%u read %s %s", token, secret_text(&record->field[ID_NAME]),
             secret_text(&record->field[ID_NUMBER]));
    else
        note(user, "%u ended %s", token, err_name(e));
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    if (e == ERR_NONE)
        note(user, "%u scanned %.*s", token, (int)size, (const char *)data);
    else
        note(user, "%u ended %s", token, err_name(e));
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    note(user, "%u printed %s %s", token, print_outcome_name(outcome), err_name(why));
}

static void on_captured(void *user, uint32_t token, enum err e, struct snapshot *snapshot)
{
    struct cabinet *c = user;
    snapshot_wipe(&c->snapshot);
    c->snapshot = *snapshot;
    *snapshot = (struct snapshot){0};
    if (e == ERR_NONE)
        note(c, "%u captured %dx%d %u", token, c->snapshot.width, c->snapshot.height,
             c->snapshot.findings);
    else
        note(c, "%u ended %s", token, err_name(e));
}

static void on_recorded(void *user, uint32_t token, enum err e, const char *why, const char *text,
                        size_t size)
{
    struct cabinet *c = user;
    free(c->recording);
    c->recording = e == ERR_NONE ? strndup(text, size) : NULL;
    c->recording_size = size;
    note(c, "%u recorded %s %s", token, err_name(e), why);
}

static void on_obeyed(void *user, enum err e)
{
    note(user, "obeyed %s", err_name(e));
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void tell_story(const struct cabinet *c)
{
    for (size_t i = 0; i < c->count; i++)
        print_message("%s %s\n", i < c->seen ? " " : "*", c->event[i]);
}

/* The next event, not waited for before, that begins with `text`. */
static bool find_event(struct cabinet *c, const char *text)
{
    while (c->seen < c->count)
        if (strncmp(c->event[c->seen++], text, strlen(text)) == 0)
            return true;
    return false;
}

static void run_until(struct cabinet *c, const char *text, int64_t step_ms)
{
    int64_t end = now_ms() + CABINET_WAIT_MS, next = now_ms();
    while (!find_event(c, text)) {
        if (now_ms() >= end) {
            tell_story(c);
            fail_msg("\"%s\" did not come", text);
        }
        if (step_ms > 0 && now_ms() >= next) {
            cabinet_step(c, step_ms);
            next = now_ms() + STEP_PAUSE_MS;
        }
        assert_true(sd_event_run(c->loop, 100000) >= 0);
    }
}

void cabinet_wait(struct cabinet *c, const char *text)
{
    run_until(c, text, 0);
}

void cabinet_wait_rested(struct cabinet *c, const char *text)
{
    run_until(c, text, LONGEST_REST_MS);
}

void cabinet_never(const struct cabinet *c, const char *text)
{
    for (size_t i = c->seen; i < c->count; i++)
        if (strncmp(c->event[i], text, strlen(text)) == 0) {
            tell_story(c);
            fail_msg("\"%s\" came", text);
        }
}

void cabinet_wait_reader(struct cabinet *c, enum device_state state, bool card)
{
    int64_t end = now_ms() + CABINET_WAIT_MS;
    while (c->idcard.state != state ||
           ((c->idcard.flags & DEVICE_FLAG_CARD_PRESENT) != 0) != card) {
        if (now_ms() >= end) {
            tell_story(c);
            fail_msg("the reader did not become %s", device_state_name(state));
        }
        assert_true(sd_event_run(c->loop, 100000) >= 0);
    }
}

void cabinet_identify(struct cabinet *c, uint32_t token)
{
    assert_ok(devices_client_identify(c->client, token));
}

/* Nothing tells of a look that saw nothing, so this is time: many looks long. */
static void pass_looks(struct cabinet *c)
{
    for (int64_t end = now_ms() + LOOK_MS; now_ms() < end;)
        assert_true(sd_event_run(c->loop, (uint64_t)LOOK_MS * 1000) >= 0);
}

void cabinet_wait_looking(struct cabinet *c, const char *id)
{
    char busy[64];
    snprintf(busy, sizeof busy, "%s busy", id);
    cabinet_wait(c, busy);
    pass_looks(c);
}

void cabinet_wait_looking_again(struct cabinet *c, const char *id)
{
    char busy[64];
    snprintf(busy, sizeof busy, "%s busy", id);
    cabinet_wait_rested(c, busy);
    pass_looks(c);
}

/* The bridge answers in order: what was said before this question is known behind its answer. */
void cabinet_settle(struct cabinet *c)
{
    assert_ok(devices_client_unpin(c->client, "nothing"));
    cabinet_wait(c, "obeyed not-found");
    pass_looks(c);
}

/* The simulator. */

static void start_sim(struct cabinet *c)
{
    char control[128], receipts[128];
    int out[2];
    assert_int_equal(0, pipe2(out, O_CLOEXEC));
    snprintf(control, sizeof control, "%s/control", c->folder);
    snprintf(receipts, sizeof receipts, "%s/receipts", c->folder);
    const char *program = getenv("KIOSK_SIM");
    c->sim = fork();
    if (c->sim == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(out[1], STDOUT_FILENO);
        execl(program, program, "--control", control, "--receipts", receipts, (char *)NULL);
        _exit(99);
    }
    close(out[1]);
    FILE *f = fdopen(out[0], "r");
    assert_non_null(f);
    if (!fgets(c->preload, sizeof c->preload, f))
        fail_msg("%s did not start", program);
    c->preload[strcspn(c->preload, "\n")] = '\0';
    fclose(f);
}

static void connect_control(struct cabinet *c)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/control", c->folder);
    c->control = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(0, connect(c->control, (struct sockaddr *)&address, sizeof address));
}

void cabinet_say(struct cabinet *c, const char *format, ...)
{
    char line[512], reply[512] = "";
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(line, sizeof line - 1, format, ap);
    va_end(ap);
    line[n++] = '\n';
    assert_int_equal(n, write(c->control, line, (size_t)n));
    assert_true(read(c->control, reply, sizeof reply - 1) > 0);
    if (strncmp(reply, "ok", 2) != 0)
        fail_msg("%s: %s", line, reply);
}

/* kiosk-devices. */

static void run_devices(const struct cabinet *c)
{
    char path[128];
    const char *program = getenv("KIOSK_DEVICES");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    snprintf(path, sizeof path, "%s/log", c->folder);
    int log = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(log, STDERR_FILENO);
    char *preload = strdup(c->preload);
    putenv(preload);
    setenv("LD_PRELOAD", getenv("DEVICES_PRELOAD"), 1);
    setenv("BUDAYANG_LOG", "debug", 1);
    execl(program, program, (char *)NULL);
    _exit(99);
}

void cabinet_start_devices(struct cabinet *c)
{
    c->devices = fork();
    if (c->devices == 0)
        run_devices(c);
    cabinet_wait(c, "up");
    cabinet_wait(c, "idcard0");
}

void cabinet_stop_devices(struct cabinet *c, int signal)
{
    int status;
    kill(c->devices, signal);
    assert_int_equal(c->devices, waitpid(c->devices, &status, 0));
    if (signal == SIGTERM) {
        assert_true(WIFEXITED(status));
        assert_int_equal(0, WEXITSTATUS(status));
    }
    cabinet_wait(c, "down");
}

void cabinet_step(struct cabinet *c, int64_t ms)
{
    char path[128];
    int64_t offset = 0;
    snprintf(path, sizeof path, "%s/clock", c->folder);
    int fd = open(path, O_RDWR);
    assert_int_equal(sizeof offset, pread(fd, &offset, sizeof offset, 0));
    offset += ms;
    assert_int_equal(sizeof offset, pwrite(fd, &offset, sizeof offset, 0));
    close(fd);
}

static void make_clock(const struct cabinet *c)
{
    char path[128];
    int64_t zero = 0;
    snprintf(path, sizeof path, "%s/clock", c->folder);
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    assert_int_equal(sizeof zero, write(fd, &zero, sizeof zero));
    close(fd);
    setenv("BUDAYANG_CLOCK", path, 1);
}

void cabinet_begin(struct cabinet *c)
{
    const struct devices_events events = {.user = c,
                                          .up = on_up,
                                          .down = on_down,
                                          .device = on_device,
                                          .hint = on_hint,
                                          .identified = on_identified,
                                          .scanned = on_scanned,
                                          .captured = on_captured,
                                          .printed = on_printed,
                                          .recorded = on_recorded,
                                          .obeyed = on_obeyed};
    memset(c, 0, sizeof *c);
    strcpy(c->folder, "/tmp/cabinet-XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    setenv("BUDAYANG_RUN", c->folder, 1);
    setenv("BUDAYANG_ETC", c->folder, 1);
    setenv("BUDAYANG_DEVICES", c->folder, 1);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    make_clock(c);
    start_sim(c);
    connect_control(c);
    assert_true(sd_event_new(&c->loop) >= 0);
    assert_ok(timers_new(c->loop, &c->timers));
    assert_ok(devices_client_new(c->loop, c->timers, &events, &c->client));
    cabinet_start_devices(c);
    cabinet_wait_reader(c, DEVICE_READY, false);
}

static void assert_nobody_in_the_log(const struct cabinet *c)
{
    static const char *const words[] = {"张三", "陈大文", "测试", "002X", "19491231", "H12345678"};
    char path[128], *log;
    size_t size;
    snprintf(path, sizeof path, "%s/log", c->folder);
    assert_ok(paths_read_file(path, 4 << 20, &log, &size));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strstr(log, words[i]))
            fail_msg("the log holds \"%s\"", words[i]);
    free(log);
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *where)
{
    (void)s, (void)type, (void)where;
    return remove(path);
}

void cabinet_end(struct cabinet *c)
{
    int status;
    cabinet_stop_devices(c, SIGTERM);
    kill(c->sim, SIGTERM);
    assert_int_equal(c->sim, waitpid(c->sim, &status, 0));
    devices_client_free(c->client);
    timers_free(c->timers);
    sd_event_unref(c->loop);
    close(c->control);
    assert_nobody_in_the_log(c);
    nftw(c->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
