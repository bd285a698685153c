/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/wrap.h"

#include <string.h>

#include "platform/base/text.h"

enum {
    UNITS = 400,
    LEAST_LAST = 3, /* characters on a last line */
    LEAST_FIRST_PERCENT = 55,
    BREAK_COST_EMS = 5, /* what a break without punctuation costs a heading, in ems */
};

/* What is never parted: a character with its punctuation, a Latin word, a group of digits. */
struct unit {
    const char *text;
    size_t len;
    int width;
    int space;  /* width of the space before it, dropped at the beginning of a line */
    int chars;  /* how many characters one sees; punctuation is not one */
    bool pause; /* ends with punctuation: a good place to break */
    bool fresh; /* begins after '\n' */
};

struct units {
    int count;
    bool overflow;
    struct unit list[UNITS];
};

static bool is_in(uint32_t c, const char *set)
{
    for (const char *at = set; *at;)
        if (text_next(&at) == c)
            return true;
    return false;
}

static bool no_begin(uint32_t c)
{
    return is_in(c, "，。、；：？！）」』》〉】〕”’…—·～％%℃,.;:?!)]}");
}

static bool no_end(uint32_t c)
{
    return is_in(c, "（「『《〈【〔“‘([{￥¥");
}

static bool is_word(uint32_t c)
{
    return (c > ' ' && c < 0x2000 && c != 0xB7) || c == 0x2013;
}

/* A dash or dot in a number or a word belongs to it; after a Chinese character it does not. */
static const char *end_of_word(const char *at)
{
    for (;;) {
        const char *next = at;
        uint32_t c = text_next(&next);
        if (!c || !is_word(c))
            return at;
        at = next;
    }
}

static const char *end_of_unit(const char *at, struct unit *unit)
{
    uint32_t c;
    const char *next = at;
    while ((c = text_next(&next)) && no_end(c))
        at = next;
    next = at;
    c = text_next(&next);
    unit->chars = 1;
    if (c && c != '\n' && is_word(c)) {
        at = end_of_word(at);
        unit->pause = is_in((unsigned char)at[-1], ",.;:?!");
    } else if (c && c != '\n') {
        at = next;
    }
    for (next = at; (c = text_next(&next)) && (no_begin(c) && !is_word(c)); at = next)
        unit->pause = !is_in(c, "·—％");
    return at;
}

static uint32_t last_char(const char *at, const char *end)
{
    uint32_t c = 0;
    while (at < end)
        c = text_next(&at);
    return c;
}

/* A dot between spaces parts two things: it stays with the first, and a line may end there. */
static bool is_separator(const char *text)
{
    return strncmp(text, "·", sizeof "·" - 1) == 0;
}

/* The author says: a line may well end here (U+200B). */
#define SOFT_BREAK "\u200B"

static bool is_soft_break(const char *text)
{
    return strncmp(text, SOFT_BREAK, sizeof SOFT_BREAK - 1) == 0;
}

static const char *join_separator(const struct letters *l, const char *text, struct units *units)
{
    struct unit *before = &units->list[units->count - 1];
    text += sizeof "·" - 1;
    before->len = (size_t)(text - before->text);
    before->width = glyph_width(l->glyph, l->theme, l->style, before->text, before->len);
    before->pause = true;
    return text;
}

/* The unit at `text`; returns what follows it. `before` is the character before it. */
static const char *take_unit(const struct letters *l, const char *text, uint32_t before,
                             struct unit *unit)
{
    const char *peek = text;
    int gap = glyph_gap(l->theme, l->style, before, text_next(&peek));
    if (gap)
        unit->space = gap;
    unit->text = text;
    text = end_of_unit(text, unit);
    unit->len = (size_t)(text - unit->text);
    unit->width = glyph_width(l->glyph, l->theme, l->style, unit->text, unit->len);
    return text;
}

static void split(const struct letters *l, const char *text, struct units *ret_units)
{
    int space = 0;
    uint32_t before = 0;
    bool fresh = true;
    ret_units->count = 0;
    ret_units->overflow = false;
    while (*text) {
        if (*text == ' ' || *text == '\n') {
            fresh = fresh || *text == '\n';
            space += *text == ' ' ? l->theme->type[l->style] / 4 : 0;
            text++;
            continue;
        }
        if (is_soft_break(text)) {
            if (ret_units->count > 0)
                ret_units->list[ret_units->count - 1].pause = true;
            text += sizeof SOFT_BREAK - 1;
            continue;
        }
        if (ret_units->count == UNITS) {
            ret_units->overflow = true;
            return;
        }
        if (is_separator(text) && !fresh) {
            text = join_separator(l, text, ret_units);
        } else {
            struct unit *unit = &ret_units->list[ret_units->count++];
            *unit = (struct unit){.space = space, .fresh = fresh};
            text = take_unit(l, text, before, unit);
            before = last_char(unit->text, text);
        }
        space = 0;
        fresh = false;
    }
}

static int line_width(const struct unit *from, const struct unit *to)
{
    int width = from->width;
    for (const struct unit *u = from + 1; u < to; u++)
        width += u->space + u->width;
    return width;
}

/* What stands between two line feeds. */
struct paragraph {
    const struct unit *units;
    int count, width, em;
};

