/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/receipt/escpos_codec.h"
#include "drivers/receipt/escpos_exit.h"
#include "drivers/receipt/escpos_link.h"
#include "drivers/receipt/ieee1284.h"
#include "drivers/receipt/layout.h"
#include "drivers/receipt/profile_choice.h"
#include "drivers/receipt/receipt.h"
#include "drivers/receipt/unfinished.h"
#include "platform/base/log.h"

enum {
    PROBE_MS = 500,
    CONFIRM_STEP_MS = 500, /* then the printer is asked how it is */
    CALM_MS = 300,
    CALM_STEPS = 10,
    DRAIN_MS = 50,
};

struct printer {
    struct escpos_link link;
    enum profile_confirm confirm;
    bool confirm_known; /* the printer answered it once */
    unsigned serial;    /* of confirmations */
    bool was_out;       /* of paper, at the last look */
    struct unfinished slip;
    struct escpos_exit exit;
};

/* A slip on its way. */
struct run {
    struct device *device;
    struct printer *p;
    const struct escpos_job *job;
    size_t sent;   /* bytes that certainly crossed */
    bool all_sent; /* only the printer's word is missing */
    bool deaf;     /* it does not answer questions while it prints */
};

static void show(struct device *device, uint32_t flags)
{
    const uint32_t mask = DEVICE_FLAG_PAPER_LOW | DEVICE_FLAG_PAPER_OUT | DEVICE_FLAG_COVER_OPEN;
    uint32_t seen = 0;
    if (flags & PRINTER_PAPER_OUT)
        seen |= DEVICE_FLAG_PAPER_OUT;
    else if (flags & PRINTER_PAPER_LOW)
        seen |= DEVICE_FLAG_PAPER_LOW;
    if (flags & PRINTER_COVER_OPEN)
        seen |= DEVICE_FLAG_COVER_OPEN;
    device_set_flags(device, mask, seen);
}

/* Without an answer of the sensor's the slip at the output stays what it was. */
static enum err look(struct device *device, bool idle, uint32_t *ret_flags)
{
    struct printer *p = device->own;
    bool own;
    TRY(escpos_link_status(&p->link, idle, ret_flags, &own));
    show(device, *ret_flags);
    if (own || !profile_has_sensor(&p->link.profile))
        return escpos_exit_look(device, &p->exit, &p->link, *ret_flags);
    p->exit.fault = escpos_link_fault(*ret_flags) != ERR_NONE;
    device_set_rest(device,
                    p->exit.fault ? DEVICE_NEEDS_STAFF : presenter_rest(&p->exit.presenter));
    return ERR_NONE;
}

/* Sent to a printer that gives no word is not yet printed. */
static void end_slip(struct printer *p)
{
    unfinished_end(&p->slip, p->confirm == CONFIRM_NONE ? p->link.profile.confirm_s : 0);
}

static enum err answers(struct printer *p, enum profile_confirm how, bool *ret_yes)
{
    enum err e = escpos_link_request(&p->link, how, ++p->serial);
    if (e == ERR_NONE)
        e = escpos_link_await(&p->link, how, PROBE_MS);
    *ret_yes = e == ERR_NONE;
    return e == ERR_TIMEOUT ? ERR_NONE : e;
}

/* Half a slip of the citizen before goes out by itself. Sent is not yet cut: what resets the
 * printer in between makes it forget, so it is asked, and a loss of the line leaves the mark. */
static enum err eject(struct device *device)
{
    struct printer *p = device->own;
    uint8_t bytes[ESCPOS_ASK_MAX];
    size_t sent;
    bool cut;
    if (!p->slip.hanging)
        return ERR_NONE;
    size_t size = escpos_codec_eject(&p->link.profile, bytes);
    TRY(escpos_link_send(&p->link, bytes_of(bytes, size), &sent));
    if (p->confirm != CONFIRM_NONE)
        TRY(answers(p, p->confirm, &cut));
    end_slip(p);
    return ERR_NONE;
}

/* ---- open, close, check ---- */

static enum err find_endpoints(struct escpos_link *l)
{
    const struct wire_endpoint *out = wire_find_endpoint(l->wire->interface, WIRE_BULK, false);
    const struct wire_endpoint *in = wire_find_endpoint(l->wire->interface, WIRE_BULK, true);
    if (!out)
        return ERR_UNSUPPORTED;
    l->out = out->address;
    l->in = in ? in->address : 0;
    return ERR_NONE;
}

static enum err choose_profile(const struct device *device, struct escpos_link *l, const char *id)
{
    char name[PROFILE_NAME] = "", why[PROFILE_WHY] = "";
    const struct profile_wish wish = {.configured =
                                          device->settings ? device->settings->receipt_profile : "",
                                      .device_id = id,
                                      .two_way = l->in != 0};
    enum err e = profile_choose(&wish, &l->profile, name, why);
    if (e == ERR_NONE)
        log_event(LOG_INFO, "receipt_profile", "device=%s profile=%s", device->info.id, name);
    else
        log_event(LOG_ERROR, "receipt_profile_unusable", "profile=%s why=\"%s\"", wish.configured,
                  why);
    return e == ERR_NONE || e == ERR_REFUSED || e == ERR_UNSUPPORTED ? e : ERR_STATE;
}

