/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/escpos_exit.h"

#include "drivers/receipt/escpos_codec.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

enum {
    STEP_MS = 200,
    ARRIVE_STEPS = 15, /* from the printer's word to the sensor */
    COLLECT_STEPS = 1 + PRESENTER_COLLECT_MS / STEP_MS,
    WATCH_MS = 500, /* rhythm of looks while a slip is out */
};

static const struct template *collect_command(const struct receipt_profile *p)
{
    static const struct template none = {.size = 0};
    return p->left == LEFT_RETRACT ? &p->retract : p->left == LEFT_EJECT ? &p->eject : &none;
}

static enum err send_collect(struct escpos_link *l)
{
    uint8_t bytes[ESCPOS_ASK_MAX];
    size_t sent, size = escpos_codec_command(&l->profile, collect_command(&l->profile), bytes);
    return size > 0 ? escpos_link_send(l, bytes_of(bytes, size), &sent) : ERR_NONE;
}

static void show(struct device *device, const struct escpos_exit *x, bool jam)
{
    const uint32_t mask = DEVICE_FLAG_MEDIA_PRESENT | DEVICE_FLAG_MEDIA_TAKEN |
                          DEVICE_FLAG_MEDIA_RETRACTED | DEVICE_FLAG_MEDIA_JAMMED;
    uint32_t flags = presenter_flags(&x->presenter) | (jam ? DEVICE_FLAG_MEDIA_JAMMED : 0);
    device_set_flags(device, mask, flags);
    device_set_rest(device, x->fault ? DEVICE_NEEDS_STAFF : presenter_rest(&x->presenter));
    device->check_ms = x->presenter.place == PRESENTER_EMPTY ? 0 : WATCH_MS;
}

enum err escpos_exit_look(struct device *device, struct escpos_exit *x, struct escpos_link *l,
                          uint32_t flags)
{
    unsigned before = x->presenter.retracted;
    bool ticket = flags & PRINTER_TICKET;
    enum err e = ERR_NONE;
    x->fault = escpos_link_fault(flags) != ERR_NONE;
    if (profile_has_sensor(&l->profile) &&
        presenter_see(&x->presenter, &l->profile, ticket, clock_now_ms()))
        e = send_collect(l);
    if (x->presenter.retracted != before)
        log_event(LOG_WARN, "receipt_retracted", "device=%s count=%u", device->info.id,
                  x->presenter.retracted);
    show(device, x, flags & PRINTER_JAM);
    return e;
}

/* One look by itself; *ret_known is false when the sensor could not be asked. */
static enum err look(struct device *device, struct escpos_exit *x, struct escpos_link *l,
                     bool *ret_known)
{
    uint32_t flags;
    TRY(escpos_link_status(l, true, &flags, ret_known));
    TRY(escpos_link_fault(flags));
    return *ret_known ? escpos_exit_look(device, x, l, flags) : ERR_NONE;
}

enum err escpos_exit_clear(struct device *device, struct escpos_exit *x, struct escpos_link *l)
{
    bool known = true;
    if (profile_has_sensor(&l->profile))
        TRY(look(device, x, l, &known));
    if (x->presenter.place == PRESENTER_EMPTY && profile_has_sensor(&l->profile) && known) {
        presenter_forget(&x->presenter);
        show(device, x, false);
        return ERR_NONE;
    }
    if (x->presenter.place == PRESENTER_OFFERED && l->profile.left != LEFT_KEEP)
        presenter_collect(&x->presenter, clock_now_ms());
    TRY(send_collect(l)); /* unseen, it does no harm */
    for (int i = 0; i < COLLECT_STEPS && x->presenter.place == PRESENTER_COLLECTING; i++) {
        TRY(wire_pause(device->wire, STEP_MS));
        TRY(look(device, x, l, &known));
    }
    if (x->presenter.place == PRESENTER_COLLECTING || x->presenter.place == PRESENTER_STUCK)
        return ERR_PAPER_JAM;
    presenter_forget(&x->presenter);
    show(device, x, false);
    return ERR_NONE;
}

enum err escpos_exit_await(struct device *device, struct escpos_exit *x, struct escpos_link *l)
{
    bool known = true;
    if (!profile_has_sensor(&l->profile))
        return ERR_NONE;
    for (int i = 0; i < ARRIVE_STEPS && x->presenter.place == PRESENTER_EMPTY; i++) {
        if (i > 0)
            TRY(wire_pause(device->wire, STEP_MS));
        TRY(look(device, x, l, &known));
    }
    return ERR_NONE;
}
