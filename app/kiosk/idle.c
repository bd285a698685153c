/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/idle.h"

#include "platform/base/clock.h"

void idle_init(struct idle *idle, int idle_s, int warn_s)
{
    *idle = (struct idle){.idle_ms = idle_s * INT64_C(1000), .warn_ms = warn_s * INT64_C(1000)};
    idle_touch(idle);
}

void idle_touch(struct idle *idle)
{
    idle->touched_ms = clock_now_ms();
}

enum idle_state idle_look(const struct idle *idle, int patience, int *ret_left_s)
{
    int64_t warned = clock_now_ms() - idle->touched_ms - idle->idle_ms * patience;
    int64_t left = idle->warn_ms * patience - warned;
    *ret_left_s = 0;
    if (warned < 0)
        return IDLE_ACTIVE;
    if (left <= 0)
        return IDLE_OVER;
    *ret_left_s = (int)((left + 999) / 1000);
    return IDLE_WARN;
}

int64_t idle_due(const struct idle *idle, int patience)
{
    int64_t warn_at = idle->touched_ms + idle->idle_ms * patience;
    int64_t now = clock_now_ms();
    if (now < warn_at)
        return warn_at;
    int64_t over_at = warn_at + idle->warn_ms * patience;
    int64_t next_second = now + 1 + (over_at - now - 1) % 1000;
    return next_second < over_at ? next_second : over_at;
}
