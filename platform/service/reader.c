/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/wait.h>

#include "platform/base/paths.h"

enum { PATH_SIZE = 512, READS = 0, FAULTY = 1 };

struct reader {
    pid_t pid;
    int fd; /* of the process; readable when it ended */
    sd_event_source *ended;
    reader_fn *fn;
    void *user;
};

/* Its words for whoever called it go nowhere; its log goes where ours goes. */
static enum err spawn(const char *folder, pid_t *ret_pid)
{
    char tool[PATH_SIZE];
    posix_spawn_file_actions_t actions;
    char *const argv[] = {(char *)"kioskctl-item", (char *)"index", (char *)(uintptr_t)folder,
                          NULL};
    TRY(paths_tool("kioskctl-item", tool, sizeof tool));
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ERR_MEMORY;
    int failed =
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) |
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) |
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    if (!failed)
        failed = posix_spawn(ret_pid, tool, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed ? ERR_LIBRARY : ERR_NONE;
}

static int on_ended(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)fd, (void)events;
    struct reader *r = user;
    siginfo_t info = {.si_pid = 0};
    enum err e = ERR_LIBRARY;
    if (waitid(P_PIDFD, (id_t)r->fd, &info, WEXITED) == 0 && info.si_code == CLD_EXITED)
        e = info.si_status == READS    ? ERR_NONE
            : info.si_status == FAULTY ? ERR_FORMAT
                                       : ERR_LIBRARY;
    r->pid = 0;
    reader_fn *fn = r->fn;
    void *whose = r->user;
    reader_free(r);
    fn(whose, e);
    return 0;
}

enum err reader_new(sd_event *loop, const char *folder, reader_fn *fn, void *user,
                    struct reader **ret_reader)
{
    struct reader *r = calloc(1, sizeof *r);
    if (!r)
        return ERR_MEMORY;
    *r = (struct reader){.fd = -1, .fn = fn, .user = user};
    enum err e = spawn(folder, &r->pid);
    if (e == ERR_NONE && (r->fd = pidfd_open(r->pid, 0)) < 0)
        e = err_from_errno(errno);
    if (e == ERR_NONE && sd_event_add_io(loop, &r->ended, r->fd, EPOLLIN, on_ended, r) < 0)
        e = ERR_LIBRARY;
    if (e != ERR_NONE) {
        reader_free(r);
        return e;
    }
    *ret_reader = r;
    return ERR_NONE;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    if (reader->pid > 0) {
        kill(reader->pid, SIGKILL);
        waitpid(reader->pid, NULL, 0);
    }
    sd_event_source_disable_unref(reader->ended);
    if (reader->fd >= 0)
        close(reader->fd);
    free(reader);
}
