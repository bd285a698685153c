/* SPDX-License-Identifier: Apache-2.0 */
/* Four kinds of printer, and what a presenter does with a slip (facts: receipt printing 1.4, 1.6).
 */
#include "tests/sim/core/descriptor.h"
#include "tests/sim/models/printer.h"

static const uint8_t t80_descriptors[] = {
    DESC_DEVICE(0x04B8, 0x0E15, 0x0100), DESC_CONFIGURATION(32, SELF_POWERED),
    DESC_INTERFACE(2, 7, 1, 2),          DESC_BULK(PRINTER_OUT, 512),
    DESC_BULK(PRINTER_IN, 512),
};

static const struct gadget_words t80_words = {
    .name = "printer",
    .speed_mbit = 480,
    .descriptors = t80_descriptors,
    .descriptors_size = sizeof t80_descriptors,
    .strings = {NULL, "SIM", "T80 receipt printer", "P0001"},
    .kernel_driver = "usblp",
};

const struct printer_shape printer_t80 = {.words = &t80_words,
                                          .device_id = "MFG:SIM;MDL:T80;CMD:ESC/POS;CLS:PRINTER;"};

static const uint8_t presenter_descriptors[] = {
    DESC_DEVICE(0x0DD4, 0x0205, 0x0100), DESC_CONFIGURATION(32, SELF_POWERED),
    DESC_INTERFACE(2, 7, 1, 2),          DESC_BULK(PRINTER_OUT, 64),
    DESC_BULK(PRINTER_IN, 64),
};

static const struct gadget_words presenter_words = {
    .name = "printer-presenter",
    .speed_mbit = 12,
    .descriptors = presenter_descriptors,
    .descriptors_size = sizeof presenter_descriptors,
    .strings = {NULL, "CUSTOM", "VKP80III", "P0002"},
    .kernel_driver = "usblp",
};

const struct printer_shape printer_presenter = {
    .words = &presenter_words,
    .device_id = "MFG:CUSTOM;MDL:VKP80III;CMD:ESC/POS;CLS:PRINTER;",
    .presenter = true};

static const uint8_t one_way_descriptors[] = {
    DESC_DEVICE(0x0483, 0x5743, 0x0100),
    DESC_CONFIGURATION(25, SELF_POWERED),
    DESC_INTERFACE(1, 7, 1, 1),
    DESC_BULK(PRINTER_OUT, 64),
};

static const struct gadget_words one_way_words = {
    .name = "printer-one-way",
    .speed_mbit = 12,
    .descriptors = one_way_descriptors,
    .descriptors_size = sizeof one_way_descriptors,
    .strings = {NULL, "SIM", "clone", "P0003"},
    .kernel_driver = "usblp",
};

const struct printer_shape printer_one_way = {
    .words = &one_way_words, .device_id = "MFG:SIM;MDL:CLONE;CLS:PRINTER;", .mute = true};

static const uint8_t jam_bit_descriptors[] = {
    DESC_DEVICE(0x154F, 0x1300, 0x0100), DESC_CONFIGURATION(32, SELF_POWERED),
    DESC_INTERFACE(2, 7, 1, 2),          DESC_BULK(PRINTER_OUT, 64),
    DESC_BULK(PRINTER_IN, 64),
};

static const struct gadget_words jam_bit_words = {
    .name = "printer-jam-bit",
    .speed_mbit = 12,
    .descriptors = jam_bit_descriptors,
    .descriptors_size = sizeof jam_bit_descriptors,
    .strings = {NULL, "SNBC", "BT-T080", "P0004"},
    .kernel_driver = "usblp",
};

const struct printer_shape printer_jam_bit = {.words = &jam_bit_words,
                                              .device_id =
                                                  "MFG:SNBC;MDL:BT-T080;CMD:ESC/POS;CLS:PRINTER;",
                                              .jam_bit = true};

/* ---- the output ---- */

static void get_stuck(struct printer *p)
{
    p->jam_next = false;
    p->jammed = true;
    printer_tell_status(p, false);
    world_wake(p->gadget.world);
}

void printer_come_out(struct printer *p)
{
    if (p->shape->presenter)
        p->held = true;
    else if (p->jam_next)
        get_stuck(p);
    else
        p->at_exit = true;
}

void printer_present(struct printer *p, int seconds)
{
    if (!p->held)
        return;
    p->held = false;
    if (p->jam_next) {
        get_stuck(p);
        return;
    }
    p->at_exit = true;
    if (seconds > 0)
        alarm_set(p->gadget.world, &p->hold, seconds * INT64_C(1000));
}

void printer_collect(struct printer *p)
{
    if (!p->at_exit && !p->held)
        return;
    alarm_stop(p->gadget.world, &p->hold);
    p->at_exit = p->held = false;
    p->bin++;
    world_wake(p->gadget.world);
}
