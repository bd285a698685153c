/* SPDX-License-Identifier: Apache-2.0 */
/* From the buffer onto the paper: one command after the other, each taking the time its paper
 * takes. Only what moves paper, answers or cuts matters here. */
#include <string.h>

#include "drivers/paper/lexer.h"
#include "tests/sim/models/printer.h"

enum { TEXT_DOTS = 24, LINE_DOTS = 30, STEP_DOTS = 40, CUT_DOTS = 120 };

static void offline_changed(struct printer *p)
{
    printer_tell_status(p, false);
    world_wake(p->gadget.world);
}

/* Paper moves; the roll may end with it. */
static void feed(struct printer *p, int dots)
{
    if (p->hanging_dots == 0)
        p->moved_at_ms = p->gadget.world->now();
    p->owed_dots += dots;
    p->sheet_dots += dots;
    p->hanging_dots += dots;
    for (; p->sheet_dots >= LINE_DOTS; p->sheet_dots -= LINE_DOTS) {
        p->lines++;
        if (p->out_after > 0 && --p->out_after == 0)
            p->paper_out = true;
    }
    if (p->paper_out)
        offline_changed(p);
}

static void end_line(struct printer *p)
{
    feed(p, p->line_dots > p->spacing ? p->line_dots : p->spacing);
    p->line_open = false;
    p->line_dots = 0;
}

static void keep(struct printer *p, const uint8_t *data, size_t size)
{
    if (p->on_paper_size + size > PRINTER_PIECE_MAX)
        return;
    if (p->on_paper_size + size > p->on_paper_room) {
        size_t bigger = (p->on_paper_size + size) * 2;
        uint8_t *grown = realloc(p->on_paper, bigger);
        if (!grown)
            return;
        p->on_paper = grown;
        p->on_paper_room = bigger;
    }
    memcpy(p->on_paper + p->on_paper_size, data, size);
    p->on_paper_size += size;
}

static void finish_piece(struct printer *p, bool cut)
{
    struct piece *piece = malloc(sizeof *piece + p->on_paper_size);
    if (!piece)
        return;
    *piece = (struct piece){.cut = cut, .size = p->on_paper_size};
    if (piece->size > 0)
        memcpy(piece->data, p->on_paper, piece->size);
    p->on_paper_size = 0;
    p->hanging_dots = 0;
    struct piece **at = &p->pieces;
    while (*at)
        at = &(*at)->next;
    *at = piece;
    world_wake(p->gadget.world);
}

/* ---- commands; each is called with its parameters ---- */

static void on_initialise(struct printer *p, const struct escpos_token *t)
{
    (void)t;
    p->line_open = false;
    p->line_dots = 0;
    p->spacing = LINE_DOTS;
}

static void on_spacing(struct printer *p, const struct escpos_token *t)
{
    p->spacing = t->data_size ? t->data[0] : LINE_DOTS;
}

static void on_feed_lines(struct printer *p, const struct escpos_token *t)
{
    end_line(p);
    if (t->data[0] > 1)
        feed(p, p->spacing * (t->data[0] - 1));
}

static void on_feed_dots(struct printer *p, const struct escpos_token *t)
{
    p->line_open = false;
    p->line_dots = 0;
    feed(p, t->data[0]);
}

static void on_size(struct printer *p, const struct escpos_token *t)
{
    int high = (t->data[0] & 7) + 1;
    if (TEXT_DOTS * high > p->line_dots)
        p->line_dots = TEXT_DOTS * high;
}

static void on_cut(struct printer *p, const struct escpos_token *t)
{
    if (p->line_open) {
        p->suppressed_cuts++; /* real ones cut only at the beginning of a line */
        return;
    }
    if (t->data_size == 2)
        feed(p, CUT_DOTS + t->data[1]);
    p->cuts++;
    finish_piece(p, true);
    printer_come_out(p);
}

/* GS V does not fire the cutter of a presenter. */
static void on_cut_gs(struct printer *p, const struct escpos_token *t)
{
    if (!p->shape->presenter)
        on_cut(p, t);
}

/* FS P steps led mode seconds */
static void on_present(struct printer *p, const struct escpos_token *t)
{
    if (p->shape->presenter && t->data_size == 4)
        printer_present(p, t->data[2] == 'R' ? t->data[3] : 0);
}

static void on_collect(struct printer *p, const struct escpos_token *t)
{
    if (p->shape->presenter && t->data[0] == 1)
        printer_collect(p);
}

static void on_auto_status(struct printer *p, const struct escpos_token *t)
{
    p->auto_status = t->data[0];
    printer_tell_status(p, true);
}

static void on_sensor(struct printer *p, const struct escpos_token *t)
{
    uint8_t status = printer_sensor_status(p, t->data_size ? t->data[0] : 1);
    printer_say(p, &status, 1);
}

static void on_identity(struct printer *p, const struct escpos_token *t)
{
    static const struct {
        uint8_t n;
        const char *text;
    } answers[] = {{65, "1.00"}, {66, "SIM"}, {67, "T80"}, {68, "P0001"}, {69, "GB18030"}};
    uint8_t type = 0x20;
    for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
        if (answers[i].n != t->data[0])
            continue;
        char out[32];
        int n = snprintf(out, sizeof out, "_%s", answers[i].text);
        printer_say(p, out, (size_t)n + 1);
        return;
    }
    if (t->data[0] >= 1 && t->data[0] <= 3)
        printer_say(p, &type, 1);
}

/* GS ( H pL pH 0x30 0x30 d1..d4: answered when all before it is on the paper. */
static void on_process_id(struct printer *p, const struct escpos_token *t)
{
    if (t->data_size != 9 || t->data[3] != 0x30 || t->data[4] != 0x30)
        return;
    uint8_t out[7] = {0x37, 0x22};
    memcpy(out + 2, t->data + 5, 4);
    printer_say(p, out, sizeof out);
}

