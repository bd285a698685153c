/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/material.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "platform/base/text.h"

_Static_assert((int)APPLICATION_FILES_SIZE <= (int)ATTACHMENT_CONTENT_MAX, "one may be all of it");
_Static_assert((int)APPLICATION_FILES_MAX <= (int)OUTBOX_FILES_MAX, "as many as are kept");

struct view {
    void *content;
    size_t size;
};

static void view_done(struct view *view)
{
    if (view->content)
        munmap(view->content, view->size);
}

/* Whoever gave it away cannot change or cut it while it is read. */
static bool is_fixed(int fd)
{
    const int wanted = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW;
    int seals = fcntl(fd, F_GET_SEALS);
    return seals >= 0 && (seals & wanted) == wanted;
}

static enum err look_into(int fd, size_t room, struct view *ret_view)
{
    struct stat file;
    if (!is_fixed(fd))
        return ERR_ACCESS;
    if (fstat(fd, &file) != 0)
        return err_from_errno(errno);
    if (file.st_size <= 0 || (uint64_t)file.st_size > room)
        return ERR_TOO_LONG;
    void *content = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (content == MAP_FAILED)
        return err_from_errno(errno);
    *ret_view = (struct view){content, (size_t)file.st_size};
    return ERR_NONE;
}

static enum err seal_one(const struct application_file *file, const struct sm2_key *province,
                         struct material *m, size_t *room)
{
    AUTO(view_done) struct view view = {.content = NULL};
    struct attachment_box *box = &m->box[m->count];
    struct submission_attachment *told = &m->told[m->count];
    TRY(look_into(file->fd, *room, &view));
    *room -= view.size;
    const char *type = attachment_media_type(view.content, view.size);
    if (!type)
        return ERR_UNSUPPORTED;
    TRY(attachment_seal(province, view.content, view.size, box));
    *told = (struct submission_attachment){
        .media_type = type, .address = box->address, .sm3 = box->sm3, .size = box->size};
    text_copy(told->name, sizeof told->name, file->name);
    m->kept[m->count++] = (struct outbox_file){box->address, box->data, box->size};
    return ERR_NONE;
}

enum err material_seal(const struct application *application, const struct sm2_key *province,
                       struct material *material)
{
    size_t room = APPLICATION_FILES_SIZE;
    for (size_t i = 0; i < application->files; i++)
        TRY(seal_one(&application->file[i], province, material, &room));
    return ERR_NONE;
}

void material_done(struct material *material)
{
    for (size_t i = 0; i < material->count; i++)
        attachment_done(&material->box[i]);
    material->count = 0;
}
