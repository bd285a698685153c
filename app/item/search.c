/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/search.h"

#include <ctype.h>
#include <string.h>

/* Numbers of ranks; RANK_NOT is no rank. */
enum { RANKS = 8, RANK_NOT = RANKS };

/* What is typed, as bits: in[c] has bit i + 1 where letter i of it is c. */
struct pattern {
    size_t length;
    uint32_t letters, end;
    uint32_t in[26];
};

static void pattern_make(const char *letters, struct pattern *ret_pattern)
{
    struct pattern p = {.letters = face_letters(letters)};
    for (; p.length < SEARCH_LETTERS_MAX && islower((unsigned char)letters[p.length]); p.length++)
        p.in[letters[p.length] - 'a'] |= 2u << p.length;
    p.end = 1u << p.length;
    *ret_pattern = p;
}

/* Bit i of a state: the first i letters typed end here. `slip` allows one to be wrong, missing, too
 * many, or two to be swapped (Wu and Manber, "Fast text searching", CACM 35(10), 1992, with the
 * swap added: one step for each letter of the key, whatever is typed). */
struct states {
    uint32_t exact, slip;
    uint32_t before, last; /* `exact` before the last letter, and where that letter is typed */
};

static void step(struct states *s, uint32_t in, uint32_t start)
{
    uint32_t exact = s->exact | start,
             slip = s->slip | start << 1; /* the first typed is too many */
    uint32_t next = exact << 1 & in;
    uint32_t swapped = (s->before << 1 & in) << 1 & s->last;
    s->slip = (slip << 1 & in) | exact | exact << 1 | next << 1 | swapped;
    s->before = exact;
    s->last = in;
    s->exact = next;
}

static bool tolerates(const struct pattern *p, const struct face_key *key, bool begins)
{
    bool initials = key->kind == FACE_KEY_INITIALS;
    return p->length >= (begins && initials ? SEARCH_TOLERANT_FROM : SEARCH_TOLERANT_FROM + 1);
}

/* Too many letters that it does not hold: the common end of a search through thousands. */
static bool cannot(const struct pattern *p, const struct face_key *key)
{
    int slips = p->length >= SEARCH_TOLERANT_FROM;
    return __builtin_popcount(p->letters & ~key->letters) > slips ||
           (int)p->length > key->length + slips;
}

static enum search_match match(const struct face_key *key, const struct pattern *p)
{
    bool each = key->kind == FACE_KEY_INITIALS || key->kind == FACE_KEY_DEPT_INITIALS;
    enum search_match best = SEARCH_NOT;
    struct states s = {0};
    bool start = true;
    size_t n = 0;
    if (cannot(p, key))
        return SEARCH_NOT;
    for (const char *at = key->text; *at; at++) {
        if (*at == ' ') {
            start = true;
            continue;
        }
        step(&s, p->in[*at - 'a'], start);
        start = each;
        n++;
        if (s.exact & p->end)
            return n > p->length ? SEARCH_WORD : at[1] ? SEARCH_BEGINS : SEARCH_WHOLE;
        if (!(s.slip & p->end) || best == SEARCH_NEAR_BEGIN)
            continue;
        bool begins = n <= p->length + 1;
        if (tolerates(p, key, begins))
            best = begins ? SEARCH_NEAR_BEGIN : SEARCH_NEAR_WORD;
    }
    return best;
}

enum search_match search_key(const struct face_key *key, const char *letters)
{
    struct pattern p;
    pattern_make(letters, &p);
    return p.length ? match(key, &p) : SEARCH_BEGINS;
}

/* The name before the department; what is typed right before what is nearly. */
static int rank_of(enum face_key_kind kind, enum search_match m)
{
    static const uint8_t ranks[2][SEARCH_NOT + 1] = {{0, 1, 2, 5, 6, RANK_NOT},
                                                     {3, 3, 4, 7, 7, RANK_NOT}};
    return ranks[kind == FACE_KEY_DEPT_INITIALS || kind == FACE_KEY_DEPT_SPELLED][m];
}

static int rank_letters(const struct face *face, const struct pattern *p)
{
    int best = RANK_NOT;
    for (size_t i = 0; i < face->key_count && best > 0; i++) {
        int rank = rank_of(face->key[i].kind, match(&face->key[i], p));
        best = rank < best ? rank : best;
    }
    return best;
}

static enum search_match match_text(const char *text, const char *typed)
{
    const char *at = strstr(text, typed);
    if (!at)
        return SEARCH_NOT;
    return at != text ? SEARCH_WORD : strlen(text) == strlen(typed) ? SEARCH_WHOLE : SEARCH_BEGINS;
}

static int rank_text(const struct face *face, const char *typed)
{
    const struct face_words *in = face->in;
    const struct {
        enum face_key_kind kind;
        const char *text;
    } all[] = {{FACE_KEY_SPELLED, face->task_name},
               {FACE_KEY_SPELLED, in[LANGUAGE_CHINESE].title},
               {FACE_KEY_DEPT_SPELLED, in[LANGUAGE_CHINESE].dept_name},
               {FACE_KEY_DEPT_SPELLED, in[LANGUAGE_CHINESE].help_org}};
    int best = RANK_NOT;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        int rank = rank_of(all[i].kind, match_text(all[i].text, typed));
        best = rank < best ? rank : best;
    }
    return best;
}

/* Small letters of what is typed; false when it is more than that. */
static bool take_letters(const char *typed, char ret_letters[SEARCH_LETTERS_MAX + 1])
{
    size_t n = 0;
    for (; *typed; typed++) {
        if (*typed == ' ')
            continue;
        if (!isascii(*typed) || !isalpha((unsigned char)*typed) || n == SEARCH_LETTERS_MAX)
            return false;
        ret_letters[n++] = (char)tolower((unsigned char)*typed);
    }
    ret_letters[n] = '\0';
    return true;
}

static void rank_all(const struct shelf *shelf, const char *typed, uint8_t ret_rank[SHELF_MAX])
{
    char letters[SEARCH_LETTERS_MAX + 1] = "";
    struct pattern p = {0};
    bool spelled = take_letters(typed, letters);
    if (spelled)
        pattern_make(letters, &p);
    for (size_t i = 0; i < shelf->count; i++) {
        const struct face *face = &shelf->entry[i].face;
        int rank = 0;
        if (shelf->entry[i].withdrawn)
            rank = RANK_NOT;
        else if (!spelled)
            rank = rank_text(face, typed);
        else if (p.length)
            rank = rank_letters(face, &p);
        ret_rank[i] = (uint8_t)rank;
    }
}

size_t search_shelf(const struct shelf *shelf, const char *typed, size_t max, size_t ret_index[])
{
    uint8_t rank[SHELF_MAX];
    size_t n = 0;
    rank_all(shelf, typed, rank);
    for (int wanted = 0; wanted < RANKS; wanted++)
        for (size_t i = 0; i < shelf->count; i++)
            if (rank[i] == wanted && n++ < max)
                ret_index[n - 1] = i;
    return n;
}
