/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/shoot.h"

#include "platform/base/clock.h"

static enum err look(const struct frame *frame, struct snapshot *ret_snapshot)
{
    struct page page;
    TRY(page_of_frame(frame, &page));
    enum err e = page_snapshot(&page, ret_snapshot);
    page_wipe(&page);
    return e;
}

enum err shoot_page(struct camera *camera, int wake_fd, struct snapshot *ret_snapshot)
{
    int64_t deadline = clock_now_ms() + SHOOT_MS;
    struct frame frame;
    for (int i = 0; i < SHOOT_SETTLE; i++)
        TRY(camera->next(camera, deadline, wake_fd, &frame));
    for (int i = 0; i < SHOOT_TRIES; i++) {
        TRY(camera->next(camera, deadline, wake_fd, &frame));
        enum err e = look(&frame, ret_snapshot);
        if (e == ERR_NONE || err_category(e) == ERR_CAT_INTERNAL)
            return e;
    }
    return ERR_IO;
}
