/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/core/gadget_control.h"

#include <errno.h>
#include <string.h>

struct message {
    struct message *next;
    int64_t due;
    size_t size, at;
    uint8_t data[];
};

static bool is_in(uint8_t address)
{
    return address & 0x80;
}

void gadget_finish(struct transfer *t, int status)
{
    t->status = status;
    t->next = NULL;
    t->done(t);
}

void gadget_append(struct endpoint *e, struct transfer *t)
{
    struct transfer **at = &e->waiting;
    while (*at)
        at = &(*at)->next;
    t->next = NULL;
    *at = t;
}

static void finish_first(struct endpoint *e, int status)
{
    struct transfer *t = e->waiting;
    e->waiting = t->next;
    gadget_finish(t, status);
}

static void drop_first_message(struct endpoint *e)
{
    struct message *m = e->queue;
    e->queue = m->next;
    e->queued--;
    free(m);
}

static void clear_endpoint(struct endpoint *e, int status)
{
    alarm_stop(e->gadget->world, &e->ready);
    while (e->waiting)
        finish_first(e, status);
    while (e->queue)
        drop_first_message(e);
    e->halted = false;
}

static void clear_all(struct gadget *g, int status)
{
    clear_endpoint(&g->control, status);
    for (size_t i = 0; i < g->endpoint_count; i++)
        clear_endpoint(&g->endpoint[i], status);
}

/* How many of `size` payload bytes still cross before the device falls silent. */
static size_t allowed(const struct gadget *g, size_t size)
{
    if (!fault_ends_talk(g->coming.kind) || size <= g->coming_left)
        return size;
    return g->coming_left;
}

/* Counts bytes that crossed; true when a fault began at this point: then transfers may have ended.
 */
static bool crossed(struct gadget *g, size_t size)
{
    if (g->coming.kind == FAULT_NONE)
        return false;
    g->coming_left -= size < g->coming_left ? (uint32_t)size : g->coming_left;
    if (g->coming_left > 0)
        return false;
    struct fault fault = g->coming;
    fault.after = 0;
    gadget_set_fault(g, &fault);
    return true;
}

static bool halt_by_fault(struct endpoint *e)
{
    if (e->gadget->fault.kind == FAULT_STALL && e->waiting)
        e->halted = true;
    if (!e->halted)
        return false;
    while (e->waiting)
        finish_first(e, -EPIPE);
    return true;
}

/* Moves what fits of the first message into the first transfer; *ret_ended: a short packet or no
 * more room. Behind a full packet a transfer goes on (USB 2.0, 5.7.3 and 5.8.3). Returns the
 * transfer's status. */
static int fill(struct endpoint *e, struct transfer *t, bool *ret_ended)
{
    struct message *m = e->queue;
    size_t n = m->size - m->at, room = t->size - t->actual;
    bool too_much = n > room && t->size % e->packet_size != 0;
    if (n > room)
        n = room;
    n = allowed(e->gadget, n);
    if (n > 0)
        memcpy(t->data + t->actual, m->data + m->at, n);
    m->at += n;
    t->actual += n;
    e->gadget->bytes_in += n;
    bool babbles = e->gadget->fault.kind == FAULT_BABBLE && m->size > 0;
    *ret_ended = too_much || babbles || n == 0 || n % e->packet_size != 0 || t->actual == t->size;
    if (m->at >= m->size || too_much || babbles)
        drop_first_message(e);
    return too_much || babbles ? -EOVERFLOW : 0;
}

static void pump_in(struct endpoint *e)
{
    struct gadget *g = e->gadget;
    if (halt_by_fault(e))
        return;
    while (e->waiting && e->queue && e->queue->due <= g->world->now()) {
        struct transfer *t = e->waiting;
        bool ended;
        size_t before = t->actual;
        int status = fill(e, t, &ended);
        if (crossed(g, t->actual - before) && e->waiting != t)
            return;
        if (ended)
            finish_first(e, status);
    }
    if (e->queue && e->queue->due > g->world->now())
        alarm_set(g->world, &e->ready, e->queue->due - g->world->now());
}

