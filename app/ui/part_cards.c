/* SPDX-License-Identifier: Apache-2.0 */
/* Cards: facts, rows to check, links, numbers, codes. */
#include "app/ui/part_inside.h"

#include <string.h>

#include "app/words/words.h"
#include "platform/base/secret.h"

enum {
    ROWS_PAD = 6,
    FACTS_PAD = 12,
    ROOMY = 8,
    QR_GAP = 40,
    ROW_EDIT_GAP = 24,
    ROW_EDIT_AIR = 32, /* above and below a button, together */
    ROW_EDIT_PAD = 56,
    ROW_LABEL_GAP = 24,
    QR_ALONE = 440,
    NUMBER_PAD = 44
};

static struct scene_item *add_panel(struct layout *l, struct box box, enum look look)
{
    return scene_add(l->scene, &(struct scene_item){.role = ROLE_PANEL, .look = look, .box = box});
}

static void add_rule(struct layout *l, struct box card, int pad, int y)
{
    struct box rule = {card.x + pad, y - 1, card.w - 2 * pad, 2};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_RULE, .box = rule});
}

/* --- facts ------------------------------------------------------------------------------------*/

static int fact_height(struct layout *l, const struct fact *fact, int pad)
{
    struct box box = {0, 0, LAYOUT_WIDTH - 2 * pad, 0};
    struct box words = shape_card_words(l->theme, ROLE_FACT, box);
    bool alone = !fact->title;
    int height = layout_text_height(l, TYPE_BODY_BOLD, fact->title, words.w) +
                 layout_text_height(l, shape_second_style(ROLE_FACT, alone), fact->text, words.w);
    int least = l->theme->size[SIZE_ICON];
    int pad_y = l->lean >= 2  ? SHAPE_LINE_PAD / 4
                : l->lean > 0 ? SHAPE_LINE_PAD / 2
                : l->lean < 0 ? SHAPE_LINE_PAD + ROOMY
                              : SHAPE_LINE_PAD;
    return (height > least ? height : least) + 2 * pad_y;
}

void part_facts(struct layout *l, const struct fact *facts, int count)
{
    struct flow *f = layout_flow(l, false);
    int pad = l->theme->size[SIZE_PAD];
    int height = 2 * FACTS_PAD;
    for (int i = 0; i < count; i++)
        height += fact_height(l, &facts[i], pad);
    struct box card = layout_take(l, f, height);
    add_panel(l, card, LOOK_PLAIN);
    int y = card.y + FACTS_PAD;
    for (int i = 0; i < count; i++) {
        int h = fact_height(l, &facts[i], pad);
        if (i > 0)
            add_rule(l, card, pad, y);
        bool alone = !facts[i].title;
        scene_add(l->scene, &(struct scene_item){.role = ROLE_FACT,
                                                 .style = shape_second_style(ROLE_FACT, alone),
                                                 .box = {card.x + pad, y, card.w - 2 * pad, h},
                                                 .icon = facts[i].icon,
                                                 .label = alone ? facts[i].text : facts[i].title,
                                                 .value = alone ? NULL : facts[i].text});
        y += h;
    }
}

/* --- rows to check ----------------------------------------------------------------------------*/

static bool edits_here(const struct layout *l, const struct row *row)
{
    return row->edit_label && !l->needs.low;
}

/* Columns of a list of rows: as wide as its words want, at least as the theme says. */
struct columns {
    int label, edit;
};

static int at_least(int least, int width)
{
    return width > least ? width : least;
}

static int row_inset(const struct layout *l, const struct row *row, struct columns columns)
{
    return edits_here(l, row) ? columns.edit + ROW_EDIT_GAP : 0;
}

/* Of a text's words in letters and digits; Chinese breaks anywhere. */
static int widest_word(struct layout *l, enum type_style style, const char *text)
{
    int most = 0;
    char word[48] = "";
    while (text && *text) {
        size_t n = strcspn(text, " ");
        size_t kept = n < sizeof word ? n : 0;
        memcpy(word, text, kept);
        word[kept] = '\0';
        if (kept && (unsigned char)*word < 0x80)
            most = at_least(most, layout_text_width(l, style, word));
        text += n + (text[n] == ' ');
    }
    wipe(word, sizeof word); /* may be of a name or number */
    return most;
}

/* A label beyond two fifths of the card, or where a number beside the button needs the room, goes
 * on in a second line. */
