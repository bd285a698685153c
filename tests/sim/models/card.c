/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/models/card.h"

#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { TEXT_SIZE = 256, PHOTO_SIZE = 1024, HEAD_SIZE = 14, FRAME_SIZE = 1295, TYPE_AT = 248 };
enum { KINDS = 4, LINE_MAX_BYTES = 512, FILE_LIMIT = 16384 };

static const struct {
    const char *word;
    char letter;
} kinds[KINDS] = {{"citizen", ' '}, {"hmt", 'J'}, {"foreigner2017", 'I'}, {"foreigner2023", 'Y'}};

/* Where a field lies in each layout: byte offset and bytes (facts: GA/T 490 and its successors).
 * Size 0: that card has no such field. */
struct place_of_field {
    uint8_t at, size;
};

static const struct {
    const char *key;
    struct place_of_field in[KINDS];
} fields[] = {
    {"name", {{0, 30}, {0, 30}, {158, 30}, {0, 30}}},
    {"name_latin", {{0, 0}, {0, 0}, {0, 120}, {0, 0}}}, /* 2023: see put_broken_name() */
    {"sex", {{30, 2}, {30, 2}, {120, 2}, {30, 2}}},
    {"nation", {{32, 4}, {0, 0}, {152, 6}, {242, 6}}},
    {"birth", {{36, 16}, {36, 16}, {220, 16}, {36, 16}}},
    {"address", {{52, 70}, {52, 70}, {0, 0}, {0, 0}}},
    {"number", {{122, 36}, {122, 36}, {122, 30}, {122, 36}}},
    {"issuer", {{158, 30}, {158, 30}, {240, 8}, {0, 0}}},
    {"valid_from", {{188, 16}, {188, 16}, {188, 16}, {188, 16}}},
    {"valid_to", {{204, 16}, {204, 16}, {204, 16}, {204, 16}}},
    {"permit", {{0, 0}, {220, 18}, {0, 0}, {0, 0}}},
    {"issues", {{0, 0}, {238, 4}, {236, 4}, {32, 4}}},
};

static void put_unit(uint8_t *at, uint32_t unit)
{
    at[0] = (uint8_t)unit;
    at[1] = (uint8_t)(unit >> 8);
}

static void fill_spaces(uint8_t *at, size_t size)
{
    for (size_t i = 0; i + 1 < size; i += 2)
        put_unit(at + i, ' ');
}

/* UTF-8 → UTF-16LE, padded with spaces. */
static enum err put_text(uint8_t *to, size_t size, const char *text)
{
    fill_spaces(to, size);
    size_t at = 0;
    for (uint32_t c = text_next(&text); c != 0; c = text_next(&text)) {
        size_t need = c > 0xFFFF ? 4 : 2;
        if (at + need > size)
            return ERR_TOO_LONG;
        if (c > 0xFFFF) {
            put_unit(to + at, 0xD800 + ((c - 0x10000) >> 10));
            put_unit(to + at + 2, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            put_unit(to + at, c);
        }
        at += need;
    }
    return ERR_NONE;
}

static uint8_t xor_of(const uint8_t *data, size_t size)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum ^= data[i];
    return sum;
}

static void seal(struct card *card)
{
    static const uint8_t head[HEAD_SIZE] = {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x05, 0x08,
                                            0,    0,    0x90, 1,    0,    4,    0};
    memcpy(card->frame, head, sizeof head);
    card->frame_size = FRAME_SIZE;
    card->frame[FRAME_SIZE - 1] = xor_of(card->frame + 5, FRAME_SIZE - 6);
}

static const char *translate(const char *key, const char *value)
{
    if (strcmp(key, "sex") != 0)
        return value;
    if (strcmp(value, "男") == 0)
        return "1";
    return strcmp(value, "女") == 0 ? "2" : value;
}

static enum err set_kind(struct card *card, const char *value, size_t *ret_kind)
{
    for (size_t k = 0; k < KINDS; k++)
        if (strcmp(kinds[k].word, value) == 0) {
            put_unit(card->frame + HEAD_SIZE + TYPE_AT, (uint8_t)kinds[k].letter);
            *ret_kind = k;
            return ERR_NONE;
        }
    return ERR_FORMAT;
}

