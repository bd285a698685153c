/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/search.h"

#include <string.h>

enum { WORD_MAX = 20, WORST = 2 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The fewest changes of one letter that make `letters` the beginning of `word`: a row of the edit
 * table for each letter, over all beginnings of the word at once. */
static int changes(const char *word, const char *letters)
{
    size_t len = strnlen(word, WORD_MAX);
    int row[WORD_MAX + 1];
    for (size_t j = 0; j <= len; j++)
        row[j] = (int)j;
    for (size_t i = 0; letters[i]; i++) {
        int across = row[0]++;
        for (size_t j = 1; j <= len; j++) {
            int changed = across + (letters[i] != word[j - 1]);
            across = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 1);
        }
    }
    int best = row[0];
    for (size_t j = 1; j <= len; j++)
        best = least(best, row[j]);
    return best;
}

int search_word(const char *word, const char *letters)
{
    const char *at = strstr(word, letters);
    if (at)
        return at == word ? 0 : 1;
    bool near = strlen(letters) >= SEARCH_TOLERANT_FROM && changes(word, letters) <= 1;
    return near ? WORST : -1;
}

static int score(const struct item *item, const char *letters)
{
    int best = -1;
    for (size_t i = 0; i < item->pinyin.count; i++) {
        int found = search_word(item->pinyin.text[i], letters);
        if (found >= 0 && (best < 0 || found < best))
            best = found;
    }
    return best;
}

size_t search_shelf(const struct shelf *shelf, const char *letters, size_t ret_index[SHELF_MAX])
{
    size_t n = 0;
    for (int wanted = 0; wanted <= WORST; wanted++)
        for (size_t i = 0; i < shelf->count; i++)
            if (!shelf->withdrawn[i] && score(shelf->item[i], letters) == wanted)
                ret_index[n++] = i;
    return n;
}
