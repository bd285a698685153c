/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/house.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/mman.h>
#include <sys/wait.h>

/* The worst machine, not the expected one. */
enum { PATIENCE_S = 60 };

const char *house_path(const struct house *house, const char *name)
{
    static char path[8][HOUSE_PATH * 2]; /* of the last eight calls */
    static size_t turn;
    char *mine = path[turn++ % ARRAY_LEN(path)];
    snprintf(mine, sizeof path[0], "%s/%s", house->root, name);
    return mine;
}

static pid_t spawn_into(const char *const argv[], const char *log)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that ends leaves nobody behind */
        int fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
        if (fd >= 0)
            dup2(fd, STDERR_FILENO);
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    return pid;
}

static pid_t spawn(const char *const argv[])
{
    return spawn_into(argv, NULL);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    assert_int_equal(pid, waitpid(pid, &status, 0));
    return status;
}

/* An event, not a poll: the file appears by rename. */
static void wait_for_file(const char *directory, const char *path)
{
    int watch = inotify_init1(IN_CLOEXEC);
    char events[4096];
    assert_true(watch >= 0 && inotify_add_watch(watch, directory, IN_MOVED_TO) >= 0);
    while (access(path, F_OK) != 0)
        assert_true(read(watch, events, sizeof events) > 0);
    close(watch);
}

/* The seam's files. One pair for all houses of a program: each program looks for its own only once.
 */
static struct seam {
    char path[32];
    int fd;
    int64_t ms[2]; /* both clocks, the wall clock alone */
} ours = {"/tmp/clock-XXXXXX", -1, {0, 0}}, theirs = {"/tmp/clock-XXXXXX", -1, {0, 0}};

static void remove_clocks(void)
{
    unlink(ours.path);
    unlink(theirs.path);
}

static void write_clock(const struct seam *seam)
{
    assert_int_equal(sizeof seam->ms, pwrite(seam->fd, seam->ms, sizeof seam->ms, 0));
}

static void start_clocks(void)
{
    if (ours.fd >= 0)
        return;
    ours.fd = mkostemp(ours.path, O_CLOEXEC);
    theirs.fd = mkostemp(theirs.path, O_CLOEXEC);
    assert_true(ours.fd >= 0 && theirs.fd >= 0);
    house_step(0);
    setenv("BUDAYANG_CLOCK", ours.path, 1);
    atexit(remove_clocks);
}

void house_step(int64_t ms)
{
    theirs.ms[0] += ms;
    ours.ms[0] += ms;
    write_clock(&theirs);
    write_clock(&ours);
}

void house_set_wall_off(int64_t ms)
{
    ours.ms[1] = ms;
    write_clock(&ours);
}

static void make_keys(const struct house *house)
{
    const char *const argv[] = {SOURCE_ROOT "/packaging/provision/make-demo-keys",
                                house_path(house, "keys"), NULL};
    assert_int_equal(0, wait_for(spawn(argv)));
    assert_int_equal(0, mkdir(house_path(house, "etc"), 0700));
    assert_int_equal(0, symlink(house_path(house, "keys/kiosk"), house_path(house, "etc/keys")));
}

static void start_province(struct house *house)
{
    char keys[HOUSE_PATH * 2], db[HOUSE_PATH * 2], control[HOUSE_PATH * 2], ready[HOUSE_PATH * 2];
    snprintf(keys, sizeof keys, "%s/keys/province", house->root);
    snprintf(db, sizeof db, "%s/province.db", house->root);
    snprintf(control, sizeof control, "%s/control", house->root);
    snprintf(ready, sizeof ready, "%s/ready", house->root);
    const char *const argv[] = {PROVINCE_STANDIN, "--port", "0",       "--keys", keys, "--db", db,
                                "--control",      control,  "--ready", ready,    NULL};
    setenv("BUDAYANG_CLOCK", theirs.path, 1);
    house->province = spawn(argv);
    setenv("BUDAYANG_CLOCK", ours.path, 1);
    wait_for_file(house->root, ready);
    FILE *f = fopen(ready, "r");
    assert_non_null(f);
    assert_int_equal(1, fscanf(f, "%63s", house->url));
    fclose(f);
}

static void connect_control(struct house *house)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = PATIENCE_S};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/control", house->root);
    house->control = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(house->control, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(0, connect(house->control, (struct sockaddr *)&address, sizeof address));
}

void house_write_settings(const struct house *house)
{
    FILE *f = fopen(house_path(house, "etc/kiosk.ini"), "w");
    assert_non_null(f);
    fprintf(f,
            "[kiosk]\ncode = K017\ntitle = 盐湖区政务服务\narea_code = 140802\n"
            "help_phone = 0359-0000000\nscreen_mm = 500\n[province]\nurl = %s\ntimeout_s = 10\n"
            "[devices]\nreceipt_profile = demo\n"
            "[visit]\nidle_s = 120\nwarn_s = 60\nresult_s = 60\n",
            house->url);
    fclose(f);
}