/* ends[i] is one past the last unit of line i. Returns the number of lines. */
static int greedy(const struct paragraph *p, int ends[WRAP_LINES])
{
    int lines = 0;
    for (int at = 0; at < p->count && lines < WRAP_LINES;) {
        int end = at + 1;
        while (end < p->count && line_width(p->units + at, p->units + end + 1) <= p->width)
            end++;
        ends[lines++] = at = end;
    }
    return lines;
}

/* How far these lines are from being alike and from breaking at pauses; -1: one is too wide. */
static long cost_of(const struct paragraph *p, const int *ends, int lines)
{
    long target = line_width(p->units, p->units + p->count) / lines;
    long break_cost = (long)BREAK_COST_EMS * p->em * BREAK_COST_EMS * p->em;
    long cost = 0;
    for (int i = 0, from = 0; i < lines; from = ends[i++]) {
        long width = line_width(p->units + from, p->units + ends[i]);
        if (width > p->width)
            return -1;
        cost += (width - target) * (width - target);
        cost += i < lines - 1 && !p->units[ends[i] - 1].pause ? break_cost : 0;
    }
    return cost;
}

static void consider(const struct paragraph *p, const int *tried, int lines, int *ends)
{
    long cost = cost_of(p, tried, lines), best = cost_of(p, ends, lines);
    if (cost >= 0 && (best < 0 || cost < best))
        memcpy(ends, tried, sizeof *ends * (size_t)lines);
}

/* The best breaks into two or three lines near each other's length, after punctuation if at all
 * possible. More lines stay as they fell. */
static void balance(const struct paragraph *p, int lines, int *ends)
{
    for (int a = 1; a < p->count; a++) {
        if (lines == 2)
            consider(p, (int[]){a, p->count}, lines, ends);
        for (int b = a + 1; lines == 3 && b < p->count; b++)
            consider(p, (int[]){a, b, p->count}, lines, ends);
    }
}

static int chars_of(const struct unit *units, int from, int to)
{
    int chars = 0;
    for (int i = from; i < to; i++) {
        bool word = units[i].len > 1 && (unsigned char)units[i].text[0] < 0x80;
        chars += word ? LEAST_LAST - 1 : units[i].chars; /* two words, or a word and a bit */
    }
    return chars;
}

/* Pulls characters down until the last line has enough of them. */
static void feed_last(const struct paragraph *p, int lines, int *ends)
{
    int before = lines > 2 ? ends[lines - 3] : 0;
    int *end = &ends[lines - 2];
    while (*end - 1 > before && chars_of(p->units, *end, p->count) < LEAST_LAST &&
           line_width(p->units + *end - 1, p->units + p->count) <= p->width)
        (*end)--;
}

/* Two lines of plain text: break after punctuation when the first line stays long enough. */
static void prefer_pause(const struct paragraph *p, int *ends)
{
    int full = line_width(p->units, p->units + ends[0]);
    for (int end = ends[0]; end > 0; end--) {
        int first = line_width(p->units, p->units + end);
        if (first * 100 < full * LEAST_FIRST_PERCENT ||
            line_width(p->units + end, p->units + p->count) > p->width)
            return;
        if (p->units[end - 1].pause) {
            ends[0] = end;
            return;
        }
    }
}

static void put_lines(const struct paragraph *p, const int *ends, int lines, struct wrap *w)
{
    for (int i = 0, from = 0; i < lines; from = ends[i++]) {
        if (w->count == WRAP_LINES) {
            w->overflow = true;
            return;
        }
        const struct unit *first = &p->units[from], *last = &p->units[ends[i] - 1];
        w->lines[w->count++] = (struct wrap_line){
            .text = first->text,
            .len = (size_t)(last->text + last->len - first->text),
            .width = line_width(first, last + 1),
        };
    }
}

/* Short words that stand alone: lines of one length look meant. */
static bool is_heading(enum type_style style)
{
    return style == TYPE_QUESTION || style == TYPE_SECTION || style == TYPE_GIANT ||
           style == TYPE_CAPTION_BOLD;
}

static void wrap_paragraph(const struct paragraph *p, bool heading, struct wrap *w)
{
    int ends[WRAP_LINES] = {0};
    int lines = greedy(p, ends);
    if (lines == 3 || (lines == 2 && heading)) {
        balance(p, lines, ends);
    } else if (lines > 1) {
        if (lines == 2)
            prefer_pause(p, ends);
        feed_last(p, lines, ends);
    }
    w->overflow = w->overflow || (lines > 0 && ends[lines - 1] < p->count);
    for (int i = 0; i < p->count; i++)
        w->overflow = w->overflow || p->units[i].width > p->width;
    put_lines(p, ends, lines, w);
}

void wrap_text(const struct letters *letters, const char *text, int width, struct wrap *ret_wrap)
{
    struct units units;
    split(letters, text, &units);
    ret_wrap->count = 0;
    ret_wrap->overflow = units.overflow;
    for (int from = 0, to; from < units.count; from = to) {
        for (to = from + 1; to < units.count && !units.list[to].fresh;)
            to++;
        struct paragraph p = {.units = units.list + from,
                              .count = to - from,
                              .width = width,
                              .em = letters->theme->type[letters->style]};
        wrap_paragraph(&p, is_heading(letters->style), ret_wrap);
    }
}
