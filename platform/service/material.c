/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/material.h"

#include "platform/base/sealed.h"
#include "platform/base/text.h"

_Static_assert((int)APPLICATION_FILES_SIZE <= (int)ATTACHMENT_CONTENT_MAX, "one may be all of it");
_Static_assert((int)APPLICATION_FILES_MAX <= (int)OUTBOX_FILES_MAX, "as many as are kept");

static enum err seal_one(const struct application_file *file, const struct sm2_key *province,
                         struct material *m, size_t *room)
{
    AUTO(sealed_view_done) struct sealed_view view = {.data = NULL};
    struct attachment_box *box = &m->box[m->count];
    struct submission_attachment *told = &m->told[m->count];
    TRY(sealed_look(file->fd, *room, &view));
    *room -= view.size;
    const char *type = attachment_media_type(view.data, view.size);
    if (!type)
        return ERR_UNSUPPORTED;
    TRY(attachment_seal(province, view.data, view.size, box));
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
