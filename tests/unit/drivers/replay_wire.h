/* SPDX-License-Identifier: Apache-2.0 */
/* A wire that answers as a recording did (drivers/record). What the driver sends is looked for from
 * where the recording stands: the same bytes, or as many where the recorded ones are invented; what
 * was said in between was idle talk that depends on the time of day, and is passed over. Reads get
 * what was read next, and silence when the recording has something sent first; who goes on reading
 * through the silence gets what was read behind it. At its end the device is gone. A step that the
 * recording does not know fails the test. */
#pragma once

#include "drivers/core/driver.h"
#include "drivers/record/record.h"

struct replay {
    struct wire wire;
    struct record record;
    size_t at;     /* the next transfer */
    size_t passed; /* that nobody asked for */
    int silent;    /* reads in a row that got nothing */
    struct id_row row;
    struct driver_settings settings;
    struct device device; /* give this to the driver's functions */
};

/* Takes over the record. */
void replay_init(struct replay *replay, const struct record *record);
void replay_done(struct replay *replay);
