/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/photo/photo.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>

#include "drivers/photo/plugin.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

struct child {
    pid_t pid;
    int pidfd, out; /* of its standard output, our end */
    size_t got;
    uint8_t pixels[PHOTO_PIXELS + 1]; /* one more than it may give */
};

/* The reading end of a pipe that holds the stored photo and no more: written while nobody can have
 * gone yet. */
static int filled_pipe(const uint8_t stored[PHOTO_STORED])
{
    _Static_assert(PHOTO_STORED <= PIPE_BUF, "one write");
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    ssize_t n = write(ends[1], stored, PHOTO_STORED);
    close(ends[1]);
    if (n == PHOTO_STORED)
        return ends[0];
    close(ends[0]);
    return -1;
}

/* Standard input and output are its pipes, standard error is nowhere, nothing else is open. */
static int give_pipes(posix_spawn_file_actions_t *actions, int in, int out)
{
    int failed = posix_spawn_file_actions_adddup2(actions, in, STDIN_FILENO) |
                 posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO) |
                 posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    return failed | posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
}

static int spawn(const struct photo_decoder *d, int in, int out, pid_t *ret_pid)
{
    char parent[16], argument[16];
    static char *const no_environment[] = {NULL};
    snprintf(parent, sizeof parent, "%d", (int)getpid());
    snprintf(argument, sizeof argument, "%d", d->argument);
    const char *words[] = {d->helper, parent, d->plugin, argument, NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    int failed = give_pipes(&actions, in, out);
    char *argv[ARRAY_LEN(words)];
    memcpy(argv, words, sizeof argv);
    if (!failed)
        failed = posix_spawn(ret_pid, d->helper, &actions, NULL, argv, no_environment);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static enum err child_start(struct child *c, const struct photo_decoder *d,
                            const uint8_t stored[PHOTO_STORED])
{
    AUTO(auto_close) int in = filled_pipe(stored);
    int out[2];
    if (in < 0 || pipe2(out, O_CLOEXEC) != 0)
        return ERR_LIBRARY;
    int failed = spawn(d, in, out[1], &c->pid);
    close(out[1]);
    c->out = out[0];
    if (failed) {
        c->pid = -1;
        return ERR_LIBRARY;
    }
    c->pidfd = pidfd_open(c->pid, 0);
    return c->pidfd < 0 ? ERR_LIBRARY : ERR_NONE;
}

/* After this it is gone and reaped, whatever it did. *ret_status as from waitpid. */
static void child_end(struct child *c, int *ret_status)
{
    if (c->pid > 0) {
        kill(c->pid, SIGKILL);
        while (waitpid(c->pid, ret_status, 0) < 0 && errno == EINTR) {
        }
    }
    if (c->pidfd >= 0)
        close(c->pidfd);
    if (c->out >= 0)
        close(c->out);
    c->pid = -1;
}

/* True while more may come. */
static bool take_some(struct child *c)
{
    ssize_t n = read(c->out, c->pixels + c->got, sizeof c->pixels - c->got);
    if (n > 0)
        c->got += (size_t)n;
    return n > 0 && c->got < sizeof c->pixels;
}

/* Until it ended by itself. ERR_DEVICE_FAULT: more came than a picture. */
static enum err child_watch(struct child *c, const struct photo_decoder *d)
{
    int64_t deadline = clock_now_ms() + d->deadline_ms;
    bool open = true;
    for (;;) {
        struct pollfd fds[] = {{.fd = open ? c->out : -1, .events = POLLIN},
                               {.fd = open ? -1 : c->pidfd, .events = POLLIN},
                               {.fd = d->cancel_fd, .events = POLLIN}};
        int64_t left = deadline - clock_now_ms();
        if (left <= 0)
            return ERR_TIMEOUT;
        if (poll(fds, ARRAY_LEN(fds), (int)left) < 0)
            continue;
        if (fds[2].revents)
            return ERR_CANCELLED;
        if (fds[1].revents)
            return ERR_NONE;
        if (fds[0].revents)
            open = take_some(c);
        if (c->got > PHOTO_PIXELS)
            return ERR_DEVICE_FAULT;
    }
}

static enum err judge(const struct child *c, int status)
{
    if (!WIFEXITED(status))
        return ERR_DEVICE_FAULT;
    switch (WEXITSTATUS(status)) {
    case PLUGIN_DONE:
        return c->got == PHOTO_PIXELS ? ERR_NONE : ERR_DEVICE_FAULT;
    case PLUGIN_NOT_LOADED:
        return ERR_ABSENT;
    case PLUGIN_REFUSED:
        return ERR_REFUSED;
    default:
        return ERR_DEVICE_FAULT;
    }
}

enum err photo_decode(const struct photo_decoder *decoder, const uint8_t stored[PHOTO_STORED],
                      uint8_t *ret_pixels)
{
    if (!decoder->plugin || !*decoder->plugin)
        return ERR_UNSUPPORTED;
    struct child *c = calloc(1, sizeof *c);
    if (!c)
        return ERR_MEMORY;
    *c = (struct child){.pid = -1, .pidfd = -1, .out = -1};
    int status = 0;
    enum err e = child_start(c, decoder, stored);
    if (e == ERR_NONE)
        e = child_watch(c, decoder);
    child_end(c, &status);
    if (e == ERR_NONE)
        e = judge(c, status);
    if (e == ERR_NONE)
        memcpy(ret_pixels, c->pixels, PHOTO_PIXELS);
    wipe_free(c, sizeof *c);
    return e;
}
