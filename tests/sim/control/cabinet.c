/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/control/cabinet.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "drivers/paper/paper.h"

enum { FOLDER_ROOM = CABINET_PATH - 64 };

struct reader *cabinet_reader_at(struct cabinet *c, int index)
{
    struct reader *const all[CABINET_READERS] = {&c->reader, &c->reader_b, &c->reader_hid,
                                                 &c->reader_line};
    return all[index];
}

static struct scanner *scanner_at(struct cabinet *c, int index)
{
    struct scanner *const all[CABINET_SCANNERS] = {&c->scanner, &c->scanner_newland,
                                                   &c->scanner_cdc, &c->scanner_wedge};
    return all[index];
}

struct printer *cabinet_printer_at(struct cabinet *c, int index)
{
    struct printer *const all[CABINET_PRINTERS] = {&c->printer, &c->printer_presenter,
                                                   &c->printer_one_way, &c->printer_jam_bit};
    return all[index];
}

static enum err init_readers(struct cabinet *c)
{
    static const struct reader_shape *const shapes[CABINET_READERS] = {
        &reader_bulk4, &reader_pair, &reader_report, &reader_line};
    for (int i = 0; i < CABINET_READERS; i++)
        TRY(reader_init(cabinet_reader_at(c, i), &c->world, shapes[i]));
    return ERR_NONE;
}

static enum err init_scanners(struct cabinet *c)
{
    static const struct scanner_shape *const shapes[CABINET_SCANNERS] = {
        &scanner_honeywell, &scanner_newland, &scanner_cdc, &scanner_wedge};
    for (int i = 0; i < CABINET_SCANNERS; i++)
        TRY(scanner_init(scanner_at(c, i), &c->world, shapes[i]));
    return ERR_NONE;
}

static enum err init_printers(struct cabinet *c)
{
    static const struct printer_shape *const shapes[CABINET_PRINTERS] = {
        &printer_t80, &printer_presenter, &printer_one_way, &printer_jam_bit};
    for (int i = 0; i < CABINET_PRINTERS; i++)
        TRY(printer_init_shape(cabinet_printer_at(c, i), &c->world, shapes[i]));
    return ERR_NONE;
}

static void list_gadgets(struct cabinet *c)
{
    struct gadget **at = c->gadget;
    *at++ = &c->reader.gadget;
    *at++ = &c->printer.gadget;
    *at++ = &c->scanner.gadget;
    for (int i = 1; i < CABINET_READERS; i++)
        *at++ = &cabinet_reader_at(c, i)->gadget;
    for (int i = 1; i < CABINET_SCANNERS; i++)
        *at++ = &scanner_at(c, i)->gadget;
    for (int i = 1; i < CABINET_PRINTERS; i++)
        *at++ = &cabinet_printer_at(c, i)->gadget;
    for (int i = 0; i < CABINET_IMPOSTORS; i++)
        *at++ = &c->impostor[i].gadget;
}

static enum err init_impostors(struct cabinet *c)
{
    for (int i = 0; i < CABINET_IMPOSTORS; i++)
        TRY(impostor_init(&c->impostor[i], &c->world, i));
    return ERR_NONE;
}

enum err cabinet_init(struct cabinet *c, world_now_fn *now, const char *receipts_dir)
{
    memset(c, 0, sizeof *c);
    if (mkdir(receipts_dir, 0777) != 0 && errno != EEXIST)
        return ERR_ABSENT;
    AUTO(auto_free) char *absolute = realpath(receipts_dir, NULL);
    if (!absolute)
        return ERR_ABSENT;
    if (strlen(absolute) >= FOLDER_ROOM)
        return ERR_TOO_LONG;
    text_copy(c->receipts_dir, sizeof c->receipts_dir, absolute);
    TRY(world_init(&c->world, now));
    TRY(init_readers(c));
    TRY(init_scanners(c));
    TRY(init_printers(c));
    TRY(init_impostors(c));
    list_gadgets(c);
    return ERR_NONE;
}

void cabinet_done(struct cabinet *c)
{
    if (c->camera)
        c->camera->free(c->camera);
    if (c->transport)
        c->transport->free(c->transport);
    if (c->line)
        c->line->free(c->line);
    for (int i = 0; i < CABINET_READERS; i++)
        gadget_done(&cabinet_reader_at(c, i)->gadget);
    for (int i = 0; i < CABINET_SCANNERS; i++)
        gadget_done(&scanner_at(c, i)->gadget);
    for (int i = 0; i < CABINET_PRINTERS; i++)
        printer_done(cabinet_printer_at(c, i));
    for (int i = 0; i < CABINET_IMPOSTORS; i++)
        gadget_done(&c->impostor[i].gadget);
    if (c->world.now)
        world_done(&c->world);
}

struct gadget *cabinet_gadget(struct cabinet *c, const char *name)
{
    for (int i = 0; i < CABINET_GADGETS; i++)
        if (strcmp(c->gadget[i]->words->name, name) == 0)
            return c->gadget[i];
    return NULL;
}

static bool is_used(const struct cabinet *c, const struct gadget *g)
{
    return g == c->used && g->presence == GADGET_PRESENT;
}

struct reader *cabinet_reader(struct cabinet *c)
{
    for (int i = 0; i < CABINET_READERS; i++)
        if (is_used(c, &cabinet_reader_at(c, i)->gadget))
            return cabinet_reader_at(c, i);
    for (int i = 0; i < CABINET_READERS; i++)
        if (cabinet_reader_at(c, i)->gadget.presence == GADGET_PRESENT)
            return cabinet_reader_at(c, i);
    return &c->reader;
}

