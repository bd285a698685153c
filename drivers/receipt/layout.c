/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/layout.h"

#include <glib.h>
#include <string.h>

#include "drivers/receipt/wrap.h"
#include "platform/base/text.h"

enum { PAIR_GAP = 2, SCALE_MAX = 2, FEED_MAX = 8 };

int layout_width_of(uint32_t c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return c < 0x80 ? 1 : 2;
}

int layout_width(const char *text)
{
    int width = 0;
    for (uint32_t c = text_next(&text); c; c = text_next(&text))
        width += layout_width_of(c);
    return width;
}

/* A job being set. */
struct setting {
    struct layout *out;
    int columns;
};

/* Zero width, joiners, direction marks, byte order mark, variation selectors. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

/* Checked text in a buffer of RECEIPT_TEXT_MAX + 1 bytes, erased by its owner. */
static enum err clean(const struct secret *text, bool lines, char *ret_text)
{
    if (text->len > RECEIPT_TEXT_MAX)
        return ERR_TOO_LONG;
    if (!text_is_utf8(secret_text(text), text->len))
        return ERR_ENCODING;
    const char *at = secret_text(text);
    char *out = ret_text;
    int marks = 0;
    for (uint32_t c = text_next(&at); c; c = text_next(&at)) {
        if ((c < 0x20 && !(lines && c == '\n')) || (c >= 0x7F && c < 0xA0))
            return ERR_ENCODING;
        if (is_invisible(c))
            continue;
        marks = layout_width_of(c) == 0 ? marks + 1 : 0;
        if (marks <= LAYOUT_MARKS_MAX)
            out += text_put(c, out);
    }
    *out = '\0';
    return ERR_NONE;
}

static enum err add_line(struct setting *s, struct layout_line **ret_line)
{
    if (s->out->count == LAYOUT_LINES_MAX)
        return ERR_TOO_LONG;
    struct layout_line *l = &s->out->line[s->out->count++];
    l->scale = 1;
    *ret_line = l;
    return ERR_NONE;
}

static enum err add_text(struct setting *s, const struct receipt_line *from, const char *start,
                         size_t bytes)
{
    struct layout_line *l;
    TRY(add_line(s, &l));
    l->kind = LAYOUT_TEXT;
    l->align = from->align;
    l->scale = from->scale;
    memcpy(l->text, start, bytes);
    l->text[bytes] = '\0';
    l->bold_from = from->bold ? 0 : bytes;
    return ERR_NONE;
}

static size_t lines_of(const char *paragraph, int columns)
{
    const char *start;
    size_t bytes, n = 0;
    while (wrap_next(&paragraph, columns, &start, &bytes))
        n++;
    return n;
}

/* Centred lines look best when they are about equally long: the narrowest measure that takes no
 * more lines. */
static int balanced(const char *paragraph, int columns)
{
    size_t lines = lines_of(paragraph, columns);
    while (lines > 1 && columns > 8 && lines_of(paragraph, columns - 1) == lines)
        columns--;
    return columns;
}

static enum err set_paragraph(struct setting *s, const struct receipt_line *from,
                              const char *paragraph)
{
    const char *at = paragraph, *start;
    size_t bytes;
    int columns = s->columns / from->scale;
    if (from->align == RECEIPT_CENTRE)
        columns = balanced(paragraph, columns);
    while (wrap_next(&at, columns, &start, &bytes))
        TRY(add_text(s, from, start, bytes));
    return ERR_NONE;
}

static enum err set_text(struct setting *s, const struct receipt_line *from)
{
    char text[RECEIPT_TEXT_MAX + 1];
    if (from->scale < 1 || from->scale > SCALE_MAX || (unsigned)from->align > RECEIPT_RIGHT)
        return ERR_RANGE;
    enum err e = clean(&from->text, true, text);
    for (char *p = text; e == ERR_NONE && p;) {
        char *end = strchr(p, '\n');
        if (end)
            *end++ = '\0';
        e = set_paragraph(s, from, p);
        p = end;
    }
    wipe(text, sizeof text);
    return e;
}

static char *pad(char *out, int columns)
{
    memset(out, ' ', (size_t)columns);
    return out + columns;
}

/* One printed line of a pair: either side may be empty. */
struct pair_row {
    const char *label, *value;
    size_t label_bytes, value_bytes;
};

static int width_of_bytes(const char *text, size_t bytes)
{
    int width = 0;
    for (const char *p = text; p < text + bytes;)
        width += layout_width_of(text_next(&p));
    return width;
}