/* Ids of makers are shared by unrelated devices: the printer's own words decide. */
static enum err recognise(struct device *device, struct escpos_link *l)
{
    char id[IEEE1284_MAX] = "", model[64], serial[64];
    enum err e = escpos_link_device_id(l, id, sizeof id);
    if (e != ERR_NONE && e != ERR_STALL)
        return e;
    if (ieee1284_is_page_printer(id))
        return ERR_REFUSED;
    TRY(choose_profile(device, l, id));
    bool named = ieee1284_field(id, "MDL", "MODEL", model, sizeof model);
    device_set_model(device, named ? model : l->profile.model);
    if (wire_string(l->wire, l->wire->identity->serial_string, serial, sizeof serial) == ERR_NONE)
        device_set_serial(device, serial);
    return ERR_NONE;
}

/* A slip that was cut off by a crash of ours must not come out now. */
static enum err begin(struct device *device, struct printer *p)
{
    p->link.wire = device->wire;
    TRY(find_endpoints(&p->link));
    TRY(recognise(device, &p->link));
    p->confirm = p->link.profile.confirm;
    unfinished_open(&p->slip, device->info.id);
    enum err e = escpos_link_forget(&p->link);
    if (e != ERR_NONE && e != ERR_STALL)
        return e;
    p->link.stale = false;
    return p->link.in ? wire_drain(device->wire, p->link.in, DRAIN_MS) : ERR_NONE;
}

static enum err escpos_open(struct device *device)
{
    struct printer *p = calloc(1, sizeof *p);
    if (!p)
        return ERR_MEMORY;
    enum err e = begin(device, p);
    if (e != ERR_NONE) {
        free(p);
        return e;
    }
    device->own = p;
    return ERR_NONE;
}

static void escpos_close(struct device *device)
{
    free(device->own);
    device->own = NULL;
}

/* Which confirmation does this printer know? Asked while nothing is printed. A printer that takes
 * the question for text is cleared by ESC @ before it reaches the paper. */
static enum err learn(struct printer *p)
{
    const struct receipt_profile *f = &p->link.profile;
    static const uint8_t clear[] = {0x1B, '@'};
    size_t sent;
    bool yes = false;
    if (p->confirm_known || f->confirm == CONFIRM_NONE || f->confirm_fallback == f->confirm)
        return ERR_NONE;
    TRY(answers(p, f->confirm, &yes));
    p->confirm = f->confirm;
    if (!yes && f->confirm_fallback != CONFIRM_NONE) {
        TRY(answers(p, f->confirm_fallback, &yes));
        p->confirm = yes ? f->confirm_fallback : f->confirm;
    }
    p->confirm_known = yes;
    return escpos_link_send(&p->link, bytes_of(clear, sizeof clear), &sent);
}

/* One that gives no word may have had the end of a slip in its buffer when the paper ended: staff's
 * new roll must not bring it out. */
static enum err forget_at_paper_end(struct printer *p, uint32_t flags)
{
    bool out = flags & PRINTER_PAPER_OUT, ended = out && !p->was_out;
    p->was_out = out;
    if (!profile_is_mute(&p->link.profile) || !ended)
        return ERR_NONE;
    enum err e = escpos_link_forget(&p->link);
    return e == ERR_STALL ? ERR_NONE : e; /* it does not know how */
}

static enum err escpos_check(struct device *device)
{
    struct printer *p = device->own;
    uint32_t flags;
    TRY(look(device, true, &flags));
    TRY(forget_at_paper_end(p, flags));
    bool well = escpos_link_fault(flags) == ERR_NONE && !(flags & PRINTER_OFFLINE);
    if (!well)
        return ERR_NONE;
    TRY(eject(device));
    unfinished_look(&p->slip);
    return learn(p);
}

/* ---- print ---- */

/* Offline, hot, or the feed button is held: it passes, or it is a fault. */
static enum err wait_until_calm(struct device *device)
{
    const uint32_t busy = PRINTER_OFFLINE | PRINTER_HOT | PRINTER_FEEDING | PRINTER_WAITING;
    for (int i = 0; i < CALM_STEPS; i++) {
        uint32_t flags;
        TRY(look(device, true, &flags));
        TRY(escpos_link_fault(flags));
        if (!(flags & busy))
            return ERR_NONE;
        TRY(wire_pause(device->wire, CALM_MS));
    }
    return ERR_DEVICE_FAULT;
}

static enum err look_for_fault(struct device *device)
{
    uint32_t flags;
    TRY(look(device, false, &flags));
    return escpos_link_fault(flags);
}

/* Some printers answer only when they come to the question in their buffer, and a full buffer takes
 * no question at all: then the port's status must do, and nothing is asked any more, so that no
 * late answer is taken for another. */