static struct columns columns_of(struct layout *l, const struct row *rows, int count)
{
    struct columns c = {l->theme->size[SIZE_ROW_LABEL_W], l->theme->size[SIZE_EDIT_W]};
    int card = LAYOUT_WIDTH - 2 * l->theme->size[SIZE_PAD], most = card * 2 / 5, least = 0;
    for (int i = 0; i < count; i++) {
        int edit = layout_text_width(l, shape_tile_style(l->theme), rows[i].edit_label);
        c.edit = at_least(c.edit, edit + ROW_EDIT_PAD);
        least = at_least(least, widest_word(l, TYPE_BODY, rows[i].label) + ROW_LABEL_GAP);
    }
    for (int i = 0; i < count; i++) {
        int room =
            card - row_inset(l, &rows[i], c) - widest_word(l, TYPE_LABEL_BOLD, rows[i].value);
        most = at_least(least, room < most ? room : most);
    }
    for (int i = 0; i < count; i++) {
        int label = layout_text_width(l, TYPE_BODY, rows[i].label) + ROW_LABEL_GAP;
        c.label = at_least(c.label, label < most ? label : most);
    }
    return c;
}

static int row_height(struct layout *l, const struct row *row, struct columns columns)
{
    int width =
        LAYOUT_WIDTH - 2 * l->theme->size[SIZE_PAD] - columns.label - row_inset(l, row, columns);
    int pad = l->lean > 0 ? SHAPE_ROW_PAD / 2 : SHAPE_ROW_PAD;
    int label = layout_text_height(l, TYPE_BODY, row->label, columns.label - SHAPE_ROW_LABEL_GAP);
    int words =
        2 * pad + at_least(label, layout_text_height(l, TYPE_LABEL_BOLD, row->value, width) +
                                      layout_text_height(l, TYPE_CAPTION, row->source, width));
    /* Buttons of two rows keep the gap between targets. */
    int edit = l->theme->size[SIZE_SMALL_H] + (l->lean > 0 ? ROW_EDIT_AIR / 2 : ROW_EDIT_AIR);
    return edits_here(l, row) ? at_least(words, edit) : words;
}

static void add_row(struct layout *l, const struct row *row, struct columns columns, struct box box)
{
    scene_add(l->scene, &(struct scene_item){.role = ROLE_ROW,
                                             .state = row->masked ? STATE_MASKED : 0,
                                             .box = box,
                                             .label = row->label,
                                             .value = row->value,
                                             .note = row->source,
                                             .amount = columns.label,
                                             .total = row_inset(l, row, columns)});
    if (!edits_here(l, row))
        return;
    int w = columns.edit, h = l->theme->size[SIZE_SMALL_H];
    struct button edit = {
        .label = row->edit_label, .action = row->edit_action, .arg = row->edit_arg};
    inside_button(l, &edit, (struct box){box.x + box.w - w, box.y + (box.h - h) / 2, w, h});
}

/* In low reach a few edits stand below on every page; with more, a page has so few rows that its
 * own edits go there. Either way pages are alike in height: what stands above reckons with it. */
enum { FEW_EDITS = 4, EDITS_BESIDE = 2 };

/* Rows that lead to one place need one button where it stands below them all. */
static bool edits_anew(const struct row *rows, int i)
{
    for (int k = 0; k < i; k++)
        if (rows[k].edit_label && rows[k].edit_action == rows[i].edit_action &&
            rows[k].edit_arg == rows[i].edit_arg)
            return false;
    return rows[i].edit_label != NULL;
}

static const char *edit_name(const struct row *row)
{
    return row->edit_name ? row->edit_name : row->label;
}

static bool edits_by_page(const struct layout *l, const struct row *rows, int count)
{
    int n = 0;
    for (int i = 0; i < count; i++)
        n += edits_anew(rows, i);
    return l->needs.low && n > FEW_EDITS;
}

static void add_page_edits(struct layout *l, const struct row *rows, int count)
{
    struct button edits[FEW_EDITS];
    int n = 0;
    for (int i = 0; i < count && n < FEW_EDITS; i++)
        if (edits_anew(rows, i))
            edits[n++] = (struct button){.label = edit_name(&rows[i]),
                                         .icon = "edit",
                                         .action = rows[i].edit_action,
                                         .arg = rows[i].edit_arg};
    for (int free = (FEW_EDITS - n) / EDITS_BESIDE; free > 0; free--)
        layout_take(l, layout_flow(l, true), l->theme->size[SIZE_OPTION_LOW_H]);
    for (int i = 0; i < n; i += EDITS_BESIDE)
        part_buttons(l, &edits[i], n - i < EDITS_BESIDE ? n - i : EDITS_BESIDE);
}

