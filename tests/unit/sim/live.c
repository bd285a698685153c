/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/sim/live.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "platform/base/clock.h"
#include "tests/sim/umock/preload.h"

static void die(const char *what)
{
    perror(what);
    exit(99);
}

static void start(struct live *l)
{
    char receipts[128];
    const char *program = getenv("KIOSK_SIM");
    snprintf(receipts, sizeof receipts, "%s/receipts", l->folder);
    l->pid = fork();
    if (l->pid < 0)
        die("fork");
    if (l->pid == 0) {
        execl(program, program, "--control", l->control, "--receipts", receipts, "--ready",
              l->ready, (char *)NULL);
        die("kiosk-sim");
    }
}

/* The file appears by a rename: an inotify watch wakes us. */
static void wait_for_file(const struct live *l)
{
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    struct pollfd p = {.fd = fd, .events = POLLIN};
    char scratch[4096];
    if (fd < 0 || inotify_add_watch(fd, l->folder, IN_MOVED_TO) < 0)
        die("inotify");
    int64_t deadline = clock_now_ms() + 20000;
    while (access(l->ready, R_OK) != 0 && clock_now_ms() < deadline)
        if (poll(&p, 1, 500) > 0 && read(fd, scratch, sizeof scratch) < 0)
            die("inotify read");
    close(fd);
}

static void read_directory(struct live *l)
{
    FILE *f = fopen(l->ready, "r");
    if (!f || fscanf(f, "UMOCKDEV_DIR=%255s", l->directory) != 1)
        die("ready file");
    fclose(f);
}

static void connect_control(struct live *l)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", l->control);
    l->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (l->fd < 0 || connect(l->fd, (struct sockaddr *)&address, sizeof address) != 0)
        die("control socket");
}

static void first_life(struct live *l, char **argv)
{
    char template[] = "/tmp/sim-test-XXXXXX", pid[16];
    if (!mkdtemp(template))
        die("mkdtemp");
    snprintf(l->folder, sizeof l->folder, "%s", template);
    snprintf(l->control, sizeof l->control, "%s/control", l->folder);
    snprintf(l->ready, sizeof l->ready, "%s/ready", l->folder);
    start(l);
    wait_for_file(l);
    read_directory(l);
    snprintf(pid, sizeof pid, "%d", (int)l->pid);
    setenv("SIM_TEST_FOLDER", l->folder, 1);
    setenv("SIM_TEST_PID", pid, 1);
    setenv("UMOCKDEV_DIR", l->directory, 1);
    char list[512];
    preload_list(list, sizeof list);
    setenv("LD_PRELOAD", list, 1);
    execv("/proc/self/exe", argv);
    die("exec");
}

void live_begin(struct live *l, char **argv)
{
    const char *folder = getenv("SIM_TEST_FOLDER");
    memset(l, 0, sizeof *l);
    if (!folder)
        first_life(l, argv);
    snprintf(l->folder, sizeof l->folder, "%s", folder);
    snprintf(l->control, sizeof l->control, "%s/control", folder);
    snprintf(l->ready, sizeof l->ready, "%s/ready", folder);
    snprintf(l->directory, sizeof l->directory, "%s", getenv("UMOCKDEV_DIR"));
    l->pid = atoi(getenv("SIM_TEST_PID"));
    connect_control(l);
    if (libusb_init(&l->usb) != 0)
        die("libusb");
}

static void remove_folder(const char *folder)
{
    pid_t pid = fork();
    if (pid == 0) {
        execlp("rm", "rm", "-rf", folder, (char *)NULL);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
}

void live_end(struct live *l)
{
    int status = 0;
    libusb_exit(l->usb);
    close(l->fd);
    kill(l->pid, SIGTERM);
    if (waitpid(l->pid, &status, 0) != l->pid || status != 0)
        die("kiosk-sim did not end well");
    if (access(l->directory, F_OK) == 0)
        die("kiosk-sim left its testbed behind");
    remove_folder(l->folder);
}

const char *live_say(struct live *l, const char *format, ...)
{
    static char reply[LIVE_REPLY];
    char line[8192];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    line[n] = '\n';
    if (send(l->fd, line, (size_t)n + 1, MSG_NOSIGNAL) != n + 1)
        die("control send");
    size_t size = 0;
    while (size < sizeof reply - 1 && (size == 0 || reply[size - 1] != '\n')) {
        ssize_t got = recv(l->fd, reply + size, sizeof reply - 1 - size, 0);
        if (got <= 0)
            die("control receive");
        size += (size_t)got;
    }
    reply[size - 1] = '\0';
    return reply;
}

libusb_device_handle *live_open(struct live *l, uint16_t product)
{
    int64_t deadline = clock_now_ms() + 5000;
    while (clock_now_ms() < deadline) {
        libusb_device **list;
        libusb_device_handle *handle = NULL;
        ssize_t n = libusb_get_device_list(l->usb, &list);
        for (ssize_t i = 0; i < n && !handle; i++) {
            struct libusb_device_descriptor d;
            if (libusb_get_device_descriptor(list[i], &d) == 0 && d.idProduct == product &&
                libusb_open(list[i], &handle) != 0)
                handle = NULL;
        }
        libusb_free_device_list(list, 1);
        if (handle)
            return handle;
        struct timeval nap = {.tv_usec = 20000}; /* hotplug messages come in here */
        libusb_handle_events_timeout_completed(l->usb, &nap, NULL);
    }
    return NULL;
}
