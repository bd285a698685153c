/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/replay_wire.h"

#include <string.h>

static bool fits(const struct wire_entry *e, const struct wire_transfer *t, enum wire_act act)
{
    if (e->act != act || e->endpoint != t->endpoint)
        return false;
    if (t->control && memcmp(&e->control, t->control, sizeof e->control) != 0)
        return false;
    if (wire_act_is_in(act))
        return true;
    return e->room == t->out.size && (e->invented || e->size == 0 || e->size > t->out.size ||
                                      memcmp(e->data, t->out.data, e->size) == 0);
}

enum { PATIENCE = 2 };

/* Reads pass over something that was sent only after some silence. */
static const struct wire_entry *find(struct replay *r, const struct wire_transfer *t,
                                     enum wire_act act)
{
    for (size_t i = r->at; i < r->record.log.count; i++) {
        const struct wire_entry *e = &r->record.log.entry[i];
        if (fits(e, t, act)) {
            r->passed += i - r->at;
            r->at = i + 1;
            return e;
        }
        if (act == WIRE_ACT_IN && e->act != WIRE_ACT_IN && r->silent < PATIENCE)
            break;
    }
    return NULL;
}

static enum err replay_transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    static const enum wire_act acts[2][2] = {{WIRE_ACT_OUT, WIRE_ACT_IN},
                                             {WIRE_ACT_CONTROL_OUT, WIRE_ACT_CONTROL_IN}};
    struct replay *r = (struct replay *)wire;
    bool in = (t->control ? t->control->request_type : t->endpoint) & WIRE_ENDPOINT_IN;
    enum wire_act act = acts[t->control != NULL][in];
    if (r->at == r->record.log.count)
        return ERR_GONE;
    const struct wire_entry *e = find(r, t, act);
    if (!e && act != WIRE_ACT_IN)
        fail_msg("behind transfer %zu: what the driver sends to %02x (%zu bytes) was not recorded",
                 r->at, t->endpoint, t->out.size);
    r->silent = e ? 0 : r->silent + 1;
    if (!e)
        return r->silent > PATIENCE ? ERR_GONE : ERR_TIMEOUT;
    *ret_done = e->size;
    if (!in)
        return e->result;
    *ret_done = e->size < t->in.size ? e->size : t->in.size;
    if (*ret_done > 0)
        memcpy(t->in.data, e->data, *ret_done);
    return e->size > t->in.size ? ERR_OVERFLOW : e->result;
}

/* These change nothing that is said. */
static enum err replay_clear(struct wire *wire, uint8_t endpoint)
{
    (void)wire, (void)endpoint;
    return ERR_NONE;
}

static enum err replay_reset(struct wire *wire)
{
    (void)wire;
    return ERR_NONE;
}

static enum err replay_pause(struct wire *wire, int64_t ms)
{
    (void)ms;
    return wire_is_halted(wire) ? ERR_CANCELLED : ERR_NONE;
}

static void replay_nothing(struct wire *wire)
{
    (void)wire;
}

static enum err replay_claim(struct wire *wire, const struct wire_interface *interface)
{
    (void)wire, (void)interface;
    return ERR_NONE;
}

static const struct wire_ops ops = {.transfer = replay_transfer,
                                    .clear_halt = replay_clear,
                                    .reset = replay_reset,
                                    .pause = replay_pause,
                                    .wake = replay_nothing,
                                    .close = replay_nothing,
                                    .claim = replay_claim};

/* The section of ids.ini that the recorded device had: its quirks belong to the dialogue. */
static struct id_row row_named(const char *name)
{
    char why[IDS_WHY];
    struct ids *ids;
    struct id_row row = {0};
    assert_ok(ids_load(&ids, why));
    for (size_t i = 0; i < ids->count; i++)
        if (strcmp(ids->row[i].name, name) == 0)
            row = ids->row[i];
    free(ids);
    assert_string_equal(name, row.name);
    return row;
}

void replay_init(struct replay *r, const struct record *record)
{
    *r = (struct replay){.record = *record, .row = row_named(record->row)};
    r->settings.receipt_profile = "";
    r->wire.ops = &ops;
    r->wire.identity = &r->record.identity;
    r->wire.interface = &r->record.identity.interface[record->interface];
    r->device = (struct device){.wire = &r->wire, .row = &r->row, .settings = &r->settings};
    strcpy(r->device.info.id, "replay0");
}

void replay_done(struct replay *r)
{
    record_done(&r->record);
}
