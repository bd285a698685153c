/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/unfinished.h"

#include <fcntl.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"

enum { PATH_SIZE = 512 };

static bool path_of(const char *device_id, char ret_path[PATH_SIZE])
{
    char name[64];
    snprintf(name, sizeof name, "%.32s.unfinished", device_id);
    return paths_join(PLACE_RUN, name, ret_path, PATH_SIZE) == ERR_NONE;
}

static void mark(const char *device_id, bool unfinished)
{
    char path[PATH_SIZE];
    if (!path_of(device_id, path))
        return;
    if (!unfinished) {
        unlink(path);
        return;
    }
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
}

void unfinished_open(struct unfinished *u, const char *device_id)
{
    char path[PATH_SIZE];
    bool marked = path_of(device_id, path) && access(path, F_OK) == 0;
    *u = (struct unfinished){.device_id = device_id, .hanging = marked};
}

void unfinished_begin(struct unfinished *u)
{
    mark(u->device_id, true);
    u->hanging = true;
}

void unfinished_end(struct unfinished *u, int paper_s)
{
    u->hanging = false;
    u->settles_ms = clock_now_ms() + paper_s * INT64_C(1000);
    unfinished_look(u);
}

void unfinished_look(struct unfinished *u)
{
    if (u->hanging || u->settles_ms == 0 || clock_now_ms() < u->settles_ms)
        return;
    u->settles_ms = 0;
    mark(u->device_id, false);
}