void house_open(struct house *house)
{
    *house = (struct house){.control = -1};
    snprintf(house->root, sizeof house->root, "/tmp/house-XXXXXX");
    assert_non_null(mkdtemp(house->root));
    setenv("BUDAYANG_RUN", house_path(house, "run"), 1);
    setenv("BUDAYANG_STATE", house_path(house, "state"), 1);
    setenv("BUDAYANG_ITEMS", house_path(house, "items"), 1);
    setenv("BUDAYANG_ETC", house_path(house, "etc"), 1);
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    setenv("BUDAYANG_LOG", "warn", 0);
    start_clocks();
    make_keys(house);
    start_province(house);
    connect_control(house);
    house_write_settings(house);
}

void house_start_platform(struct house *house, const char *failpoint)
{
    const char *const argv[] = {house->program ? house->program : KIOSK_PLATFORM, NULL};
    if (failpoint)
        setenv("BUDAYANG_FAILPOINT", failpoint, 1);
    if (house->preload)
        setenv("LD_PRELOAD", house->preload, 1);
    house->platform = spawn_into(argv, house->log);
    unsetenv("BUDAYANG_FAILPOINT");
    unsetenv("LD_PRELOAD");
}

int house_end_platform(struct house *house, int signal)
{
    if (signal)
        kill(house->platform, signal);
    pid_t pid = house->platform;
    house->platform = 0;
    return wait_for(pid);
}

static void end_programs(struct house *house)
{
    if (house->platform)
        house_end_platform(house, SIGTERM);
    kill(house->province, SIGTERM);
    assert_int_equal(0, wait_for(house->province));
    close(house->control);
}

void house_empty(struct house *house)
{
    end_programs(house);
    const char *const argv[] = {"/bin/rm",
                                "-rf",
                                house_path(house, "state"),
                                house_path(house, "items"),
                                house_path(house, "province.db"),
                                house_path(house, "province.db-wal"),
                                house_path(house, "province.db.attachments"),
                                house_path(house, "ready"),
                                NULL};
    assert_int_equal(0, wait_for(spawn(argv)));
    start_province(house);
    connect_control(house);
    house_write_settings(house);
}

void house_close(struct house *house)
{
    end_programs(house);
    const char *const argv[] = {"/bin/rm", "-rf", house->root, NULL};
    assert_int_equal(0, wait_for(spawn(argv)));
}

const char *house_ask(struct house *house, const char *format, ...)
{
    static char reply[1024 * 1024];
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    assert_true(n > 0 && (size_t)n < sizeof line - 1);
    line[n++] = '\n';
    assert_int_equal(n, send(house->control, line, (size_t)n, MSG_NOSIGNAL));
    size_t size = 0;
    while (size == 0 || reply[size - 1] != '\n') {
        assert_true(size < sizeof reply - 1);
        ssize_t got = recv(house->control, reply + size, sizeof reply - 1 - size, 0);
        assert_true(got > 0);
        size += (size_t)got;
    }
    reply[size - 1] = '\0';
    if (strncmp(reply, "ok", 2) != 0)
        fail_msg("%s → %s", format, reply);
    return reply[2] ? reply + 3 : "";
}

static void fill_field(struct application *a, const char *name, enum value_source source,
                       const char *value)
{
    struct application_field *field = &a->field[a->count++];
    snprintf(field->name, sizeof field->name, "%s", name);
    field->source = source;
    assert_ok(secret_set_text(&field->value, value));
}

void house_fill_application(struct application *ret_application, int n)
{
    struct application *a = ret_application;
    *a = (struct application){.consent_ms = 1795420800000};
    snprintf(a->application_id, sizeof a->application_id, "6f9619ff-8b86-4d01-b42d-%012d", n);
    strcpy(a->task_code, "11140802MB0000000K4442036007000");
    strcpy(a->task_name, "异地就医备案");
    strcpy(a->task_version, "3");
    strcpy(a->notice_version, "2026-1");
    fill_field(a, "applyer_name", SOURCE_CARD, "张三");
    fill_field(a, "applyer_page_code", SOURCE_CARD, "11010519491231002X");
    fill_field(a, "contact_mobile", SOURCE_SHARED, "13800000026");
    fill_field(a, "insured_area", SOURCE_SHARED, "140802");
    fill_field(a, "treatment_area", SOURCE_ANSWER, "310101");
    fill_field(a, "reason_code", SOURCE_ANSWER, "1");
}

void house_add_file(struct application *application, size_t size, int seals)
{
    static const uint8_t begins[] = {0xFF, 0xD8, 0xFF, 0xE0};
    struct application_file *file = &application->file[application->files++];
    uint8_t *content = malloc(size);
    assert_non_null(content);
    for (size_t i = 0; i < size; i++)
        content[i] = i < sizeof begins ? begins[i] : (uint8_t)(i * 2654435761U >> 16);
    snprintf(file->name, sizeof file->name, "id_photo");
    file->fd = memfd_create("house", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_true(file->fd >= 0);
    for (size_t done = 0; done < size;) {
        ssize_t n = write(file->fd, content + done, size - done);
        assert_true(n > 0);
        done += (size_t)n;
    }
    assert_int_equal(0, fcntl(file->fd, F_ADD_SEALS, seals));
    free(content);
}
