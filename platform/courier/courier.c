/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/courier/courier_parts.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/failpoint.h"
#include "platform/base/log.h"
#include "platform/courier/chance.h"
#include "platform/courier/policy.h"
#include "platform/courier/stuck.h"

enum {
    OUTBOX_AGAIN_MS = 5000, /* the disk failed: look again after this */
    KEEP_AFTER_MS = 1,      /* by then the next message is on its way */
};

enum { CODE_ATTACHMENTS = 42205 };
enum { STATUS_UNAUTHORIZED = 401, STATUS_FORBIDDEN = 403 };

static void tell_link(enum err e, enum tls_trouble why)
{
    if (why == TLS_FINE)
        log_event(e == ERR_NONE ? LOG_INFO : LOG_WARN, "province_link", "err=%s", err_name(e));
    else
        log_event(LOG_WARN, "province_link", "err=%s why=%s advice=\"%s\"", err_name(e),
                  tls_trouble_name(why), tls_trouble_advice(why));
}

/* All that waits is due now. */
static void hurry(struct courier *c)
{
    c->held_until_ms = 0;
    enum err e = outbox_hurry(c->outbox, clock_wall_ms());
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "outbox_failed", "step=hurry err=%s", err_name(e));
    timer_set_after(c->due, 0);
}

void courier_set_link(struct courier *c, enum err e)
{
    bool online = e == ERR_NONE;
    enum tls_trouble why = e == ERR_NONE ? TLS_FINE : http_trouble(c->gate->http);
    if (e != c->last_link || why != c->last_trouble)
        tell_link(e, why);
    c->last_link = e;
    c->last_trouble = why;
    if (online == c->online)
        return;
    c->online = online;
    courier_plan_probe(c);
    if (online)
        hurry(c);
    c->events.online(c->events.user, online);
}

/* Nothing can hold it up for longer than a row may wait: then the clock was set back. */
static bool is_held(const struct courier *c, int64_t now)
{
    return now < c->held_until_ms && c->held_until_ms <= now + OUTBOX_LONGEST_WAIT_MS;
}

static int64_t until(const struct courier *c, int64_t when, int64_t now)
{
    int64_t at = is_held(c, now) && c->held_until_ms > when ? c->held_until_ms : when;
    return at > now ? at - now : 0;
}

static bool is_busy(const struct courier *c)
{
    return c->carrying || parcel_is_on_its_way(&c->parcel);
}

/* Looks at the queue when the next row is due; never while one is on its way. */
static void plan_queue(struct courier *c)
{
    int64_t now = clock_wall_ms();
    int64_t when = 0;
    if (is_busy(c))
        return;
    if (outbox_next_due(c->outbox, now, &when) != ERR_NONE)
        timer_set_after(c->due, OUTBOX_AGAIN_MS);
    else if (when == INT64_MAX)
        timer_stop(c->due);
    else
        timer_set_after(c->due, until(c, when, now));
}

/* What an answer says about the way to the province: who refuses our signature or certificate is
 * not reached; "later" says nothing new. */
enum err courier_link_of(const struct courier *c, enum err e, const struct http_reply *reply)
{
    if (!reply)
        return e;
    if (gate_verdict(c->gate, reply) == REPLY_LATER)
        return c->last_link;
    return reply->status == STATUS_UNAUTHORIZED || reply->status == STATUS_FORBIDDEN ? ERR_REFUSED
                                                                                     : ERR_NONE;
}

void courier_heard(struct courier *c, enum err e, const struct http_reply *reply)
{
    courier_set_link(c, courier_link_of(c, e, reply));
}

/* The province's clock stands beside ours in its Date header: the usual reason for 401. */
void courier_tell_staff(const struct courier *c, enum err e, const struct http_reply *reply)
{
    struct reply_error why = {0};
    int64_t off_ms = 0;
    if (reply) {
        reply_read_error(reply->body, reply->size, &why);
        off_ms = reply->date_ms ? clock_wall_ms() - reply->date_ms : 0;
    }
    log_event(LOG_ERROR, "courier_needs_staff",
              "number=%s err=%s status=%d code=%d detail=%s clock_off_ms=%lld",
              c->load.row.local_number, err_name(e), reply ? reply->status : 0, why.code,
              why.detail, (long long)off_ms);
}

/* Behind one that cannot go for a reason that is everybody's, the others wait: a queue of a month
 * is not tried row by row, and the order is kept. */
static int64_t put_back_at(struct courier *c, const struct http_reply *reply, int64_t delay_ms)
{
    int64_t when = clock_wall_ms() + delay_ms;
    if (policy_holds_all(reply ? reply->status : 0, c->load.row.tries))
        c->held_until_ms = when;
    return when;
}

