/* SPDX-License-Identifier: Apache-2.0 */
/* One exchange at a time with an ESC/POS printer: ask how it is, send, wait for its word, make it
 * forget. What a slip is and when it counts as printed: escpos_driver.c. */
#pragma once

#include "drivers/receipt/escpos_status.h"
#include "drivers/receipt/profile.h"
#include "drivers/wire/wire.h"

struct escpos_link {
    struct wire *wire;
    uint8_t out, in; /* endpoints; in is 0 where it has no way to answer */
    struct receipt_profile profile;
    struct escpos_parser parser;
    bool stale;                  /* an answer may still be on its way */
    char id[5];                  /* of the confirmation that is awaited */
    bool printed;                /* it came */
    bool in_order;               /* an answer to GS r came */
    bool forgotten;              /* the printer said that its buffers are empty */
    uint8_t own[TEMPLATE_BYTES]; /* the maker's own answer */
    bool own_came;
    uint32_t told; /* flags of the last automatic status */
};

/* What it says in all the ways that its profile has, as enum printer_flag. A question that waits
 * its turn behind what is to be printed is asked only when `idle`, and not while it is offline;
 * *ret_own tells whether the maker's own question was answered. One that never answers is asked
 * by its port. ERR_TIMEOUT when it is mute, or the wire's. */
MUST_CHECK enum err escpos_link_status(struct escpos_link *l, bool idle, uint32_t *ret_flags,
                                       bool *ret_own);
/* What in these flags needs staff; ERR_NONE when it can print. */
enum err escpos_link_fault(uint32_t flags);
/* The same by the control pipe, which answers when the data pipe is full. */
MUST_CHECK enum err escpos_link_port(struct escpos_link *l);

/* Sends all of it, however slow the printer is, while the port says it is well and something moves
 * within stuck_s. *ret_sent counts what crossed, also on failure. */
MUST_CHECK enum err escpos_link_send(struct escpos_link *l, struct bytes data, size_t *ret_sent);

/* Asks for the confirmation and waits for it at most `ms`. ERR_TIMEOUT. */
MUST_CHECK enum err escpos_link_request(struct escpos_link *l, enum profile_confirm how,
                                        unsigned serial);
/* Has it come? Reads for at most `ms` when not. */
MUST_CHECK enum err escpos_link_await(struct escpos_link *l, enum profile_confirm how, int ms);

/* What the printer still holds is gone afterwards. */
MUST_CHECK enum err escpos_link_forget(struct escpos_link *l);
MUST_CHECK enum err escpos_link_soft_reset(struct escpos_link *l);
/* GET_DEVICE_ID as text. */
MUST_CHECK enum err escpos_link_device_id(struct escpos_link *l, char *ret_text, size_t size);