static void pump_out(struct endpoint *e)
{
    struct gadget *g = e->gadget;
    if (halt_by_fault(e))
        return;
    while (e->waiting) {
        struct transfer *t = e->waiting;
        size_t offered = allowed(g, t->size - t->actual);
        size_t taken = g->model->out(g, e->address, t->data + t->actual, offered);
        if (e->waiting != t)
            return; /* an answer made the plug come out; t is not ours any more */
        t->actual += taken;
        g->bytes_out += taken;
        bool began = crossed(g, taken);
        if (began && e->waiting != t)
            return;
        if (!began && t->actual < t->size)
            return; /* NAK: the rest waits for gadget_resume() */
        if (t->actual < t->size)
            continue; /* mute: it goes on to take */
        finish_first(e, 0);
    }
}

static void on_ready(void *user)
{
    pump_in(user);
}

void gadget_submit(struct gadget *g, struct transfer *t)
{
    t->actual = 0;
    struct endpoint *e = t->kind == TRANSFER_CONTROL ? NULL : gadget_endpoint(g, t->endpoint);
    if (g->presence != GADGET_PRESENT) {
        gadget_finish(t, -ESHUTDOWN);
    } else if (t->kind == TRANSFER_CONTROL) {
        gadget_submit_control(g, t);
    } else if (!e || e->halted) {
        gadget_finish(t, -EPIPE);
    } else {
        gadget_append(e, t);
        if (is_in(t->endpoint))
            pump_in(e);
        else
            pump_out(e);
    }
}

bool gadget_cancel(struct gadget *g, struct transfer *t)
{
    struct endpoint *e =
        t->kind == TRANSFER_CONTROL ? &g->control : gadget_endpoint(g, t->endpoint);
    if (!e)
        return false;
    for (struct transfer **at = &e->waiting; *at; at = &(*at)->next)
        if (*at == t) {
            *at = t->next;
            gadget_finish(t, -ENOENT);
            return true;
        }
    return false;
}

void gadget_reset(struct gadget *g)
{
    clear_all(g, -ENOENT);
    if (g->model->reset)
        g->model->reset(g);
}

void gadget_clear_halt(struct gadget *g, uint8_t address)
{
    struct endpoint *e = gadget_endpoint(g, address);
    if (e)
        e->halted = false;
}

struct endpoint *gadget_endpoint(struct gadget *g, uint8_t address)
{
    for (size_t i = 0; i < g->endpoint_count; i++)
        if (g->endpoint[i].address == address)
            return &g->endpoint[i];
    return NULL;
}

static struct message *message_new(const struct gadget *g, const void *data, size_t size)
{
    if (g->fault.kind == FAULT_SHORT)
        size /= 2;
    size_t more = g->fault.kind == FAULT_LONG ? size : 0;
    struct message *m = malloc(sizeof *m + size + more);
    if (!m)
        return NULL;
    *m = (struct message){.size = size + more, .due = g->world->now()};
    if (g->fault.kind == FAULT_LATE)
        m->due += g->fault.value;
    if (size > 0)
        memcpy(m->data, data, size);
    if (more > 0) {
        memcpy(m->data + size, data, more);
        fault_garble(m->data + size, more);
    }
    if (g->fault.kind == FAULT_GARBAGE)
        fault_garble(m->data, size);
    return m;
}

void gadget_push(struct gadget *g, uint8_t address, const void *data, size_t size)
{
    struct endpoint *e = gadget_endpoint(g, address);
    if (!e || g->presence != GADGET_PRESENT || g->fault.kind == FAULT_MUTE)
        return;
    struct message *m = message_new(g, data, size);
    if (!m)
        return;
    if (e->queued == GADGET_QUEUE_MAX)
        drop_first_message(e);
    struct message **at = &e->queue;
    while (*at)
        at = &(*at)->next;
    *at = m;
    e->queued++;
    pump_in(e);
}

void gadget_resume(struct gadget *g)
{
    for (size_t i = 0; i < g->endpoint_count && g->presence == GADGET_PRESENT; i++)
        if (!is_in(g->endpoint[i].address))
            pump_out(&g->endpoint[i]);
}

void gadget_drop_unread(struct gadget *g, uint8_t address)
{
    struct endpoint *e = gadget_endpoint(g, address);
    while (e && e->queue)
        drop_first_message(e);
}

