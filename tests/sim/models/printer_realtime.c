/* SPDX-License-Identifier: Apache-2.0 */
/* Commands obeyed the moment they arrive: DLE EOT n, DLE ENQ n, DLE DC4 8. The bytes also stay in
 * the buffer, where they are data or skipped; so a picture that holds them is printed whole and is
 * obeyed all the same. */
#include <string.h>

#include "tests/sim/models/printer.h"

static void on_eot(struct printer *p, const uint8_t *sequence)
{
    uint8_t status = printer_realtime_status(p, sequence[2]);
    if (sequence[2] >= 1 && sequence[2] <= 4)
        printer_say(p, &status, 1);
    if (sequence[2] == 0x14 && p->shape->presenter) {
        uint8_t full[6];
        printer_full_status(p, full);
        printer_say(p, full, sizeof full);
    }
}

/* Recover and forget: only when it is stopped. */
static void on_enq(struct printer *p, const uint8_t *sequence)
{
    if (sequence[2] == 2 && printer_is_offline(p))
        printer_clear(p);
}

static void on_clear(struct printer *p, const uint8_t *sequence)
{
    static const uint8_t parameters[] = {0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};
    static const uint8_t done[] = {0x37, 0x25, 0x00};
    if (memcmp(sequence + 3, parameters, sizeof parameters) != 0)
        return;
    printer_clear(p);
    printer_say(p, done, sizeof done);
}

static const struct {
    uint8_t start[3];
    uint8_t start_size, size;
    void (*obey)(struct printer *p, const uint8_t *sequence);
} sequences[] = {
    {{0x10, 0x04}, 2, 3, on_eot},
    {{0x10, 0x05}, 2, 3, on_enq},
    {{0x10, 0x14, 0x08}, 3, 10, on_clear},
};

/* Obeys a whole sequence; true while the bytes so far may still become one. */
static bool match(struct printer *p)
{
    for (size_t i = 0; i < ARRAY_LEN(sequences); i++) {
        size_t n = p->sequence_size;
        if (n > sequences[i].start_size)
            n = sequences[i].start_size;
        if (memcmp(p->sequence, sequences[i].start, n) != 0)
            continue;
        if (p->sequence_size < sequences[i].size)
            return true;
        p->sequence_size = 0;
        sequences[i].obey(p, p->sequence);
        return true;
    }
    return false;
}

void printer_hear(struct printer *p, uint8_t byte)
{
    p->sequence[p->sequence_size++] = byte;
    while (p->sequence_size > 0 && !match(p)) {
        p->sequence_size--; /* the first byte begins nothing */
        memmove(p->sequence, p->sequence + 1, p->sequence_size);
    }
}
