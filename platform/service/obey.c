/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/obey.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/durable.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"
#include "platform/service/obey_file.h"
#include "platform/service/trail.h"

struct obey {
    struct obey_parts parts;
    struct obey_memory memory;
};

static bool is_too_long(const struct remote_order *order, int64_t now)
{
    return order->until_ms > now + (int64_t)OBEY_LONGEST_DAYS * 24 * 60 * 60 * 1000;
}

/* --- what each kind changes; the file is written before anything is done --- */

static void close_kiosk(struct standing *standing, const struct remote_order *order)
{
    standing->closed_until_ms = order->until_ms;
    standing->closed = order->words;
}

static void open_kiosk(struct standing *standing, const struct remote_order *order)
{
    (void)order;
    standing->closed_until_ms = 0;
    standing->closed = (struct standing_words){.zh = ""};
}

static void put_notice(struct standing *standing, const struct remote_order *order)
{
    standing->notice_until_ms = *order->words.zh ? order->until_ms : 0;
    standing->notice = order->words;
}

static void set_hours(struct standing *standing, const struct remote_order *order)
{
    standing->opens_min = order->opens_min;
    standing->closes_min = order->closes_min;
}

static void (*const changes[REMOTE_KINDS])(struct standing *, const struct remote_order *) = {
    [REMOTE_OUT_OF_SERVICE] = close_kiosk,
    [REMOTE_IN_SERVICE] = open_kiosk,
    [REMOTE_NOTICE] = put_notice,
    [REMOTE_OPENING_HOURS] = set_hours,
};

static enum remote_outcome judge(const struct remote_order *order, int64_t now)
{
    if (order->kind == REMOTE_UNKNOWN)
        return REMOTE_NOT_KNOWN;
    if (!order->sound || is_too_long(order, now))
        return REMOTE_REJECTED;
    if (order->until_ms > 0 && order->until_ms <= now)
        return REMOTE_EXPIRED;
    return REMOTE_SUCCESS;
}

static struct obey_done *find(struct obey_memory *memory, const char *id)
{
    for (size_t i = 0; i < memory->count; i++)
        if (strcmp(memory->done[i].result.order_id, id) == 0)
            return &memory->done[i];
    return NULL;
}

static void remember(struct obey_memory *memory, const char *id, enum remote_outcome outcome)
{
    if (memory->count == OBEY_REMEMBERED)
        memmove(&memory->done[0], &memory->done[1], --memory->count * sizeof memory->done[0]);
    struct obey_done *done = &memory->done[memory->count++];
    *done = (struct obey_done){.result.outcome = outcome};
    text_copy(done->result.order_id, sizeof done->result.order_id, id);
}

static void act(struct obey *obey, enum remote_kind kind)
{
    if (kind == REMOTE_REFRESH)
        obey->parts.refresh(obey->parts.user);
    else if (kind == REMOTE_SEND_NOW)
        obey->parts.send_now(obey->parts.user);
    else
        obey->parts.standing(obey->parts.user);
}

static enum err do_once(struct obey *obey, const struct remote_order *order)
{
    struct obey_memory next = obey->memory;
    enum remote_outcome outcome = judge(order, clock_wall_ms());
    if (outcome == REMOTE_SUCCESS && changes[order->kind])
        changes[order->kind](&next.standing, order);
    remember(&next, order->id, outcome);
    TRY(obey_file_write(&next));
    obey->memory = next;
    log_event(LOG_INFO, "ordered", "kind=%s order=%s outcome=%s", order->word, order->id,
              remote_outcome_name(outcome));
    trail(obey->parts.audit, AUDIT_ORDERED, order->word, remote_outcome_name(outcome));
    if (outcome == REMOTE_SUCCESS)
        act(obey, order->kind);
    return ERR_NONE;
}

void obey_take(struct obey *obey, const struct remote_orders *orders)
{
    for (size_t i = 0; i < orders->count; i++) {
        struct obey_done *done = find(&obey->memory, orders->order[i].id);
        if (done)
            done->told = false; /* it was done, but nobody heard */
        enum err e = done ? ERR_NONE : do_once(obey, &orders->order[i]);
        if (e != ERR_NONE)
            log_event(LOG_ERROR, "order_not_kept", "order=%s err=%s", orders->order[i].id,
                      err_name(e));
    }
}

size_t obey_results(const struct obey *obey, struct upkeep_result ret_results[UPKEEP_RESULTS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < obey->memory.count && count < UPKEEP_RESULTS_MAX; i++)
        if (!obey->memory.done[i].told)
            ret_results[count++] = obey->memory.done[i].result;
    return count;
}

/* Kept for this run alone: after a restart all are told again, which does no harm. */
void obey_told(struct obey *obey, const struct upkeep_result *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct obey_done *done = find(&obey->memory, results[i].order_id);
        if (done)
            done->told = true;
    }
}

const struct standing *obey_standing(const struct obey *obey)
{
    return &obey->memory.standing;
}

enum err obey_new(const struct obey_parts *parts, struct obey **ret_obey)
{
    struct obey *obey = calloc(1, sizeof *obey);
    if (!obey)
        return ERR_MEMORY;
    obey->parts = *parts;
    enum err e = obey_file_read(&obey->memory);
    if (e != ERR_NONE && e != ERR_ABSENT)
        log_event(LOG_ERROR, "orders_unreadable", "err=%s", err_name(e));
    *ret_obey = obey;
    return ERR_NONE;
}

void obey_free(struct obey *obey)
{
    free(obey);
}
