/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <jansson.h>

#include "tests/sim/control/cabinet.h"

static json_t *common(const struct gadget *g)
{
    return json_pack("{s:b,s:s,s:I,s:I}", "plugged", g->presence == GADGET_PRESENT, "fault",
                     fault_name(gadget_fault(g)), "bytes_out", (json_int_t)g->bytes_out, "bytes_in",
                     (json_int_t)g->bytes_in);
}

static json_t *reader(const struct reader *r)
{
    json_t *o = common(&r->gadget);
    json_object_set_new(o, "card", json_string(reader_state_name(r->state)));
    json_object_set_new(o, "reading", json_boolean(r->reading));
    json_object_set_new(o, "reads", json_integer(r->reads));
    return o;
}

static json_t *scanner(const struct scanner *s)
{
    json_t *o = common(&s->gadget);
    json_object_set_new(o, "scans", json_integer(s->scans));
    return o;
}

static json_t *printer(const struct printer *p)
{
    json_t *o = common(&p->gadget);
    const char *paper = p->paper_out ? "out" : p->paper_low ? "low" : "in";
    json_object_set_new(o, "paper", json_string(paper));
    json_object_set_new(o, "cover", json_string(p->cover_open ? "open" : "closed"));
    json_object_set_new(o, "at_exit", json_boolean(p->at_exit));
    json_object_set_new(o, "jammed", json_boolean(p->jammed));
    json_object_set_new(o, "bin", json_integer(p->bin));
    json_object_set_new(o, "buffered", json_integer((json_int_t)p->used));
    json_object_set_new(o, "uncut", json_integer((json_int_t)p->on_paper_size));
    json_object_set_new(o, "moved_at_ms", json_integer((json_int_t)p->moved_at_ms));
    json_object_set_new(o, "lines", json_integer(p->lines));
    json_object_set_new(o, "suppressed_cuts", json_integer(p->suppressed_cuts));
    return o;
}

static json_t *camera(const struct lens *lens)
{
    return json_pack("{s:b,s:b}", "plugged", lens && lens->plugged, "page", lens && lens->page);
}

enum err cabinet_state(struct cabinet *c, char ret_json[CABINET_STATE])
{
    world_lock(&c->world);
    json_t *o = json_pack(
        "{s:s,s:i,s:i,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "devices_dir", c->name,
        "receipts", (int)c->receipts, "torn", (int)c->torn, "reader", reader(&c->reader), "scanner",
        scanner(&c->scanner), "printer", printer(&c->printer), "reader-b", reader(&c->reader_b),
        "reader-hid", reader(&c->reader_hid), "reader-line", reader(&c->reader_line),
        "scanner-newland", scanner(&c->scanner_newland), "scanner-cdc", scanner(&c->scanner_cdc),
        "scanner-wedge", scanner(&c->scanner_wedge), "printer-presenter",
        printer(&c->printer_presenter), "printer-one-way", printer(&c->printer_one_way),
        "printer-jam-bit", printer(&c->printer_jam_bit), "camera", camera(c->camera));
    world_unlock(&c->world);
    size_t n = o ? json_dumpb(o, ret_json, CABINET_STATE - 1, JSON_COMPACT) : 0;
    json_decref(o);
    if (n == 0 || n >= CABINET_STATE)
        return ERR_TOO_LONG;
    ret_json[n] = '\0';
    return ERR_NONE;
}
