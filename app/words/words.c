/* SPDX-License-Identifier: Apache-2.0 */
#include "app/words/words.h"

#include <stdatomic.h>

#include "app/words/catalogue.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { CATALOGUE_MAX = 1 << 20 };

static const char *const codes[LANGUAGE_COUNT] = {"zh", "en"};

static struct catalogue *catalogues[LANGUAGE_COUNT]; /* NULL: the source language, or missing */
static _Atomic int in_use;

const char *words_code(enum language language)
{
    return codes[language];
}

enum err words_open(enum language language, const char *path)
{
    AUTO(auto_free) char *data = NULL;
    size_t size;
    TRY(paths_read_file(path, CATALOGUE_MAX, &data, &size));
    struct catalogue *catalogue;
    TRY(catalogue_new(data, size, &catalogue));
    data = NULL;
    catalogue_free(catalogues[language]);
    catalogues[language] = catalogue;
    return ERR_NONE;
}

/* In the assets; while developing in the build tree, where the catalogues are made. */
static enum err find(enum language language)
{
    char name[32], path[512];
    snprintf(name, sizeof name, "words/%s.mo", codes[language]);
    TRY(paths_join(PLACE_ASSETS, name, path, sizeof path));
    enum err e = words_open(language, path);
#ifdef WORDS_BUILT
    if (e == ERR_ABSENT) {
        snprintf(path, sizeof path, "%s/%s.mo", WORDS_BUILT, codes[language]);
        e = words_open(language, path);
    }
#endif
    return e;
}

enum err words_load(void)
{
    enum err first = ERR_NONE;
    for (enum language l = LANGUAGE_CHINESE + 1; l < LANGUAGE_COUNT; l++) {
        enum err e = find(l);
        if (e == ERR_NONE)
            continue;
        log_event(LOG_WARN, "words", "language=%s err=%s", codes[l], err_name(e));
        first = first == ERR_NONE ? e : first;
    }
    return first;
}

void words_done(void)
{
    words_use(LANGUAGE_CHINESE);
    for (enum language l = 0; l < LANGUAGE_COUNT; l++) {
        catalogue_free(catalogues[l]);
        catalogues[l] = NULL;
    }
}

void words_use(enum language language)
{
    atomic_store_explicit(&in_use, (int)language, memory_order_relaxed);
}

const char *words_say(const char *text)
{
    const struct catalogue *c = catalogues[atomic_load_explicit(&in_use, memory_order_relaxed)];
    const char *said = c ? catalogue_find(c, text) : NULL;
    return said ? said : text;
}
