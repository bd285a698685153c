/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/unfinished.h"

#include <fcntl.h>

#include "platform/base/paths.h"

enum { PATH_SIZE = 512 };

static bool path_of(const char *device_id, char ret_path[PATH_SIZE])
{
    char name[64];
    snprintf(name, sizeof name, "%.32s.unfinished", device_id);
    return paths_join(PLACE_RUN, name, ret_path, PATH_SIZE) == ERR_NONE;
}

void unfinished_set(const char *device_id, bool unfinished)
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

bool unfinished_get(const char *device_id)
{
    char path[PATH_SIZE];
    return path_of(device_id, path) && access(path, F_OK) == 0;
}
