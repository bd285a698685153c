/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/photograph.h"

enum err photograph_take(struct photograph *photograph, struct snapshot *snapshot)
{
    struct sealed_view seen;
    size_t size = (size_t)snapshot->width * (size_t)snapshot->height * 3;
    TRY(sealed_look(snapshot->preview, size, &seen));
    photograph_drop(photograph);
    photograph->snapshot = *snapshot;
    photograph->seen = seen;
    photograph->version++;
    *snapshot = (struct snapshot){0};
    return ERR_NONE;
}

bool photograph_is_there(const struct photograph *photograph)
{
    return photograph->snapshot.width > 0;
}

void photograph_drop(struct photograph *photograph)
{
    sealed_view_done(&photograph->seen);
    snapshot_wipe(&photograph->snapshot);
}