static enum err add_pair_row(struct setting *s, const struct pair_row *row, int value_at, bool bold)
{
    struct layout_line *l;
    TRY(add_line(s, &l));
    l->kind = LAYOUT_TEXT;
    char *out = l->text;
    memcpy(out, row->label, row->label_bytes);
    out += row->label_bytes;
    if (row->value_bytes > 0)
        out = pad(out, value_at - width_of_bytes(row->label, row->label_bytes));
    l->bold_from = (size_t)(out - l->text);
    memcpy(out, row->value, row->value_bytes);
    out += row->value_bytes;
    *out = '\0';
    if (!bold)
        l->bold_from = (size_t)(out - l->text);
    return ERR_NONE;
}

static enum err set_pair(struct setting *s, const struct receipt_line *from, int label_columns)
{
    char label[RECEIPT_TEXT_MAX + 1], value[RECEIPT_TEXT_MAX + 1];
    int value_at = label_columns + PAIR_GAP;
    enum err e = clean(&from->text, false, label);
    if (e == ERR_NONE)
        e = clean(&from->value, false, value);
    const char *label_at = label, *value_next = value;
    while (e == ERR_NONE && (label_at || value_next)) {
        struct pair_row row = {.label = "", .value = ""};
        wrap_next(&label_at, label_columns, &row.label, &row.label_bytes);
        wrap_next(&value_next, s->columns - value_at, &row.value, &row.value_bytes);
        e = add_pair_row(s, &row, value_at, from->bold);
    }
    wipe(label, sizeof label);
    wipe(value, sizeof value);
    return e;
}

/* The widest label of the pairs that follow each other, at most two fifths of the paper. */
static int label_columns(const struct receipt_job *job, size_t first, int columns)
{
    int widest = 2, limit = columns * 2 / 5;
    for (size_t i = first; i < job->count && job->line[i].kind == RECEIPT_PAIR; i++) {
        const struct secret *t = &job->line[i].text;
        int width = text_is_utf8(secret_text(t), t->len) ? layout_width(secret_text(t)) : 0;
        widest = width > widest ? width : widest;
    }
    return widest < limit ? widest : limit;
}

static enum err set_qr(struct setting *s, const struct receipt_line *from)
{
    struct layout_line *l;
    if (secret_is_empty(&from->text))
        return ERR_MISSING;
    if (from->text.len > RECEIPT_TEXT_MAX)
        return ERR_TOO_LONG;
    if ((unsigned)from->align > RECEIPT_RIGHT)
        return ERR_RANGE;
    if (!text_is_utf8(from->text.text, from->text.len))
        return ERR_ENCODING;
    TRY(add_line(s, &l));
    l->kind = LAYOUT_QR;
    l->align = from->align;
    l->size = from->text.len;
    memcpy(l->text, from->text.text, from->text.len);
    return ERR_NONE;
}

static enum err set_feed(struct setting *s, const struct receipt_line *from)
{
    struct layout_line *l;
    if (from->scale < 1 || from->scale > FEED_MAX)
        return ERR_RANGE;
    TRY(add_line(s, &l));
    l->kind = LAYOUT_FEED;
    l->scale = from->scale;
    return ERR_NONE;
}

static enum err set_rule(struct setting *s)
{
    struct layout_line *l;
    TRY(add_line(s, &l));
    l->kind = LAYOUT_RULE;
    return ERR_NONE;
}

static enum err set_lines(struct setting *s, const struct receipt_job *job)
{
    int label = 0;
    for (size_t i = 0; i < job->count; i++) {
        const struct receipt_line *from = &job->line[i];
        if (i == 0 || job->line[i - 1].kind != RECEIPT_PAIR)
            label = label_columns(job, i, s->columns);
        switch (from->kind) {
        case RECEIPT_TEXT:
            TRY(set_text(s, from));
            break;
        case RECEIPT_PAIR:
            TRY(set_pair(s, from, label));
            break;
        case RECEIPT_RULE:
            TRY(set_rule(s));
            break;
        case RECEIPT_QR:
            TRY(set_qr(s, from));
            break;
        case RECEIPT_FEED:
            TRY(set_feed(s, from));
            break;
        default:
            return ERR_RANGE;
        }
    }
    return ERR_NONE;
}

enum err layout_new(const struct receipt_job *job, int columns, struct layout **ret_layout)
{
    if (columns < 16 || columns > LAYOUT_COLUMNS_MAX || job->count > RECEIPT_LINES_MAX)
        return ERR_RANGE;
    AUTO(auto_layout_free) struct layout *out = calloc(1, sizeof *out);
    if (!out)
        return ERR_MEMORY;
    struct setting s = {.out = out, .columns = columns};
    TRY(set_lines(&s, job));
    *ret_layout = out;
    out = NULL;
    return ERR_NONE;
}

void layout_free(struct layout *layout)
{
    wipe_free(layout, sizeof *layout);
}
