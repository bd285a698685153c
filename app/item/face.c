/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/face.h"

#include <ctype.h>
#include <string.h>

/* A line's parts: PLAIN, WORDS for each language, the keys. */
enum { PLAIN = 11, WORDS = 6, PARTS = PLAIN + WORDS * LANGUAGE_COUNT + 1, SPELLED_MAX = 120 };

static const char kind_letters[FACE_KEY_KINDS + 1] = "isIS";

uint32_t face_letters(const char *text)
{
    uint32_t letters = 0;
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z')
            letters |= 1u << (*text - 'a');
    return letters;
}

static void put_key(FILE *f, enum face_key_kind kind, const char *text)
{
    if (*text)
        fprintf(f, "%c%s|", kind_letters[kind], text);
}

/* Small letters; whatever stands between words becomes one space. */
static void spell(const char *text, char ret_text[SPELLED_MAX + 1])
{
    size_t n = 0;
    for (; *text && n < SPELLED_MAX; text++) {
        bool letter = isascii(*text) && isalpha((unsigned char)*text);
        if (letter)
            ret_text[n++] = (char)tolower((unsigned char)*text);
        else if (n && ret_text[n - 1] != ' ' && *text != '\'')
            ret_text[n++] = ' ';
    }
    n -= n && ret_text[n - 1] == ' ';
    ret_text[n] = '\0';
}

static void put_spelled(FILE *f, enum face_key_kind spelled, enum face_key_kind initials,
                        const char *text)
{
    char letters[SPELLED_MAX + 1], first[SPELLED_MAX + 1];
    size_t n = 0;
    spell(text, letters);
    for (const char *p = letters; *p; p++)
        if (p == letters || p[-1] == ' ')
            first[n++] = *p;
    first[n] = '\0';
    put_key(f, spelled, letters);
    if (n > 1)
        put_key(f, initials, first);
}

static void put_keys(FILE *f, const struct item *item)
{
    for (size_t i = 0; i < item->pinyin.count; i++)
        put_key(f, FACE_KEY_INITIALS, item->pinyin.text[i]);
    for (size_t i = 0; i < item->pinyin_full.count; i++)
        put_spelled(f, FACE_KEY_SPELLED, FACE_KEY_INITIALS, item->pinyin_full.text[i]);
    put_spelled(f, FACE_KEY_DEPT_SPELLED, FACE_KEY_DEPT_INITIALS, item->dept_pinyin);
    for (enum language l = LANGUAGE_CHINESE + 1; l < LANGUAGE_COUNT; l++) {
        const struct item *other = item_in(item, l);
        if (strcmp(other->title, item->title) != 0)
            put_spelled(f, FACE_KEY_SPELLED, FACE_KEY_INITIALS, other->title);
        if (strcmp(other->dept_name, item->dept_name) != 0)
            put_spelled(f, FACE_KEY_DEPT_SPELLED, FACE_KEY_DEPT_INITIALS, other->dept_name);
    }
}

static void put_line(FILE *f, const struct item *item)
{
    struct item_traits t = item_traits(item);
    fprintf(f, "%s\t%s\t%s\t%s\t%d\t%d\t%d\t%u\t%d\t%d\t", item->task_code, item->task_name,
            item->icon, item->colour, (int)t.kind, t.anonymous, t.proves, t.needs, t.assurance,
            item->order);
    for (size_t i = 0; i < item->menus.count; i++)
        fprintf(f, "%s ", item->menus.text[i]);
    fputc('\t', f);
    for (enum language l = 0; l < LANGUAGE_COUNT; l++) {
        const struct item *in = item_in(item, l);
        fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\t", in->title, in->subtitle, in->guide.summary,
                in->guide.help_org, in->guide.help_hours, in->dept_name);
    }
    put_keys(f, item);
}

enum err face_write(const struct item *item, char **ret_line)
{
    char *line = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&line, &size);
    if (!f)
        return ERR_MEMORY;
    put_line(f, item);
    if (fclose(f) != 0) {
        free(line);
        return ERR_MEMORY;
    }
    *ret_line = line;
    return ERR_NONE;
}

static bool take_number(const char *text, int high, int *ret_number)
{
    char *end;
    long n = strtol(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || n > high)
        return false;
    *ret_number = (int)n;
    return true;
}

static bool take_key(char *text, struct face_key *ret_key)
{
    const char *kind = strchr(kind_letters, *text);
    size_t len = strlen(text);
    if (len < 2 || len > FACE_KEY_MAX || !kind ||
        strspn(text + 1, "abcdefghijklmnopqrstuvwxyz ") != len - 1)
        return false;
    *ret_key = (struct face_key){.text = text + 1,
                                 .letters = face_letters(text + 1),
                                 .kind = (uint8_t)(kind - kind_letters),
                                 .length = (uint8_t)(len - 1)};
    return true;
}

/* What is beyond the bound of keys does not find the item; it stays. */
static bool take_keys(char *text, struct face *face)
{
    char *rest = text;
    for (char *key = strsep(&rest, "|"); key && face->key_count < FACE_KEYS_MAX;
         key = strsep(&rest, "|"))
        if (*key && !take_key(key, &face->key[face->key_count++]))
            return false;
    return true;
}

static bool take_traits(char *const part[PARTS], struct face *face)
{
    int kind, anonymous, proves, needs, assurance;
    if (!take_number(part[4], ITEM_KIND_COUNT - 1, &kind) || !take_number(part[5], 1, &anonymous) ||
        !take_number(part[6], 1, &proves) ||
        !take_number(part[7], ITEM_NEED_NETWORK | ITEM_NEED_PRINTER, &needs) ||
        !take_number(part[8], ITEM_ASSURANCE_MAX, &assurance) ||
        !take_number(part[9], ITEM_ORDER_MAX, &face->order))
        return false;
    face->traits = (struct item_traits){.kind = (enum item_kind)kind,
                                        .anonymous = anonymous,
                                        .proves = proves,
                                        .needs = (uint32_t)needs,
                                        .assurance = assurance};
    return true;
}

enum err face_read(char *line, struct face *ret_face)
{
    char *part[PARTS], *rest = line;
    size_t n = 0;
    for (char *at = strsep(&rest, "\t"); at; at = strsep(&rest, "\t")) {
        if (n == PARTS)
            return ERR_FORMAT;
        part[n++] = at;
    }
    if (n != PARTS || !*part[0] || !*part[1])
        return ERR_FORMAT;
    struct face face = {.task_code = part[0],
                        .task_name = part[1],
                        .icon = part[2],
                        .colour = part[3],
                        .menus = part[10]};
    for (enum language l = 0; l < LANGUAGE_COUNT; l++) {
        char **words = part + PLAIN + WORDS * l;
        face.in[l] =
            (struct face_words){words[0], words[1], words[2], words[3], words[4], words[5]};
    }
    if (!take_traits(part, &face) || !take_keys(part[PARTS - 1], &face))
        return ERR_FORMAT;
    *ret_face = face;
    return ERR_NONE;
}
