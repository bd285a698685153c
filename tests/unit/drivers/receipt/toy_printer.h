/* SPDX-License-Identifier: Apache-2.0 */
/* A printer behind a scripted wire, with whatever is wrong with it. */
#pragma once

#include "drivers/receipt/receipt.h"
#include "tests/unit/drivers/fake_wire.h"

enum { TOY_OUT = 0x01, TOY_IN = 0x82, TOY_NEVER = -1 };

struct toy {
    struct fake_wire fake;
    struct device device;
    struct driver_settings settings;
    uint8_t got[1 << 19]; /* everything but real-time commands */
    size_t got_size;
    uint8_t say[256]; /* waits to be read */
    size_t say_size;
    uint8_t status[5]; /* answers to DLE EOT 1 to 4 */
    uint8_t port;      /* GET_PORT_STATUS */
    const char *device_id;
    bool mute, knows_process_id, knows_gs_r, knows_clear, port_stalls, id_stalls, babbles;
    int late;              /* so many status answers come one question late */
    int naks;              /* so many writes time out first; < 0: all */
    enum err write_fails;  /* when `after` bytes have come */
    enum err reset_fails;  /* SOFT_RESET as 0x21 */
    enum err reset2_fails; /* as 0x23 */
    long after;            /* bytes of jobs, TOY_NEVER */
    void (*at_after)(struct toy *toy);
    /* A presenter: behind the cut a slip is at its sensor until it is taken or collected. */
    bool presents, stuck, jams;
    uint8_t own[6];     /* answer to DLE EOT 20; bit 5 of the third byte: a slip is there */
    unsigned collected; /* times it was told to */
    bool one_way;       /* anything read is a failure of the test */
    unsigned clears, recovers, resets, resets2, status_asked;
};

void toy_init(struct toy *t);
/* Opens the driver; the result of open. */
enum err toy_open(struct toy *t);
void toy_done(struct toy *t);
/* How often these bytes stand in what came. */
size_t toy_count(const struct toy *t, const void *bytes, size_t size);
