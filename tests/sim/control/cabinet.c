/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/control/cabinet.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "tests/sim/paper/paper.h"

enum { FOLDER_ROOM = CABINET_PATH - 64 };

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
    TRY(reader_init(&c->reader, &c->world));
    TRY(scanner_init(&c->scanner, &c->world));
    return printer_init(&c->printer, &c->world);
}

void cabinet_done(struct cabinet *c)
{
    if (c->transport)
        c->transport->free(c->transport);
    gadget_done(&c->reader.gadget);
    gadget_done(&c->scanner.gadget);
    printer_done(&c->printer);
    if (c->world.now)
        world_done(&c->world);
}

enum { GADGETS = 3 };

static struct gadget *gadget_at(struct cabinet *c, int index)
{
    if (index == 0)
        return &c->reader.gadget;
    return index == 1 ? &c->printer.gadget : &c->scanner.gadget;
}

struct gadget *cabinet_gadget(struct cabinet *c, const char *name)
{
    for (int i = 0; i < GADGETS; i++)
        if (strcmp(gadget_at(c, i)->words->name, name) == 0)
            return gadget_at(c, i);
    return NULL;
}

enum err cabinet_plug(struct cabinet *c, struct gadget *g)
{
    int socket_number = 1;
    while (socket_number < GADGETS && gadget_at(c, socket_number - 1) != g)
        socket_number++;
    if (g->presence != GADGET_ABSENT)
        return ERR_STATE;
    if (c->transport)
        return c->transport->plug(c->transport, g, socket_number);
    world_lock(&c->world);
    gadget_appear(g);
    world_unlock(&c->world);
    return ERR_NONE;
}

void cabinet_unplug(struct cabinet *c, struct gadget *g)
{
    world_lock(&c->world);
    gadget_vanish(g);
    world_unlock(&c->world);
    cabinet_settle(c);
}

enum err cabinet_plug_all(struct cabinet *c)
{
    for (int i = 0; i < GADGETS; i++)
        TRY(cabinet_plug(c, gadget_at(c, i)));
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
    if (paper_decode(piece->data, piece->size, &paper) != ERR_NONE)
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
    world_lock(&c->world);
    struct piece *piece = printer_take_piece(&c->printer);
    world_unlock(&c->world);
    return piece;
}

void cabinet_settle(struct cabinet *c)
{
    for (int i = 0; i < GADGETS; i++) {
        struct gadget *g = gadget_at(c, i);
        world_lock(&c->world);
        bool leaving = g->presence == GADGET_LEAVING;
        if (leaving && !c->transport)
            g->presence = GADGET_ABSENT;
        world_unlock(&c->world);
        if (leaving && c->transport)
            c->transport->unplug(c->transport, g);
    }
    for (struct piece *piece = next_piece(c); piece; piece = next_piece(c)) {
        keep_piece(c, piece);
        free(piece);
    }
}
