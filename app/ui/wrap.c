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
    at = c && c != '\n' && is_word(c) ? end_of_word(at) : c && c != '\n' ? next : at;
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

static const char *join_separator(struct glyph *g, const struct theme *t, enum type_style style,
                                  const char *text, struct units *units)
{
    struct unit *before = &units->list[--units->count - 1];
    text += sizeof "·" - 1;
    before->len = (size_t)(text - before->text);
    before->width = glyph_width(g, t, style, before->text, before->len);
    before->pause = true;
    return text;
}

static void split(struct glyph *g, const struct theme *t, enum type_style style, const char *text,
                  struct units *ret_units)
{
    int space = 0;
    uint32_t before = 0;
    bool fresh = true;
    ret_units->count = 0;
    ret_units->overflow = false;
    while (*text) {
        if (*text == ' ' || *text == '\n') {
            fresh = fresh || *text == '\n';
            space += *text == ' ' ? t->type[style] / 4 : 0;
            text++;
            continue;
        }
        if (ret_units->count == UNITS) {
            ret_units->overflow = true;
            return;
        }
        struct unit *unit = &ret_units->list[ret_units->count++];
        *unit = (struct unit){.text = text, .space = space, .fresh = fresh};
        if (is_separator(text) && ret_units->count > 1) {
            text = join_separator(g, t, style, text, ret_units);
            continue;
        }
        const char *peek = text;
        int gap = glyph_gap(t, style, before, text_next(&peek));
        if (gap)
            unit->space = gap;
        text = end_of_unit(text, unit);
        before = last_char(unit->text, text);
        unit->len = (size_t)(text - unit->text);
        unit->width = glyph_width(g, t, style, unit->text, unit->len);
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

/* First unit of each line; ends[i] is one past its last. Returns the number of lines. */
static int greedy(const struct unit *units, int count, int width, int ends[WRAP_LINES])
{
    int lines = 0;
    for (int at = 0; at < count && lines < WRAP_LINES;) {
        int end = at + 1;
        while (end < count && line_width(units + at, units + end + 1) <= width)
            end++;
        ends[lines++] = at = end;
    }
    return lines;
}

static long miss(const struct unit *units, int from, int to, int target)
{
    long off = line_width(units + from, units + to) - target;
    return off * off;
}

/* The best breaks into two or three lines near each other's length, after punctuation if at all
 * possible. More lines stay as they fell. */
static void balance(const struct unit *units, int count, int width, int em, int lines, int *ends)
{
    int target = line_width(units, units + count) / lines;
    long cost_of_break = (long)BREAK_COST_EMS * em * BREAK_COST_EMS * em;
    long best = -1;
    int last = lines == 3 ? count : 2;
    for (int b = 1; lines == 3 ? b < count : b == 1; b++)
        for (int a = lines == 3 ? b + 1 : 1; a < (lines == 3 ? last : count); a++) {
            int first = lines == 3 ? b : a;
            if (line_width(units, units + first) > width ||
                line_width(units + a, units + count) > width ||
                (lines == 3 && line_width(units + b, units + a) > width))
                continue;
            long cost = miss(units, 0, first, target) + miss(units, a, count, target) +
                        (lines == 3 ? miss(units, b, a, target) : 0) +
                        (units[a - 1].pause ? 0 : cost_of_break) +
                        (lines == 3 && !units[b - 1].pause ? cost_of_break : 0);
            if (best >= 0 && cost >= best)
                continue;
            best = cost;
            ends[0] = first;
            ends[lines - 2] = a;
        }
}

static int chars_of(const struct unit *units, int from, int to)
{
    int chars = 0;
    for (int i = from; i < to; i++)
        chars += units[i].len > 1 && (unsigned char)units[i].text[0] < 0x80 ? LEAST_LAST
                                                                            : units[i].chars;
    return chars;
}

/* Pulls characters down until the last line has enough of them. */
static void feed_last(const struct unit *units, int count, int width, int lines, int *ends)
{
    int before = lines > 2 ? ends[lines - 3] : 0;
    int *end = &ends[lines - 2];
    while (*end - 1 > before && chars_of(units, *end, count) < LEAST_LAST &&
           line_width(units + *end - 1, units + count) <= width)
        (*end)--;
}

/* Two lines of plain text: break after punctuation when the first line stays long enough. */
static void prefer_pause(const struct unit *units, int count, int width, int *ends)
{
    int full = line_width(units, units + ends[0]);
    for (int end = ends[0]; end > 0; end--) {
        int first = line_width(units, units + end);
        if (first * 100 < full * LEAST_FIRST_PERCENT ||
            line_width(units + end, units + count) > width)
            return;
        if (units[end - 1].pause) {
            ends[0] = end;
            return;
        }
    }
}

static void put_lines(const struct unit *units, const int *ends, int lines, struct wrap *w)
{
    for (int i = 0, from = 0; i < lines; from = ends[i++]) {
        if (w->count == WRAP_LINES) {
            w->overflow = true;
            return;
        }
        const struct unit *last = &units[ends[i] - 1];
        w->lines[w->count++] = (struct wrap_line){
            .text = units[from].text,
            .len = (size_t)(last->text + last->len - units[from].text),
            .width = line_width(units + from, units + ends[i]),
        };
    }
}

static bool is_heading(enum type_style style)
{
    return style == TYPE_QUESTION || style == TYPE_SECTION || style == TYPE_GIANT;
}

static void wrap_paragraph(const struct unit *units, int count, int width, int em, bool heading,
                           struct wrap *w)
{
    int ends[WRAP_LINES] = {0};
    int lines = greedy(units, count, width, ends);
    if (heading && (lines == 2 || lines == 3))
        balance(units, count, width, em, lines, ends);
    else if (lines == 2)
        prefer_pause(units, count, width, ends);
    if (lines > 1 && !heading)
        feed_last(units, count, width, lines, ends);
    w->overflow = w->overflow || (lines > 0 && ends[lines - 1] < count);
    for (int i = 0; i < count; i++)
        w->overflow = w->overflow || units[i].width > width;
    put_lines(units, ends, lines, w);
}

void wrap_text(struct glyph *g, const struct theme *t, enum type_style style, const char *text,
               int width, struct wrap *ret_wrap)
{
    struct units units;
    split(g, t, style, text, &units);
    ret_wrap->count = 0;
    ret_wrap->overflow = units.overflow;
    for (int from = 0, to; from < units.count; from = to) {
        for (to = from + 1; to < units.count && !units.list[to].fresh;)
            to++;
        wrap_paragraph(units.list + from, to - from, width, t->type[style], is_heading(style),
                       ret_wrap);
    }
}