/* Ours, or longer when the province asks for more; within reason. */
static int64_t retry_after(const struct courier *c, const struct http_reply *reply)
{
    int64_t asked_ms = reply ? reply->retry_ms : 0;
    uint32_t tries =
        c->parcel.went_on ? 0 : c->load.row.tries; /* a line that breaks, but carries */
    int64_t ours_ms = policy_back_off_ms(tries, chance());
    if (asked_ms > POLICY_ASKED_MS)
        asked_ms = POLICY_ASKED_MS;
    return asked_ms > ours_ms ? asked_ms : ours_ms;
}

/* The province does not have them any more: all are offered again. */
static enum err look_at_attachments(struct courier *c, const struct http_reply *reply)
{
    struct reply_error why = {0};
    if (reply)
        reply_read_error(reply->body, reply->size, &why);
    return why.code == CODE_ATTACHMENTS ? outbox_miss_attachments(c->outbox, c->load.row.id)
                                        : ERR_NONE;
}

static enum err settle(struct courier *c, enum err e, const struct http_reply *reply)
{
    enum policy_action action =
        policy_action(e, reply ? gate_verdict(c->gate, reply) : REPLY_LATER);
    c->held_until_ms = 0;
    TRY(look_at_attachments(c, reply));
    if (reply && action == POLICY_SENT) {
        e = answer_read(&c->load.row, reply, &c->answered);
        if (e == ERR_NONE)
            return ERR_NONE;
        /* A good answer that we cannot read: asking again gives the same one. */
        action = POLICY_STAFF;
    }
    if (reply && action == POLICY_REFUSED)
        return answer_keep_refusal(&c->load.row, reply, c->outbox);
    if (action == POLICY_RETRY)
        return outbox_mark_retry(c->outbox, c->load.row.id,
                                 put_back_at(c, reply, retry_after(c, reply)));
    courier_tell_staff(c, e, reply);
    return outbox_mark_for_staff(c->outbox, c->load.row.id,
                                 put_back_at(c, reply, policy_staff_ms(chance())));
}

/* What a citizen may see changed only when an application left the queue. */
static void tell_case(struct courier *c, enum outbox_kind kind, const char *local_number)
{
    struct case_status status;
    if (kind == OUTBOX_RATING)
        return;
    if (outbox_status(c->outbox, local_number, &status) == ERR_NONE && status.state != CASE_SAVED)
        c->events.case_changed(c->events.user, local_number);
}

/* The row still waits; the same key will find the same case. */
static void tell_disk(struct courier *c, const char *step, enum err e)
{
    log_event(LOG_ERROR, "outbox_failed", "step=%s err=%s", step, err_name(e));
    c->disk_failed = true;
    timer_set_after(c->due, OUTBOX_AGAIN_MS);
}

/* Makes the last good answer durable; only then is it told. */
static enum err keep_answer(struct courier *c)
{
    const struct answer answer = c->answered;
    if (answer.id == 0)
        return ERR_NONE;
    c->answered.id = 0;
    timer_stop(c->keep);
    TRY(answer_keep(&answer, c->outbox));
    tell_case(c, answer.kind, answer.local_number);
    return ERR_NONE;
}

static void on_carried(void *user, enum err e, const struct http_reply *reply);

static enum err send_load(struct courier *c)
{
    enum err e = load_send(&c->load, c->gate, on_carried, c, &c->carrying);
    if (e != ERR_NONE)
        load_done(&c->load);
    else
        timer_set_after(c->keep, KEEP_AFTER_MS);
    return e;
}

/* Its attachments first, when there are any that the province lacks. */
static enum err carry(struct courier *c)
{
    enum err e = parcel_begin(&c->parcel, c->load.row.id);
    if (e == ERR_NOT_FOUND)
        return send_load(c);
    if (e != ERR_NONE)
        load_done(&c->load);
    else
        timer_set_after(c->keep, KEEP_AFTER_MS);
    return e;
}

/* It alone cannot go, whatever the line does: its file is gone, its attachment was refused. Nobody
 * but its own lane waits for it. */
static void set_aside(struct courier *c, enum err e, const struct http_reply *reply)
{
    bool ended = false;
    courier_tell_staff(c, e, reply);
    enum err kept = keep_answer(c);
    if (kept == ERR_NONE)
        kept = stuck_settle(&c->parcel, &c->load.row, e, reply, &ended);
    if (kept == ERR_NONE && ended)
        tell_case(c, c->load.row.kind, c->load.row.local_number);
    load_done(&c->load);
    if (kept == ERR_NONE)
        plan_queue(c);
    else
        tell_disk(c, "parcel", kept);
}

