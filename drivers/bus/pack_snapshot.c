/* SPDX-License-Identifier: Apache-2.0 */
/* Photographs cross as descriptors: their pixels are never copied into a message. */
#include <errno.h>
#include <fcntl.h>

#include "drivers/bus/interface.h"
#include "drivers/bus/pack.h"
#include "platform/base/sealed.h"

enum { FINDINGS = SNAPSHOT_DARK | SNAPSHOT_BRIGHT | SNAPSHOT_BLURRED };

int pack_snapshot(sd_bus_message *m, const struct snapshot *snapshot)
{
    return sd_bus_message_append(m, DEVICES_SNAPSHOT_SIGNATURE, snapshot->file, snapshot->preview,
                                 (uint32_t)snapshot->width, (uint32_t)snapshot->height,
                                 snapshot->findings);
}

static enum err check_size(int fd, size_t most, size_t exactly)
{
    struct sealed_view view;
    TRY(sealed_look(fd, most, &view));
    bool fits = !exactly || view.size == exactly;
    sealed_view_done(&view);
    return fits ? ERR_NONE : ERR_FORMAT;
}

static enum err keep(int fd, int *ret_fd)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return err_from_errno(errno);
    *ret_fd = own;
    return ERR_NONE;
}

enum err unpack_snapshot(sd_bus_message *m, struct snapshot *ret_snapshot)
{
    int file, preview;
    uint32_t w, h, findings;
    if (sd_bus_message_read(m, DEVICES_SNAPSHOT_SIGNATURE, &file, &preview, &w, &h, &findings) <= 0)
        return ERR_FORMAT;
    if (w < 1 || h < 1 || w > SNAPSHOT_SIDE_MAX || h > SNAPSHOT_SIDE_MAX)
        return ERR_RANGE;
    size_t size = (size_t)w * h * 3;
    TRY(check_size(file, SNAPSHOT_FILE_MAX, 0));
    TRY(check_size(preview, size, size));
    AUTO(auto_close) int own = -1;
    struct snapshot draft = {.width = (int)w, .height = (int)h, .findings = findings & FINDINGS};
    TRY(keep(file, &own));
    TRY(keep(preview, &draft.preview));
    draft.file = own;
    own = -1;
    *ret_snapshot = draft;
    return ERR_NONE;
}
