/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/catalogue.h"

#include <string.h>

#include "platform/base/text.h"

enum { HEADER_BYTES = 28, ENTRY_BYTES = 8, MESSAGES_MAX = 20000 };

static const uint32_t magic = 0x950412de;

struct catalogue {
    char *data;
    size_t size;
    bool swapped; /* written on a machine of the other byte order */
    size_t count;
    size_t sources, translations; /* where the two tables begin */
};

static uint32_t word_at(const struct catalogue *c, size_t at)
{
    uint32_t word;
    memcpy(&word, c->data + at, sizeof word);
    return c->swapped ? __builtin_bswap32(word) : word;
}

static const char *text_at(const struct catalogue *c, size_t table, size_t index)
{
    return c->data + word_at(c, table + index * ENTRY_BYTES + 4);
}

static enum err read_header(struct catalogue *c)
{
    if (c->size < HEADER_BYTES)
        return ERR_FORMAT;
    if (word_at(c, 0) != magic)
        c->swapped = true;
    if (word_at(c, 0) != magic || word_at(c, 4) >> 16 != 0)
        return ERR_FORMAT;
    c->count = word_at(c, 8);
    c->sources = word_at(c, 12);
    c->translations = word_at(c, 16);
    return c->count <= MESSAGES_MAX ? ERR_NONE : ERR_TOO_LONG;
}

static enum err check_table(const struct catalogue *c, size_t table)
{
    if (table > c->size || c->size - table < c->count * ENTRY_BYTES)
        return ERR_FORMAT;
    for (size_t i = 0; i < c->count; i++) {
        size_t len = word_at(c, table + i * ENTRY_BYTES);
        size_t at = word_at(c, table + i * ENTRY_BYTES + 4);
        if (at >= c->size || c->size - at <= len || c->data[at + len] != '\0' ||
            !text_is_utf8(c->data + at, len))
            return ERR_FORMAT;
    }
    return ERR_NONE;
}

static enum err check_order(const struct catalogue *c)
{
    for (size_t i = 1; i < c->count; i++)
        if (strcmp(text_at(c, c->sources, i - 1), text_at(c, c->sources, i)) >= 0)
            return ERR_FORMAT;
    return ERR_NONE;
}

static enum err check(struct catalogue *c)
{
    TRY(read_header(c));
    TRY(check_table(c, c->sources));
    TRY(check_table(c, c->translations));
    return check_order(c);
}

enum err catalogue_new(char *data, size_t size, struct catalogue **ret_catalogue)
{
    struct catalogue *c = calloc(1, sizeof *c);
    if (!c)
        return ERR_MEMORY;
    *c = (struct catalogue){.data = data, .size = size};
    enum err e = check(c);
    if (e != ERR_NONE) {
        free(c);
        return e;
    }
    *ret_catalogue = c;
    return ERR_NONE;
}

void catalogue_free(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    free(catalogue->data);
    free(catalogue);
}

const char *catalogue_find(const struct catalogue *c, const char *text)
{
    /* The first entry, "", is the catalogue's own header: nobody's words. */
    for (size_t low = 0, high = *text ? c->count : 0; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(text, text_at(c, c->sources, middle));
        if (order == 0)
            return text_at(c, c->translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t catalogue_count(const struct catalogue *catalogue)
{
    return catalogue->count;
}
