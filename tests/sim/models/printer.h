/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt printer, USB class 7/1/2 at high speed, ESC/POS. It takes bytes into a receive buffer,
 * obeys DLE sequences the moment they arrive (also inside a picture), prints at the speed of paper,
 * and answers in order. What stands on the paper is told by drivers/paper from the same bytes. */
#pragma once

#include "tests/sim/core/gadget.h"

enum {
    PRINTER_OUT = 0x01,
    PRINTER_IN = 0x82,
    PRINTER_BUFFER = 4096,         /* then it NAKs */
    PRINTER_COMMAND_MAX = 1 << 17, /* room for one long command */
    PRINTER_PIECE_MAX = 1 << 22,
    PRINTER_DOTS_PER_S = 2000, /* 250 mm/s */
};

/* A piece of paper that left the printer, as the bytes that printed it. */
struct piece {
    struct piece *next;
    bool cut; /* else torn off by hand */
    size_t size;
    uint8_t data[];
};

/* What kind of printer it is. */
struct printer_shape {
    const struct gadget_words *words;
    const char *device_id; /* IEEE 1284, without its length */
    bool mute;             /* it never answers but by its port */
    bool presenter;        /* holds a cut slip until FS P; ESC C 1 collects; DLE EOT 20 */
    bool jam_bit;          /* bit 2 of DLE EOT 3 is a jam */
};

extern const struct printer_shape printer_t80, printer_presenter, printer_one_way, printer_jam_bit;

struct printer {
    struct gadget gadget;
    const struct printer_shape *shape;
    /* what is wrong with it */
    bool paper_out, paper_low, cover_open, jammed;
    bool jam_next;  /* the next slip that comes out jams */
    long out_after; /* lines until the roll ends; < 0: never */
    bool at_exit;   /* a cut receipt hangs there until it is taken */
    bool held;      /* a presenter has cut it and not yet shown it */
    unsigned bin;   /* slips that it took back */
    struct alarm hold;
    /* interpreter */
    uint8_t buffer[PRINTER_COMMAND_MAX];
    size_t used;
    bool partial;       /* the buffer holds less than one command */
    size_t raster_left; /* bytes of GS v 0 that follow */
    size_t raster_row;  /* bytes in a dot row */
    int row_dots;
    bool line_open; /* print data without a line feed */
    int line_dots, spacing;
    uint8_t auto_status; /* GS a */
    uint8_t sent_status[4];
    int owed_dots;     /* paper that must move before the next command */
    int sheet_dots;    /* dots since a line was last counted */
    long hanging_dots; /* paper that hangs out, uncut */
    int64_t
        moved_at_ms; /* when the paper of the newest piece began to move, by the world's clock */
    struct alarm motor;
    uint8_t sequence[16]; /* real-time commands: bytes that may be one */
    size_t sequence_size;
    /* results */
    uint8_t *on_paper; /* bytes printed since the last cut */
    size_t on_paper_size, on_paper_room;
    struct piece *pieces;
    unsigned lines, cuts, suppressed_cuts;
};

/* The first is a T80. */
MUST_CHECK enum err printer_init(struct printer *p, struct world *w);
MUST_CHECK enum err printer_init_shape(struct printer *p, struct world *w,
                                       const struct printer_shape *shape);
void printer_done(struct printer *p);

/* All with the lock held. */
void printer_set_paper_out(struct printer *p, long after_lines); /* 0: at once */
void printer_load_paper(struct printer *p); /* a new roll: tears the open piece off, goes on */
void printer_set_paper_low(struct printer *p);
void printer_set_cover(struct printer *p, bool open);
void printer_take_paper(struct printer *p);
/* The next slip gets stuck; a new roll mends it. */
void printer_jam(struct printer *p);
bool printer_is_offline(const struct printer *p);
/* The oldest piece that was not taken yet, or NULL; the caller frees it. */
struct piece *printer_take_piece(struct printer *p);

/* printer_status.c: the four status bytes of DLE EOT n (1..4), GS r n and ASB. */
uint8_t printer_realtime_status(const struct printer *p, uint8_t n);
uint8_t printer_sensor_status(const struct printer *p, uint8_t n);
void printer_auto_status(const struct printer *p, uint8_t ret_bytes[4]);
uint8_t printer_port_status(const struct printer *p);
/* Sends ASB when it is on and something changed, or when `always`. */
void printer_tell_status(struct printer *p, bool always);
/* Custom's and Pyramid's full status, 6 bytes. */
void printer_full_status(const struct printer *p, uint8_t ret_bytes[6]);
/* printer_realtime.c: one byte as it arrives. */
void printer_hear(struct printer *p, uint8_t byte);
/* printer.c: forgets everything that was received and not printed. */
void printer_clear(struct printer *p);
void printer_say(struct printer *p, const void *data, size_t size);
/* printer_shape.c: a cut slip comes out, is shown (with the printer's own time-out, 0: never), is
 * taken back. */
void printer_come_out(struct printer *p);
void printer_present(struct printer *p, int seconds);
void printer_collect(struct printer *p);
/* printer_run.c: prints as far as paper, time and bytes allow. */
void printer_run(struct printer *p);
