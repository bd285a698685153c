/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/input.h"

#include <errno.h>
#include <string.h>

#include "platform/base/secret.h"

enum { FIRST_ROOM = 64 * 1024 };

void input_wipe(struct input *input)
{
    wipe_free(input->data, input->room);
    *input = (struct input){.data = NULL};
}

static enum err grow(struct input *in)
{
    size_t room = in->room ? in->room * 2 : FIRST_ROOM;
    uint8_t *larger = malloc(room);
    if (!larger)
        return ERR_MEMORY;
    if (in->size > 0)
        memcpy(larger, in->data, in->size);
    wipe_free(in->data, in->room);
    in->data = larger;
    in->room = room;
    return ERR_NONE;
}

/* Also from a pipe, whose size nobody knows. */
static enum err read_all(FILE *f, size_t limit, struct input *in)
{
    for (;;) {
        if (in->size == in->room)
            TRY(grow(in));
        size_t got = fread(in->data + in->size, 1, in->room - in->size, f);
        if (got == 0)
            return ferror(f) ? ERR_IO : ERR_NONE;
        in->size += got;
        if (in->size > limit)
            return ERR_TOO_LONG;
    }
}

enum err input_read(const char *name, size_t limit, struct input *ret_input)
{
    AUTO(auto_fclose) FILE *opened = strcmp(name, "-") != 0 ? fopen(name, "re") : NULL;
    if (strcmp(name, "-") != 0 && !opened)
        return errno == ENOENT ? ERR_NOT_FOUND : err_from_errno(errno);
    struct input in = {.data = NULL};
    enum err e = read_all(opened ? opened : stdin, limit, &in);
    if (e != ERR_NONE) {
        input_wipe(&in);
        return e;
    }
    *ret_input = in;
    return ERR_NONE;
}