/* Low reach: the buttons stand below, where a hand reaches, and say what they change; all of them
 * on every page, so that pages are alike in height. */
static void add_low_edits(struct layout *l, const struct row *rows, int count)
{
    struct button edits[8];
    char labels[8][96];
    int n = 0;
    for (int i = 0; i < count && n < 8; i++) {
        if (!edits_anew(rows, i))
            continue;
        snprintf(labels[n], sizeof labels[n], _("%s%s"), rows[i].edit_label, edit_name(&rows[i]));
        edits[n] = (struct button){
            .label = labels[n], .action = rows[i].edit_action, .arg = rows[i].edit_arg};
        n++;
    }
    /* Closest together a pencil for the word, and of many three beside each other. */
    bool pencils = l->lean >= 2 && n > 2;
    int beside = pencils && n > 4 ? 3 : 2;
    for (int i = 0, e = 0; i < count && pencils && e < n; i++)
        if (edits_anew(rows, i)) {
            edits[e].label = edit_name(&rows[i]);
            edits[e++].icon = "edit";
        }
    for (int i = 0; i < n; i += beside)
        part_buttons(l, &edits[i], n - i < beside ? n - i : beside);
}

static int tallest(struct layout *l, const struct row *rows, int count, struct columns columns)
{
    int most = 1;
    for (int i = 0; i < count; i++) {
        int h = row_height(l, &rows[i], columns);
        most = h > most ? h : most;
    }
    return most;
}

/* Rows of one height that all go in stay as they are; otherwise pages by the tallest row. */
static struct split split_rows(struct layout *l, struct flow *f, const struct row *rows, int count,
                               struct pager pager)
{
    struct columns columns = columns_of(l, rows, count);
    int sum = 2 * ROWS_PAD;
    for (int i = 0; i < count; i++)
        sum += row_height(l, &rows[i], columns);
    bool by_page = edits_by_page(l, rows, count);
    if (sum <= layout_room(l, f) && !by_page)
        return (struct split){.per_page = count, .pages = 1, .count = count};
    struct flow inner = *f;
    int all = tallest(l, rows, count, columns);
    inner.y += 2 * ROWS_PAD;
    /* In low reach the pager stands in the other flow. */
    if (l->needs.low)
        inner.y -= l->theme->size[SIZE_SMALL_H];
    if (by_page)
        all = at_least(all, layout_room(l, &inner) / (FEW_EDITS + 1) + 1);
    return inside_split(l, &inner, (struct list){count, all, 0}, pager);
}

void part_rows(struct layout *l, const struct row *rows, int count, struct pager pager)
{
    struct flow *f = layout_flow(l, false);
    int pad = l->theme->size[SIZE_PAD];
    struct columns columns = columns_of(l, rows, count);
    struct split split = split_rows(l, f, rows, count, pager);
    const struct row *shown = rows + split.first;
    int height = 2 * ROWS_PAD;
    for (int i = 0; i < split.count; i++)
        height += row_height(l, &shown[i], columns);
    struct box card = layout_take(l, f, height);
    add_panel(l, card, LOOK_PLAIN);
    int y = card.y + ROWS_PAD;
    for (int i = 0; i < split.count; i++) {
        int h = row_height(l, &shown[i], columns);
        if (i > 0)
            add_rule(l, card, pad, y);
        add_row(l, &shown[i], columns, (struct box){card.x + pad, y, card.w - 2 * pad, h});
        y += h;
    }
    if (!l->needs.low)
        inside_pager(l, f, &split, pager.action);
    inside_flex(f);
    if (l->needs.low) {
        if (edits_by_page(l, rows, count))
            add_page_edits(l, shown, split.count);
        else
            add_low_edits(l, rows, count);
        inside_pager(l, layout_flow(l, true), &split, pager.action);
    }
}

/* --- links, numbers, codes --------------------------------------------------------------------*/

