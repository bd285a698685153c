/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/watch.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include "platform/base/text.h"

/* IN_ATTRIB: udev makes a node first and gives it its group later. */
enum {
    CHANGES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_ATTRIB,
};

struct wire_watch {
    char path[WATCH_PATH];
    void (*fn)(void *user);
    void *user;
    int changes_fd, stop_fd, watch;
    pthread_t thread;
    bool has_thread;
};

static void deepest_folder(const struct wire_watch *w, char ret_folder[WATCH_PATH])
{
    struct stat s;
    text_copy(ret_folder, WATCH_PATH, w->path);
    do {
        char *slash = strrchr(ret_folder, '/');
        if (!slash || slash == ret_folder) {
            text_copy(ret_folder, WATCH_PATH, "/");
            return;
        }
        *slash = '\0';
    } while (stat(ret_folder, &s) != 0 || !S_ISDIR(s.st_mode));
}

static void look_at_folder(struct wire_watch *w)
{
    char folder[WATCH_PATH], again[WATCH_PATH];
    deepest_folder(w, again);
    do {
        text_copy(folder, sizeof folder, again);
        int old = w->watch;
        w->watch = inotify_add_watch(w->changes_fd, folder, CHANGES);
        if (old >= 0 && old != w->watch)
            inotify_rm_watch(w->changes_fd, old);
        deepest_folder(w, again); /* it may have grown meanwhile */
    } while (strcmp(folder, again) != 0);
}

static void *run(void *user)
{
    struct wire_watch *w = user;
    struct pollfd fds[2] = {{.fd = w->changes_fd, .events = POLLIN},
                            {.fd = w->stop_fd, .events = POLLIN}};
    while (poll(fds, ARRAY_LEN(fds), -1) > 0 || errno == EINTR) {
        char events[4096];
        if (fds[1].revents)
            break;
        ssize_t n = read(w->changes_fd, events, sizeof events);
        (void)n; /* that something changed is enough */
        look_at_folder(w);
        w->fn(w->user);
    }
    return NULL;
}

static enum err start(struct wire_watch *w)
{
    w->changes_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    w->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (w->changes_fd < 0 || w->stop_fd < 0)
        return ERR_LIBRARY;
    look_at_folder(w);
    w->fn(w->user);
    w->has_thread = pthread_create(&w->thread, NULL, run, w) == 0;
    return w->has_thread ? ERR_NONE : ERR_LIBRARY;
}

enum err wire_watch_new(const char *path, void (*fn)(void *user), void *user,
                        struct wire_watch **ret_watch)
{
    if (path[0] != '/')
        return ERR_USAGE;
    if (strlen(path) >= WATCH_PATH)
        return ERR_TOO_LONG;
    struct wire_watch *w = calloc(1, sizeof *w);
    if (!w)
        return ERR_MEMORY;
    *w = (struct wire_watch){.fn = fn, .user = user, .changes_fd = -1, .stop_fd = -1, .watch = -1};
    text_copy(w->path, sizeof w->path, path);
    enum err e = start(w);
    if (e != ERR_NONE) {
        wire_watch_free(w);
        return e;
    }
    *ret_watch = w;
    return ERR_NONE;
}

void wire_watch_stop(struct wire_watch *w)
{
    if (!w || !w->has_thread)
        return;
    uint64_t one = 1;
    ssize_t n = write(w->stop_fd, &one, sizeof one);
    (void)n;
    pthread_join(w->thread, NULL);
    w->has_thread = false;
}

void wire_watch_free(struct wire_watch *w)
{
    if (!w)
        return;
    wire_watch_stop(w);
    auto_close(&w->changes_fd);
    auto_close(&w->stop_fd);
    free(w);
}