static void on_storm(void *user)
{
    gadget_vanish(user);
}

void gadget_appear(struct gadget *g)
{
    clear_all(g, -ESHUTDOWN);
    g->configuration = 1;
    g->presence = GADGET_PRESENT;
    if (g->model->reset)
        g->model->reset(g);
    if (g->fault.kind == FAULT_RESETS && g->fault.value > 0)
        alarm_set(g->world, &g->storm, FAULT_RESETS_MS);
    else if (g->fault.kind == FAULT_RESETS)
        g->fault = (struct fault){0};
}

void gadget_vanish(struct gadget *g)
{
    if (g->presence != GADGET_PRESENT)
        return;
    g->presence = GADGET_LEAVING;
    alarm_stop(g->world, &g->storm);
    if (g->fault.kind == FAULT_UNPLUG_AFTER)
        g->fault = (struct fault){0}; /* it happened: the next plug is whole again */
    if (g->fault.kind == FAULT_RESETS)
        g->fault.value--;
    clear_all(g, -ESHUTDOWN);
    world_wake(g->world);
}

bool gadget_comes_back(const struct gadget *g)
{
    return g->fault.kind == FAULT_RESETS;
}

static void begin_fault(struct gadget *g)
{
    if (gadget_comes_back(g) || g->fault.kind == FAULT_UNPLUG_AFTER) {
        gadget_vanish(g);
        return;
    }
    for (size_t i = 0; g->fault.kind == FAULT_STALL && i < g->endpoint_count; i++)
        halt_by_fault(&g->endpoint[i]);
    for (size_t i = 0; g->fault.kind == FAULT_MUTE && i < g->endpoint_count; i++)
        gadget_drop_unread(g, g->endpoint[i].address);
}

void gadget_set_fault(struct gadget *g, const struct fault *fault)
{
    g->coming = g->fault = (struct fault){0};
    alarm_stop(g->world, &g->storm);
    if (fault->after > 0) {
        g->coming = *fault;
        g->coming_left = fault->after;
        return;
    }
    g->fault = *fault;
    begin_fault(g);
}

enum fault_kind gadget_fault(const struct gadget *g)
{
    return g->fault.kind == FAULT_NONE ? g->coming.kind : g->fault.kind;
}

static void endpoint_init(struct endpoint *e, struct gadget *g, void (*ready)(void *user))
{
    e->gadget = g;
    e->ready = (struct alarm){.fn = ready, .user = e};
}

/* Walks the descriptors after the device's own (USB 2.0, 9.6: length, type, …). */
static enum err find_endpoints(struct gadget *g)
{
    const uint8_t *d = g->words->descriptors;
    size_t size = g->words->descriptors_size;
    for (size_t at = 18; at < size; at += d[at]) {
        if (d[at] < 2 || at + d[at] > size)
            return ERR_FORMAT;
        if (d[at + 1] == 4)
            g->interfaces++;
        if (d[at + 1] != 5)
            continue;
        if (d[at] < 7 || g->endpoint_count == GADGET_ENDPOINTS)
            return ERR_FORMAT;
        struct endpoint *e = &g->endpoint[g->endpoint_count++];
        endpoint_init(e, g, on_ready);
        e->address = d[at + 2];
        e->interface = g->interfaces ? (uint8_t)(g->interfaces - 1) : 0;
        e->packet_size = (uint16_t)(d[at + 4] | d[at + 5] << 8);
    }
    return ERR_NONE;
}

enum err gadget_init(struct gadget *g, struct world *w, const struct gadget_words *words,
                     const struct gadget_model *model, void *state)
{
    *g = (struct gadget){.world = w, .words = words, .model = model, .state = state};
    endpoint_init(&g->control, g, gadget_control_ready);
    g->storm = (struct alarm){.fn = on_storm, .user = g};
    return words->descriptors_size < 18 ? ERR_FORMAT : find_endpoints(g);
}

void gadget_done(struct gadget *g)
{
    if (!g->world)
        return;
    world_lock(g->world);
    g->presence = GADGET_ABSENT;
    clear_all(g, -ESHUTDOWN);
    world_unlock(g->world);
}