static void on_bracket(struct printer *p, const struct escpos_token *t)
{
    if (t->data[0] == 'H')
        on_process_id(p, t);
    else if (t->data[0] == 'k' && t->data_size >= 5 && t->data[4] == 0x51)
        feed(p, 200); /* a printed code; its true height is the picture's business */
}

static const struct {
    uint16_t name;
    bool in_order; /* only when the paper before it has moved */
    void (*run)(struct printer *p, const struct escpos_token *t);
} commands[] = {
    {ESCPOS_NAME(ESC, '@'), false, on_initialise}, {ESCPOS_NAME(ESC, '2'), false, on_spacing},
    {ESCPOS_NAME(ESC, '3'), false, on_spacing},    {ESCPOS_NAME(ESC, 'd'), false, on_feed_lines},
    {ESCPOS_NAME(ESC, 'J'), false, on_feed_dots},  {ESCPOS_NAME(GS, '!'), false, on_size},
    {ESCPOS_NAME(FS, 'P'), true, on_present},      {ESCPOS_NAME(ESC, 'C'), true, on_collect},
    {ESCPOS_NAME(GS, 'V'), true, on_cut_gs},       {ESCPOS_NAME(ESC, 'i'), true, on_cut},
    {ESCPOS_NAME(ESC, 'm'), true, on_cut},         {ESCPOS_NAME(GS, 'a'), false, on_auto_status},
    {ESCPOS_NAME(GS, 'r'), true, on_sensor},       {ESCPOS_NAME(ESC, 'v'), true, on_sensor},
    {ESCPOS_NAME(GS, 'I'), true, on_identity},     {ESCPOS_NAME(GS, '('), true, on_bracket},
};

/* False: wait for the motor first. */
static bool run_token(struct printer *p, const struct escpos_token *t)
{
    if (t->kind == ESCPOS_TEXT) {
        p->line_open = true;
    } else if (t->kind == ESCPOS_CONTROL && t->name == '\n') {
        end_line(p);
    } else if (t->kind == ESCPOS_COMMAND) {
        for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
            if (commands[i].name != t->name)
                continue;
            if (commands[i].in_order && p->owed_dots > 0)
                return false;
            commands[i].run(p, t);
        }
    }
    return true;
}

static void drop(struct printer *p, size_t size)
{
    p->used -= size;
    memmove(p->buffer, p->buffer + size, p->used);
}

/* GS v 0 is printed row by row as it comes. */
static bool begin_raster(struct printer *p)
{
    const uint8_t *b = p->buffer;
    if (p->used < 8 || b[0] != GS || b[1] != 'v')
        return false;
    p->raster_row = (size_t)(b[4] | b[5] << 8);
    p->raster_left = p->raster_row * (size_t)(b[6] | b[7] << 8);
    p->row_dots = b[3] & 2 ? 2 : 1;
    keep(p, b, 8);
    drop(p, 8);
    return true;
}

static bool run_raster(struct printer *p)
{
    size_t n = p->raster_row < p->raster_left ? p->raster_row : p->raster_left;
    if (p->used < n)
        return false;
    keep(p, p->buffer, n);
    drop(p, n);
    p->raster_left -= n;
    feed(p, p->row_dots);
    return true;
}

/* A cut finishes the piece with its own bytes in it, so they are kept before it runs. */
static bool run_command(struct printer *p)
{
    struct escpos_token t;
    p->partial = !escpos_next(p->buffer, p->used, false, &t);
    if (p->partial && p->used == PRINTER_COMMAND_MAX)
        p->partial = !escpos_next(p->buffer, p->used, true, &t);
    if (p->partial)
        return false;
    size_t before = p->on_paper_size;
    keep(p, p->buffer, t.size);
    if (!run_token(p, &t)) {
        p->on_paper_size = before;
        return false;
    }
    drop(p, t.size);
    return true;
}

void printer_run(struct printer *p)
{
    bool more = true;
    while (more && p->used > 0 && !p->motor.set && !printer_is_offline(p)) {
        if (p->raster_left > 0)
            more = run_raster(p);
        else
            more = begin_raster(p) || run_command(p);
        if (p->owed_dots >= STEP_DOTS)
            break;
    }
    if (p->owed_dots > 0 && !p->motor.set)
        alarm_set(p->gadget.world, &p->motor, 1 + p->owed_dots * 1000 / PRINTER_DOTS_PER_S);
}

/* ---- what people do to it ---- */

void printer_set_paper_out(struct printer *p, long after_lines)
{
    p->out_after = after_lines;
    p->paper_out = after_lines == 0;
    offline_changed(p);
}

static void go_on(struct printer *p)
{
    offline_changed(p);
    printer_run(p);
    gadget_resume(&p->gadget);
}

void printer_load_paper(struct printer *p)
{
    bool torn = p->paper_out && p->hanging_dots > 0;
    p->paper_out = p->paper_low = p->jammed = p->jam_next = false;
    p->out_after = -1;
    p->cover_open = false;
    if (torn)
        finish_piece(p, false);
    go_on(p);
}

void printer_set_paper_low(struct printer *p)
{
    p->paper_low = true;
    offline_changed(p);
}

void printer_set_cover(struct printer *p, bool open)
{
    p->cover_open = open;
    if (open)
        offline_changed(p);
    else
        go_on(p);
}

void printer_take_paper(struct printer *p)
{
    alarm_stop(p->gadget.world, &p->hold);
    p->at_exit = false;
}

void printer_jam(struct printer *p)
{
    p->jam_next = true;
}