struct scanner *cabinet_scanner(struct cabinet *c)
{
    for (int i = 0; i < CABINET_SCANNERS; i++)
        if (is_used(c, &scanner_at(c, i)->gadget))
            return scanner_at(c, i);
    for (int i = 0; i < CABINET_SCANNERS; i++)
        if (scanner_at(c, i)->gadget.presence == GADGET_PRESENT)
            return scanner_at(c, i);
    return &c->scanner;
}

struct printer *cabinet_printer(struct cabinet *c)
{
    for (int i = 0; i < CABINET_PRINTERS; i++)
        if (is_used(c, &cabinet_printer_at(c, i)->gadget))
            return cabinet_printer_at(c, i);
    for (int i = 0; i < CABINET_PRINTERS; i++)
        if (cabinet_printer_at(c, i)->gadget.presence == GADGET_PRESENT)
            return cabinet_printer_at(c, i);
    return &c->printer;
}

static struct transport *transport_of(struct cabinet *c, const struct gadget *g)
{
    return g->words->on_a_line ? c->line : c->transport;
}

enum err cabinet_plug(struct cabinet *c, struct gadget *g)
{
    int socket_number = 1;
    while (socket_number < CABINET_GADGETS && c->gadget[socket_number - 1] != g)
        socket_number++;
    if (g->presence != GADGET_ABSENT)
        return ERR_STATE;
    struct transport *transport = transport_of(c, g);
    if (transport)
        return transport->plug(transport, g, socket_number);
    world_lock(&c->world);
    gadget_appear(g);
    world_unlock(&c->world);
    return ERR_NONE;
}

void cabinet_unplug(struct cabinet *c, struct gadget *g)
{
    static const struct fault none = {.kind = FAULT_NONE};
    world_lock(&c->world);
    if (gadget_comes_back(g))
        gadget_set_fault(g, &none);
    gadget_vanish(g);
    world_unlock(&c->world);
    cabinet_settle(c);
}

enum err cabinet_plug_all(struct cabinet *c)
{
    for (int i = 0; i < CABINET_AT_START; i++)
        TRY(cabinet_plug(c, c->gadget[i]));
    return ERR_NONE;
}

void cabinet_receipt_path(const struct cabinet *c, unsigned number, const char *suffix,
                          char ret_path[CABINET_PATH])
{
    snprintf(ret_path, CABINET_PATH, "%.*s/receipt-%03u.%s", FOLDER_ROOM, c->receipts_dir, number,
             suffix);
}

static void write_file(const char *path, const void *data, size_t size)
{
    AUTO(auto_fclose) FILE *f = fopen(path, "wb");
    if (!f || fwrite(data, 1, size, f) != size)
        log_event(LOG_ERROR, "sim_write_failed", "path=%s", path);
}

/* `stem` is the path without its suffix. */
static void write_piece(const struct piece *piece, const char *stem)
{
    char path[CABINET_PATH];
    snprintf(path, sizeof path, "%.*s.bin", CABINET_PATH - 8, stem);
    write_file(path, piece->data, piece->size);
    struct paper *paper = NULL;
    const struct paper_printer printer = {.dots = PAPER_DOTS};
    if (paper_decode(piece->data, piece->size, &printer, &paper) != ERR_NONE)
        return;
    const char *text = paper_text(paper);
    snprintf(path, sizeof path, "%.*s.txt", CABINET_PATH - 8, stem);
    write_file(path, text, strlen(text));
    snprintf(path, sizeof path, "%.*s.png", CABINET_PATH - 8, stem);
    if (paper_write_png(paper, path) != ERR_NONE)
        log_event(LOG_ERROR, "sim_write_failed", "path=%s", path);
    paper_free(paper);
}

static void keep_piece(struct cabinet *c, const struct piece *piece)
{
    char stem[CABINET_PATH];
    unsigned number = piece->cut ? c->receipts + 1 : c->torn + 1;
    snprintf(stem, sizeof stem, "%.*s/%s-%03u", FOLDER_ROOM, c->receipts_dir,
             piece->cut ? "receipt" : "torn", number);
    write_piece(piece, stem);
    if (piece->cut)
        c->receipts = number;
    else
        c->torn = number;
    log_event(LOG_INFO, "sim_paper", "kind=%s number=%u bytes=%zu", piece->cut ? "cut" : "torn",
              number, piece->size);
}

static struct piece *next_piece(struct cabinet *c)
{
    struct piece *piece = NULL;
    world_lock(&c->world);
    for (int i = 0; i < CABINET_PRINTERS && !piece; i++)
        piece = printer_take_piece(cabinet_printer_at(c, i));
    world_unlock(&c->world);
    return piece;
}

void cabinet_settle(struct cabinet *c)
{
    for (int i = 0; i < CABINET_GADGETS; i++) {
        struct gadget *g = c->gadget[i];
        struct transport *transport = transport_of(c, g);
        world_lock(&c->world);
        bool leaving = g->presence == GADGET_LEAVING;
        if (leaving && !transport)
            g->presence = GADGET_ABSENT;
        world_unlock(&c->world);
        if (leaving && transport)
            transport->unplug(transport, g);
        if (leaving && gadget_comes_back(g) && cabinet_plug(c, g) != ERR_NONE)
            log_event(LOG_ERROR, "sim_plug_failed", "device=%s", g->words->name);
    }
    for (struct piece *piece = next_piece(c); piece; piece = next_piece(c)) {
        keep_piece(c, piece);
        free(piece);
    }
}
