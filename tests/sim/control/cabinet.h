/* SPDX-License-Identifier: Apache-2.0 */
/* Everything in the simulated cabinet: the devices, what they are plugged into, and the
 * folder where their paper ends up. */
#pragma once

#include "tests/sim/core/lens.h"
#include "tests/sim/core/transport.h"
#include "tests/sim/models/impostor.h"
#include "tests/sim/models/printer.h"
#include "tests/sim/models/reader.h"
#include "tests/sim/models/scanner.h"

enum { CABINET_PATH = 512, CABINET_STATE = 4096 };

/* The first CABINET_AT_START are plugged in at the start; the others are there to be plugged in
 * instead of them, or beside them. */
enum { CABINET_READERS = 4, CABINET_SCANNERS = 4, CABINET_PRINTERS = 4, CABINET_IMPOSTORS = 7 };
enum { CABINET_AT_START = 3, CABINET_GADGETS = 3 * 4 + CABINET_IMPOSTORS };

struct cabinet {
    struct world world;
    struct transport *transport; /* owned; NULL: a test without one */
    char receipts_dir[CABINET_PATH];
    char name[128];         /* how a host finds the devices: umockdev's directory */
    struct transport *line; /* owned; where reader_line is plugged in */
    struct lens *camera;    /* owned; NULL: this transport shows none */
    struct reader reader, reader_b, reader_hid, reader_line;
    struct scanner scanner, scanner_newland, scanner_cdc, scanner_wedge;
    struct printer printer, printer_presenter, printer_one_way, printer_jam_bit;
    struct impostor impostor[CABINET_IMPOSTORS];
    struct gadget *gadget[CABINET_GADGETS];
    struct gadget *used; /* people turn to this one while it is plugged in; NULL: to the first */
    unsigned receipts, torn; /* written so far */
};

/* `c` must not move afterwards. ERR_ABSENT when the folder cannot be made. */
MUST_CHECK enum err cabinet_init(struct cabinet *c, world_now_fn *now, const char *receipts_dir);
void cabinet_done(struct cabinet *c);

/* "reader", "scanner-cdc" …, or NULL. */
struct gadget *cabinet_gadget(struct cabinet *c, const char *name);
/* The used one, else the first that is plugged in; the one of the start when none is. */
struct reader *cabinet_reader(struct cabinet *c);
struct scanner *cabinet_scanner(struct cabinet *c);
struct printer *cabinet_printer(struct cabinet *c);
/* index < CABINET_READERS, CABINET_PRINTERS */
struct reader *cabinet_reader_at(struct cabinet *c, int index);
struct printer *cabinet_printer_at(struct cabinet *c, int index);
/* Without the lock. ERR_STATE: plugged in already. */
MUST_CHECK enum err cabinet_plug(struct cabinet *c, struct gadget *g);
void cabinet_unplug(struct cabinet *c, struct gadget *g);
MUST_CHECK enum err cabinet_plug_all(struct cabinet *c);

/* After every world_run(): lets the transport clear up behind devices that vanished, and writes
 * the paper that came out. */
void cabinet_settle(struct cabinet *c);
/* "…/receipt-007.png" */
void cabinet_receipt_path(const struct cabinet *c, unsigned number, const char *suffix,
                          char ret_path[CABINET_PATH]);
/* One line of JSON. ERR_TOO_LONG. */
MUST_CHECK enum err cabinet_state(struct cabinet *c, char ret_json[CABINET_STATE]);
