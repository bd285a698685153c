/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/receipt_job.h"

#include <string.h>

#include "platform/base/text.h"

enum { FEED_MAX = 8, WORD_MAX = 16 };

/* What may stand between a line's kind and its colon. */
enum { WORD_ALIGN = 1, WORD_BOLD = 2, WORD_LARGE = 4, WORD_NUMBER = 8 };

static const struct kind {
    const char *name;
    enum receipt_kind kind;
    unsigned words;
    bool text;
} kinds[] = {
    {"text", RECEIPT_TEXT, WORD_ALIGN | WORD_BOLD | WORD_LARGE, true},
    {"pair", RECEIPT_PAIR, WORD_BOLD, true},
    {"qr", RECEIPT_QR, WORD_ALIGN, true},
    {"rule", RECEIPT_RULE, 0, false},
    {"feed", RECEIPT_FEED, WORD_NUMBER, false},
};

struct reading {
    const char *at, *end; /* of the present line */
    int number;
    char *why;
};

static enum err wrong(const struct reading *r, enum err e, const char *what)
{
    snprintf(r->why, RECEIPT_JOB_WHY, "line %d: %s", r->number, what);
    return e;
}

/* Up to a blank or a colon; "" at the line's end or a colon. */
static bool next_word(struct reading *r, char ret_word[WORD_MAX])
{
    size_t n = 0;
    while (r->at < r->end && *r->at == ' ')
        r->at++;
    for (; r->at < r->end && *r->at != ' ' && *r->at != ':'; r->at++) {
        if (n + 1 >= WORD_MAX)
            return false;
        ret_word[n++] = *r->at;
    }
    ret_word[n] = '\0';
    return true;
}

static bool take_align(const char *word, struct receipt_line *line)
{
    static const char *const aligns[] = {"left", "centre", "right"};
    for (size_t i = 0; i < ARRAY_LEN(aligns); i++)
        if (strcmp(word, aligns[i]) == 0) {
            line->align = (enum receipt_align)i;
            return true;
        }
    return false;
}

static bool take_word(const struct kind *kind, const char *word, struct receipt_line *line)
{
    if (kind->words & WORD_ALIGN && take_align(word, line))
        return true;
    if (kind->words & WORD_BOLD && strcmp(word, "bold") == 0) {
        line->bold = true;
        return true;
    }
    if (kind->words & WORD_LARGE && strcmp(word, "large") == 0) {
        line->scale = 2;
        return true;
    }
    bool number = word[0] >= '1' && word[0] <= '0' + FEED_MAX && word[1] == '\0';
    if (kind->words & WORD_NUMBER && number) {
        line->scale = word[0] - '0';
        return true;
    }
    return false;
}

/* Text up to `stop` or the line's end, without its escapes: \n \| \\. */
static enum err take_text(struct reading *r, char stop, struct secret *ret_text)
{
    char out[RECEIPT_TEXT_MAX + 1];
    size_t n = 0;
    while (r->at < r->end && *r->at != stop) {
        char c = *r->at++;
        if (c == '\\') {
            c = r->at < r->end ? *r->at++ : '\0';
            if (c != 'n' && c != '|' && c != '\\')
                return wrong(r, ERR_FORMAT, "\\ stands before n, | or \\");
            c = c == 'n' ? '\n' : c;
        }
        if (n == RECEIPT_TEXT_MAX)
            return wrong(r, ERR_TOO_LONG, "more than 600 bytes of text");
        out[n++] = c;
    }
    enum err e = secret_set(ret_text, out, n);
    wipe(out, sizeof out);
    return e == ERR_NONE ? e : wrong(r, e, err_text(e));
}

static void trim(struct reading *r)
{
    while (r->at < r->end && (*r->at == ' '))
        r->at++;
}