static enum err fault_on_the_way(struct run *r)
{
    enum err e = r->deaf ? ERR_TIMEOUT : look_for_fault(r->device);
    if (e != ERR_TIMEOUT)
        return e;
    r->deaf = true;
    TRY(escpos_link_fault(r->p->link.told));
    return escpos_link_port(&r->p->link);
}

static enum err send_all(struct run *r)
{
    for (size_t i = 0; i < r->job->piece_count; i++) {
        size_t sent;
        if (i > 0)
            TRY(fault_on_the_way(r));
        enum err e = escpos_link_send(&r->p->link, escpos_codec_piece(r->job, i), &sent);
        r->sent += sent;
        TRY(e);
    }
    return ERR_NONE;
}

/* The printer's word. It may take as long as the paper takes, while its status is well. */
static enum err await_word(struct run *r)
{
    struct escpos_link *l = &r->p->link;
    for (int waited = 0; waited < l->profile.confirm_s * 1000; waited += CONFIRM_STEP_MS) {
        enum err e = escpos_link_await(l, r->p->confirm, CONFIRM_STEP_MS);
        if (e != ERR_TIMEOUT)
            return e;
        e = fault_on_the_way(r);
        if (escpos_link_await(l, r->p->confirm, 1) == ERR_NONE)
            return ERR_NONE; /* it came together with the status */
        TRY(e);
    }
    return ERR_UNKNOWN_OUTCOME;
}

static enum err transmit(struct run *r)
{
    unfinished_begin(&r->p->slip);
    TRY(send_all(r));
    r->all_sent = true;
    if (r->p->confirm == CONFIRM_NONE)
        return ERR_NONE;
    TRY(escpos_link_request(&r->p->link, r->p->confirm, ++r->p->serial));
    return await_word(r);
}

/* The wire says only "device fault" or "time-out" when the printer could say more. */
static enum err refine(struct device *device, enum err e)
{
    enum err seen = look_for_fault(device);
    return err_category(seen) == ERR_CAT_STAFF ? seen : e;
}

/* It failed on the way. Certain is only what the printer forgot: the rest will not come out. */
static enum print_outcome give_up(struct run *r, enum err *why)
{
    struct wire *wire = r->device->wire;
    bool silent = r->all_sent && err_category(*why) != ERR_CAT_STAFF;
    if (*why == ERR_CANCELLED)
        wire_rearm(wire);
    if (wire_is_halted(wire) || *why == ERR_GONE) {
        *why = ERR_GONE;
        return PRINT_UNKNOWN;
    }
    bool forgotten = escpos_link_forget(&r->p->link) == ERR_NONE;
    if (!silent)
        *why = refine(r->device, *why);
    /* What was printed of it went with the old roll, or nothing was. */
    if (r->sent == 0 || *why == ERR_PAPER_OUT)
        end_slip(r->p);
    if (r->sent == 0)
        return PRINT_NOT_BEGUN;
    return silent || !forgotten ? PRINT_UNKNOWN : PRINT_INCOMPLETE;
}

/* All of it was sent, and confirmed by printers that can. What is printed and cannot come out is no
 * slip. */
static enum print_outcome finish(struct run *r, enum err *why)
{
    end_slip(r->p);
    if (escpos_exit_await(r->device, &r->p->exit, &r->p->link) == ERR_PAPER_JAM) {
        *why = ERR_PAPER_JAM;
        return PRINT_INCOMPLETE;
    }
    if (r->p->confirm != CONFIRM_NONE)
        return PRINT_DONE;
    *why = ERR_UNKNOWN_OUTCOME;
    return PRINT_UNKNOWN;
}

static enum err prepare(const struct receipt_job *job, const struct receipt_profile *profile,
                        struct escpos_job **ret_job)
{
    AUTO(auto_layout_free) struct layout *layout = NULL;
    TRY(layout_new(job, profile->columns, &layout));
    return escpos_codec_new(layout, profile, ret_job);
}

static enum print_outcome escpos_print(struct device *device, const struct receipt_job *job,
                                       enum err *ret_why)
{
    struct printer *p = device->own;
    AUTO(auto_escpos_codec_free) struct escpos_job *bytes = NULL;
    enum err e = prepare(job, &p->link.profile, &bytes);
    if (e == ERR_NONE)
        e = wait_until_calm(device);
    if (e == ERR_NONE)
        e = eject(device);
    if (e == ERR_NONE)
        e = escpos_exit_clear(device, &p->exit, &p->link);
    if (e != ERR_NONE) {
        *ret_why = e;
        return PRINT_NOT_BEGUN;
    }
    struct run run = {.device = device, .p = p, .job = bytes};
    e = transmit(&run);
    enum print_outcome outcome = e == ERR_NONE ? finish(&run, &e) : give_up(&run, &e);
    *ret_why = e;
    return outcome;
}

const struct driver escpos_driver = {
    .name = "escpos",
    .device_class = DEVICE_RECEIPT,
    .open = escpos_open,
    .close = escpos_close,
    .check = escpos_check,
    .print = escpos_print,
};