/* The 2023 card keeps 35 characters of the English name in one place and 11 in another. */
static enum err put_broken_name(struct card *card, const char *value)
{
    enum { HEAD_AT = 52, HEAD_BYTES = 70, TAIL_AT = 220, TAIL_BYTES = 22 };
    uint8_t joined[HEAD_BYTES + TAIL_BYTES], *text = card->frame + HEAD_SIZE;
    TRY(put_text(joined, sizeof joined, value));
    memcpy(text + HEAD_AT, joined, HEAD_BYTES);
    memcpy(text + TAIL_AT, joined + HEAD_BYTES, TAIL_BYTES);
    return ERR_NONE;
}

static enum err set_field(struct card *card, size_t *kind, const char *key, const char *value)
{
    if (strcmp(key, "kind") == 0)
        return set_kind(card, value, kind);
    if (strcmp(key, "letter") == 0) {
        put_unit(card->frame + HEAD_SIZE + TYPE_AT, (uint8_t)*value);
        return value[0] && !value[1] ? ERR_NONE : ERR_FORMAT;
    }
    if (strcmp(key, "name_latin") == 0 && kinds[*kind].letter == 'Y')
        return put_broken_name(card, value);
    if (strcmp(key, "more_address") == 0) {
        card->has_address = true;
        return put_text(card->address, sizeof card->address, value);
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (strcmp(fields[i].key, key) == 0) {
            struct place_of_field place = fields[i].in[*kind];
            uint8_t *to = card->frame + HEAD_SIZE + place.at;
            return place.size ? put_text(to, place.size, translate(key, value)) : ERR_FORMAT;
        }
    return ERR_FORMAT;
}

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t\r", text[len - 1]))
        text[--len] = '\0';
    return text;
}

static enum err take_line(struct card *card, size_t *kind, char *line)
{
    line = trim(line);
    if (line[0] == '\0' || line[0] == '#')
        return ERR_NONE;
    char *equals = strchr(line, '=');
    if (!equals || !text_is_utf8(line, strlen(line)))
        return ERR_FORMAT;
    *equals = '\0';
    return set_field(card, kind, trim(line), trim(equals + 1));
}

enum err card_parse(const char *text, struct card *ret_card, char *ret_why)
{
    struct card card = {0};
    size_t kind = 0;
    fill_spaces(card.frame + HEAD_SIZE, TEXT_SIZE);
    for (int number = 1; *text; number++) {
        char line[LINE_MAX_BYTES];
        size_t len = strcspn(text, "\n");
        enum err e = len < sizeof line ? ERR_NONE : ERR_TOO_LONG;
        if (e == ERR_NONE) {
            memcpy(line, text, len);
            line[len] = '\0';
            e = take_line(&card, &kind, line);
        }
        if (e != ERR_NONE) {
            snprintf(ret_why, CARD_WHY, "line %d: %s", number, err_text(e));
            return e;
        }
        text += text[len] ? len + 1 : len;
    }
    seal(&card);
    *ret_card = card;
    return ERR_NONE;
}

static bool has_suffix(const char *path, const char *suffix)
{
    size_t len = strlen(path), n = strlen(suffix);
    return len >= n && strcmp(path + len - n, suffix) == 0;
}

enum err card_load(const char *path, struct card *ret_card, char *ret_why)
{
    AUTO(auto_free) char *data = NULL;
    size_t size = 0;
    enum err e = paths_read_file(path, FILE_LIMIT, &data, &size);
    if (e != ERR_NONE) {
        snprintf(ret_why, CARD_WHY, "cannot read the file: %s", err_text(e));
        return e;
    }
    if (!has_suffix(path, ".bin"))
        return card_parse(data, ret_card, ret_why);
    if (size < 11 || size > CARD_FRAME_MAX) {
        snprintf(ret_why, CARD_WHY, "a frame has 11 to %d bytes", CARD_FRAME_MAX);
        return ERR_FORMAT;
    }
    *ret_card = (struct card){.frame_size = size};
    memcpy(ret_card->frame, data, size);
    return ERR_NONE;
}