/* Blanks before the bar do not belong to the label. */
static enum err trim_label(struct secret *label)
{
    size_t n = label->len;
    while (n > 0 && label->text[n - 1] == ' ')
        n--;
    struct secret shorter = {.text = NULL};
    TRY(secret_set(&shorter, secret_text(label), n));
    secret_wipe(label);
    *label = shorter;
    return ERR_NONE;
}

static enum err take_pair(struct reading *r, struct receipt_line *line)
{
    TRY(take_text(r, '|', &line->text));
    if (r->at == r->end)
        return wrong(r, ERR_FORMAT, "a pair is LABEL | VALUE");
    r->at++;
    TRY(trim_label(&line->text));
    trim(r);
    return take_text(r, '\0', &line->value);
}

static enum err take_rest(struct reading *r, const struct kind *kind, struct receipt_line *line)
{
    bool colon = r->at < r->end;
    if (colon != kind->text)
        return wrong(r, ERR_FORMAT, colon ? "nothing may follow" : "a colon and words must follow");
    if (!colon)
        return ERR_NONE;
    r->at++;
    trim(r);
    if (kind->kind == RECEIPT_PAIR)
        return take_pair(r, line);
    TRY(take_text(r, '\0', &line->text));
    if (kind->kind == RECEIPT_QR && secret_is_empty(&line->text))
        return wrong(r, ERR_MISSING, "a code of nothing");
    return ERR_NONE;
}

static enum err take_line(struct reading *r, struct receipt_line *line)
{
    char word[WORD_MAX];
    const struct kind *kind = NULL;
    if (!text_is_utf8(r->at, (size_t)(r->end - r->at)) ||
        memchr(r->at, '\0', (size_t)(r->end - r->at)))
        return wrong(r, ERR_ENCODING, "not UTF-8 text");
    bool good = next_word(r, word);
    for (size_t i = 0; i < ARRAY_LEN(kinds) && good; i++)
        if (strcmp(word, kinds[i].name) == 0)
            kind = &kinds[i];
    if (!kind)
        return wrong(r, ERR_FORMAT, "begins with none of text, pair, rule, qr, feed");
    *line = (struct receipt_line){.kind = kind->kind, .scale = 1};
    for (;;) {
        if (!next_word(r, word))
            return wrong(r, ERR_FORMAT, "a word before the colon is not known");
        if (!word[0])
            return take_rest(r, kind, line);
        if (!take_word(kind, word, line))
            return wrong(r, ERR_RANGE, "a word before the colon is not for this kind of line");
    }
}

static bool is_blank(const struct reading *r)
{
    const char *at = r->at;
    while (at < r->end && (*at == ' ' || *at == '\t'))
        at++;
    return at == r->end || *at == '#';
}

static enum err take_all(const char *text, size_t size, struct reading *r, struct receipt_job *job)
{
    const char *next = text, *last = text + size;
    while (next < last) {
        const char *newline = memchr(next, '\n', (size_t)(last - next));
        r->at = next;
        r->end = newline ? newline : last;
        next = newline ? newline + 1 : last;
        r->number++;
        if (r->end > r->at && r->end[-1] == '\r')
            r->end--;
        if (is_blank(r))
            continue;
        if (job->count == RECEIPT_LINES_MAX)
            return wrong(r, ERR_TOO_LONG, "more than 64 lines");
        TRY(take_line(r, &job->line[job->count++]));
    }
    return job->count ? ERR_NONE : wrong(r, ERR_MISSING, "the end, and nothing to print");
}

enum err receipt_job_parse(const char *text, size_t size, struct receipt_job *ret_job,
                           char ret_why[RECEIPT_JOB_WHY])
{
    struct reading r = {.why = ret_why};
    struct receipt_job *job = calloc(1, sizeof *job);
    if (!job)
        return ERR_MEMORY;
    enum err e = take_all(text, size, &r, job);
    if (e == ERR_NONE)
        *ret_job = *job;
    else
        receipt_job_wipe(job);
    free(job);
    return e;
}
