/* SPDX-License-Identifier: Apache-2.0 */
/* budayang-photo PARENT PLUGIN ARGUMENT: 1,024 bytes from standard input, a picture to standard
 * output, in a process that may do nothing else. Its statuses: plugin.h. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include "drivers/photo/limits.h"
#include "drivers/photo/photo.h"
#include "drivers/photo/plugin.h"

enum { PAGE = 4096, ROOM = (PHOTO_PIXELS + PAGE - 1) / PAGE * PAGE };

/* Not a byte that decoders leave, and not the same in a row. */
static uint8_t untouched(size_t i)
{
    return (uint8_t)(0xa5 ^ (i * 37));
}

/* The picture ends where the process may not write: who runs over its end ends here. The stored
 * bytes are in a page of their own. */
static uint8_t *make_room(size_t size, size_t room)
{
    uint8_t *all = mmap(NULL, PAGE + room + PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || mprotect(all + PAGE, room, PROT_READ | PROT_WRITE) != 0)
        return NULL;
    return all + PAGE + room - size;
}

static bool read_stored(uint8_t *stored)
{
    size_t got = 0;
    ssize_t n = 1;
    while (got < PHOTO_STORED && n > 0) {
        n = read(STDIN_FILENO, stored + got, PHOTO_STORED - got);
        got += n > 0 ? (size_t)n : 0;
    }
    close(STDIN_FILENO);
    return got == PHOTO_STORED;
}

static bool write_picture(const uint8_t *pixels)
{
    size_t put = 0;
    ssize_t n = 1;
    while (put < PHOTO_PIXELS && n > 0) {
        n = write(STDOUT_FILENO, pixels + put, PHOTO_PIXELS - put);
        put += n > 0 ? (size_t)n : 0;
    }
    return put == PHOTO_PIXELS;
}

/* One that stopped early left the last row as it was. */
static bool is_finished(const uint8_t *pixels)
{
    for (size_t i = PHOTO_PIXELS - PHOTO_ROW; i < PHOTO_PIXELS; i++)
        if (pixels[i] != untouched(i))
            return true;
    return false;
}

static enum plugin_end decode(const char *path, int argument, const uint8_t *stored)
{
    uint8_t *pixels = make_room(PHOTO_PIXELS, ROOM);
    void *library = pixels ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (!library)
        return pixels ? PLUGIN_NOT_LOADED : PLUGIN_USAGE;
    plugin_unpack_fn *unpack = NULL;
    *(void **)&unpack = dlsym(library, PLUGIN_FUNCTION);
    if (!unpack)
        return PLUGIN_NOT_LOADED;
    for (size_t i = 0; i < PHOTO_PIXELS; i++)
        pixels[i] = untouched(i);
    if (unpack(stored, pixels, argument) < 0 || !is_finished(pixels))
        return PLUGIN_REFUSED;
    return write_picture(pixels) ? PLUGIN_DONE : PLUGIN_USAGE;
}

/* Ended with its parent, also when that ended before we asked for it. */
static bool follow_parent(const char *parent)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == atoi(parent);
}

int main(int argc, char **argv)
{
    if (argc != 4 || !follow_parent(argv[1]))
        return PLUGIN_USAGE;
    uint8_t *stored = make_room(PHOTO_STORED, PAGE);
    if (!stored || !read_stored(stored) ||
        mprotect(stored + PHOTO_STORED - PAGE, PAGE, PROT_READ) != 0 || limits_take() != ERR_NONE)
        return PLUGIN_USAGE;
    /* Not exit(): what the library left for the end is not run. */
    _exit(decode(argv[2], atoi(argv[3]), stored));
}