static void on_parcel(void *user, enum err e, const struct http_reply *reply)
{
    struct courier *c = user;
    if (e == ERR_NONE && !reply) {
        e = load_sign(&c->load, c->gate); /* what was signed before them may be too old */
        if (e == ERR_NONE)
            e = send_load(c);
        else
            load_done(&c->load);
        if (e != ERR_NONE)
            tell_disk(c, "carry", e);
        return;
    }
    if (!stuck_is(&c->parcel, reply)) {
        on_carried(c, e, reply);
        return;
    }
    set_aside(c, e, reply);
    if (reply)
        courier_heard(c, e, reply);
}

/* While the province works: the last answer becomes durable, the next message is made ready. */
static void on_keep(void *user)
{
    struct courier *c = user;
    enum err e = keep_answer(c);
    if (e == ERR_NONE && c->carrying && !load_is_there(&c->next))
        e = load_take(c->outbox, c->gate, c->load.row.id, &c->next);
    if (e != ERR_NONE && e != ERR_NOT_FOUND)
        tell_disk(c, "keep", e);
}

/* The next one goes before the last answer is durable: the disk and the province work at the same
 * time. Whatever dies then, both rows wait and go again under their keys, in their order. */
static bool carry_next(struct courier *c)
{
    if (c->answered.id == 0 || !load_is_there(&c->next) || c->disk_failed)
        return false;
    c->load = c->next;
    c->next = (struct load){.is_last = false};
    if (carry(c) != ERR_NONE)
        return false;
    failpoint("ahead");
    return true;
}

static void on_carried(void *user, enum err e, const struct http_reply *reply)
{
    struct courier *c = user;
    const enum outbox_kind kind = c->load.row.kind;
    char local_number[NUMBER_TEXT];
    c->carrying = NULL;
    failpoint("reply");
    enum err kept = keep_answer(c);
    enum err settled = settle(c, e, reply);
    memcpy(local_number, c->load.row.local_number, sizeof local_number);
    load_done(&c->load);
    courier_heard(c, e, reply);
    if (kept == ERR_NONE && carry_next(c))
        return;
    load_done(&c->next);
    if (settled == ERR_NONE && c->answered.id == 0)
        tell_case(c, kind, local_number); /* refused */
    enum err kept_now = keep_answer(c);
    if (kept == ERR_NONE)
        kept = settled == ERR_NONE ? kept_now : settled;
    if (kept == ERR_NONE)
        plan_queue(c);
    else
        tell_disk(c, "settle", kept);
}

static void on_due(void *user)
{
    struct courier *c = user;
    if (is_busy(c) || !gate_is_ready(c->gate))
        return;
    c->disk_failed = false;
    if (is_held(c, clock_wall_ms())) {
        plan_queue(c);
        return;
    }
    enum err e = load_take(c->outbox, c->gate, 0, &c->load);
    if (e == ERR_NOT_FOUND) {
        plan_queue(c);
        return;
    }
    if (e == ERR_NONE)
        e = carry(c);
    if (e != ERR_NONE)
        tell_disk(c, "carry", e);
}

enum err courier_new(const struct gate *gate, struct timers *timers, struct outbox *outbox,
                     const struct courier_events *events, struct courier **ret_courier)
{
    struct courier *c = calloc(1, sizeof *c);
    if (!c)
        return ERR_MEMORY;
    *c = (struct courier){.gate = gate, .outbox = outbox, .events = *events, .last_link = ERR_GONE};
    enum err e = timer_new(timers, on_due, c, &c->due);
    if (e == ERR_NONE)
        e = timer_new(timers, courier_on_probe, c, &c->probe);
    if (e == ERR_NONE)
        e = timer_new(timers, on_keep, c, &c->keep);
    if (e == ERR_NONE)
        e = parcel_init(&c->parcel, gate, outbox, on_parcel, c);
    if (e != ERR_NONE) {
        courier_free(c);
        return e;
    }
    timer_set_after(c->probe, 0);
    timer_set_after(c->due, 0);
    *ret_courier = c;
    return ERR_NONE;
}

void courier_free(struct courier *courier)
{
    if (!courier)
        return;
    http_cancel(courier->carrying);
    http_cancel(courier->probing);
    parcel_end(&courier->parcel);
    load_done(&courier->load);
    load_done(&courier->next);
    timer_free(courier->due);
    timer_free(courier->keep);
    timer_free(courier->probe);
    free(courier);
}

bool courier_is_online(const struct courier *courier)
{
    return courier->online;
}

void courier_wake(struct courier *courier)
{
    if (!is_busy(courier))
        timer_set_after(courier->due, 0);
}

void courier_try_again(struct courier *courier)
{
    if (!is_busy(courier))
        hurry(courier);
    timer_set_after(courier->probe, 0);
}