void part_link(struct layout *l, const struct link *link)
{
    struct flow *f = layout_flow(l, link->action != 0);
    int badge = link->badge.label ? layout_text_width(l, TYPE_CAPTION_BOLD, link->badge.label) +
                                        2 * SHAPE_BADGE_PAD + 16
                                  : 0;
    struct box words =
        shape_card_words(l->theme, ROLE_LINK, (struct box){0, 0, LAYOUT_WIDTH - badge, 0});
    /* Closest together, who helps is enough; how is said on the page behind it. */
    const char *text = l->lean >= 2 ? NULL : link->text;
    int height = layout_text_height(l, TYPE_BODY_BOLD, link->title, words.w) +
                 layout_text_height(l, TYPE_NOTE, text, words.w);
    int pad = l->needs.low || l->lean >= 0 ? 8 : SHAPE_CARD_PAD;
    int least = l->theme->size[SIZE_SMALL_H];
    struct box box = layout_take(l, f, height + 2 * pad > least ? height + 2 * pad : least);
    scene_add(l->scene, &(struct scene_item){.role = ROLE_LINK,
                                             .box = box,
                                             .icon = link->icon,
                                             .label = link->title,
                                             .value = text,
                                             .note = link->badge.label,
                                             .look = link->badge.look,
                                             .total = badge,
                                             .action = link->action,
                                             .arg = link->arg});
}

static int number_words(struct layout *l, const struct number *n, struct box place, bool add)
{
    int y = place.y;
    struct scene_item label = {.role = ROLE_TEXT, .style = TYPE_BODY, .ink = INK_MUTED};
    struct scene_item number = {.role = ROLE_NUMBER, .style = TYPE_NUMBER};
    struct scene_item note = {.role = ROLE_TEXT, .style = TYPE_NOTE, .ink = INK_MUTED};
    if (n->look == LOOK_WARN)
        label.ink = note.ink = INK_WARN;
    const struct scene_item *items[] = {&label, &number, &note};
    const char *const texts[] = {n->label, n->number, n->note};
    for (int i = 0; i < 3; i++) {
        place.y = y;
        y += add ? inside_words(l, items[i], texts[i], place)
                 : layout_text_height(l, items[i]->style, texts[i], place.w);
        y += i == 1 && n->note ? 8 : 0;
    }
    return y;
}

void part_number(struct layout *l, const struct number *number)
{
    struct flow *f = layout_flow(l, false);
    int pad = NUMBER_PAD;
    int code = number->qr ? SHAPE_QR + QR_GAP : 0;
    struct box words = {LAYOUT_MARGIN + pad, 0, LAYOUT_WIDTH - 2 * pad - code, 0};
    int height = number_words(l, number, words, false) + 2 * pad - 12;
    if (number->qr && height < SHAPE_QR + 2 * pad)
        height = SHAPE_QR + 2 * pad;
    struct box card = layout_take(l, f, height);
    add_panel(l, card, number->look);
    words.y = 0;
    int words_h = number_words(l, number, words, false);
    words.y = card.y + (card.h - words_h) / 2 - 2;
    number_words(l, number, words, true);
    if (!number->qr)
        return;
    struct box box = {card.x + card.w - pad - SHAPE_QR, card.y + (card.h - SHAPE_QR) / 2, SHAPE_QR,
                      SHAPE_QR};
    scene_add(l->scene, &(struct scene_item){.role = ROLE_QR, .box = box, .value = number->qr});
}

void part_qr(struct layout *l, const char *content, const char *note)
{
    struct flow *f = layout_flow(l, false);
    int pad = l->theme->size[SIZE_PAD];
    int note_h = layout_text_height(l, TYPE_NOTE, note, LAYOUT_WIDTH - 2 * pad);
    int size = layout_room(l, f) - 2 * pad - note_h - 16;
    size = size > QR_ALONE ? QR_ALONE : size < SHAPE_QR ? SHAPE_QR : size;
    struct box card = layout_take(l, f, size + 2 * pad + (note_h ? note_h + 16 : 0));
    add_panel(l, card, LOOK_PLAIN);
    struct box box = {card.x + (card.w - size) / 2, card.y + pad, size, size};
    scene_add(l->scene, &(struct scene_item){
                            .role = ROLE_QR, .state = STATE_CENTRED, .box = box, .value = content});
    struct box place = {card.x + pad, box.y + size + 16, card.w - 2 * pad, 0};
    inside_words(
        l,
        &(struct scene_item){
            .role = ROLE_TEXT, .style = TYPE_NOTE, .ink = INK_MUTED, .state = STATE_CENTRED},
        note, place);
    inside_flex(f);
}
