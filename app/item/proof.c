/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/proof.h"

static void read_lines(struct read *r, struct item_proof *proof, const json_t *from)
{
    const json_t *list = read_array(r, from, "lines", NEED, ITEM_LINES_MAX);
    for (size_t i = 0; i < json_array_size(list) && r->err == ERR_NONE; i++) {
        size_t mark = read_enter(r, "lines", (int)i);
        const json_t *one = json_array_get(list, i);
        read_only(r, one, "name label~");
        proof->line[proof->line_count++] =
            (struct item_line){.name = read_text(r, one, "name", NEED, 47),
                               .label = read_said(r, one, "label", NEED, 8)};
        read_leave(r, mark);
    }
    if (proof->line_count == 0 && r->err == ERR_NONE)
        read_fail(r, "lines", ERR_MISSING, "a proof says something");
}

void proof_read(struct read *r, struct item *item, const json_t *root)
{
    const json_t *from = read_object(r, root, "proof", MAY);
    struct item_proof *proof = &item->proof;
    if (!from)
        return;
    size_t mark = read_enter(r, "proof", -1);
    read_only(r, from, "title~ code qr absent~ lines");
    proof->title = read_said(r, from, "title", NEED, 14);
    proof->code = read_text(r, from, "code", NEED, 47);
    proof->qr = read_text(r, from, "qr", NEED, 47);
    proof->absent = read_said(r, from, "absent", NEED, 40);
    read_lines(r, proof, from);
    if (!(item->needs & ITEM_NEED_NETWORK))
        read_fail(r, "title", ERR_MISSING, "a proof needs the network: say so in needs");
    read_leave(r, mark);
}
