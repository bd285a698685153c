/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/captured.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "platform/base/sealed.h"
#include "platform/base/text.h"

static size_t room(const struct captured *captured)
{
    size_t left = APPLICATION_FILES_SIZE;
    for (size_t i = 0; i < captured->count; i++)
        left -= captured->page[i].size;
    return left;
}

enum err captured_put(struct captured *captured, const char *name, int *fd)
{
    struct sealed_view view;
    if (captured->count == APPLICATION_FILES_MAX)
        return ERR_TOO_LONG;
    TRY(sealed_look(*fd, room(captured), &view));
    struct captured_page *page = &captured->page[captured->count++];
    *page = (struct captured_page){.fd = *fd, .size = view.size};
    text_copy(page->name, sizeof page->name, name);
    sealed_view_done(&view);
    *fd = -1;
    return ERR_NONE;
}

static bool is_of(const struct captured_page *page, const char *name)
{
    return strcmp(page->name, name) == 0;
}

size_t captured_count(const struct captured *captured, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < captured->count; i++)
        count += is_of(&captured->page[i], name);
    return count;
}

static void drop_at(struct captured *captured, size_t at)
{
    struct captured_page *page = &captured->page[at];
    auto_close(&page->fd);
    captured->count--;
    memmove(page, page + 1, (captured->count - at) * sizeof *page);
    wipe(&captured->page[captured->count], sizeof *page);
}

void captured_drop(struct captured *captured, const char *name)
{
    for (size_t i = captured->count; i-- > 0;)
        if (is_of(&captured->page[i], name))
            drop_at(captured, i);
}

void captured_drop_last(struct captured *captured, const char *name)
{
    size_t at = captured->count;
    while (at > 0 && !is_of(&captured->page[at - 1], name))
        at--;
    if (at > 0)
        drop_at(captured, at - 1);
}

void captured_wipe(struct captured *captured)
{
    for (size_t i = 0; i < captured->count; i++)
        auto_close(&captured->page[i].fd);
    wipe(captured, sizeof *captured);
}

enum err captured_add(const struct captured *captured, struct application *application)
{
    for (size_t i = 0; i < captured->count; i++) {
        if (application->files == APPLICATION_FILES_MAX)
            return ERR_TOO_LONG;
        struct application_file *file = &application->file[application->files];
        int fd = fcntl(captured->page[i].fd, F_DUPFD_CLOEXEC, 0);
        if (fd < 0)
            return err_from_errno(errno);
        text_copy(file->name, sizeof file->name, captured->page[i].name);
        file->fd = fd;
        application->files++;
    }
    return ERR_NONE;
}
