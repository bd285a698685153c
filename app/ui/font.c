/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/font.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "platform/base/keyfile.h"
#include "platform/base/paths.h"

enum { SIZES = 48, PATH = 256, INI_LIMIT = 4096, FILE_BYTES = 64 * 1024 * 1024 };

struct font {
    int px;
    bool bold;
    TTF_Font *ttf;
};

struct font_file {
    void *at; /* mapped; NULL: not yet */
    size_t size;
};

struct font_names {
    char path[2][PATH]; /* regular, bold */
    int index;          /* of the face in a collection */
};

struct fonts {
    struct font_names names;
    struct font_file file[2];
    int count;
    struct font font[SIZES];
};

static const struct key keys[] = {
    {"fonts", "regular", KEY_TEXT, offsetof(struct font_names, path[0]), 1, 150, NULL, NULL, NULL},
    {"fonts", "bold", KEY_TEXT, offsetof(struct font_names, path[1]), 1, 150, NULL, NULL, NULL},
    {"fonts", "index", KEY_NUMBER, offsetof(struct font_names, index), 0, 63, NULL, NULL, NULL},
};

static const struct keyfile shape = {keys, ARRAY_LEN(keys), INI_LIMIT, NULL, NULL};

/* Read by stdio each size costs hundreds of seeks, and each of them a read of 4 KiB. */
static enum err map_file(const char *path, struct font_file *ret_file)
{
    struct stat st;
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > FILE_BYTES)
        return ERR_ABSENT;
    void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED)
        return ERR_MEMORY;
    *ret_file = (struct font_file){at, (size_t)st.st_size};
    return ERR_NONE;
}

static enum err open_files(struct fonts *fonts)
{
    char path[512];
    TRY(paths_join(PLACE_ASSETS, "fonts/fonts.ini", path, sizeof path));
    TRY(keyfile_load(&shape, path, &fonts->names, NULL));
    for (int i = 0; i < 2; i++)
        TRY(map_file(fonts->names.path[i], &fonts->file[i]));
    return TTF_Init() == 0 ? ERR_NONE : ERR_LIBRARY;
}

enum err fonts_new(struct fonts **ret_fonts)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        return ERR_MEMORY;
    enum err e = open_files(fonts);
    if (e == ERR_NONE && (!fonts_get(fonts, 40, false) || !fonts_get(fonts, 40, true)))
        e = ERR_ABSENT;
    if (e != ERR_NONE) {
        fonts_free(fonts);
        return e;
    }
    *ret_fonts = fonts;
    return ERR_NONE;
}

TTF_Font *fonts_get(struct fonts *fonts, int px, bool bold)
{
    for (int i = 0; i < fonts->count; i++)
        if (fonts->font[i].px == px && fonts->font[i].bold == bold)
            return fonts->font[i].ttf;
    if (fonts->count == SIZES)
        return NULL;
    const struct font_file *file = &fonts->file[bold];
    SDL_RWops *from = SDL_RWFromConstMem(file->at, (int)file->size);
    TTF_Font *ttf = from ? TTF_OpenFontIndexRW(from, 1, px, fonts->names.index) : NULL;
    if (!ttf)
        return NULL;
    TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT);
    fonts->font[fonts->count++] = (struct font){px, bold, ttf};
    return ttf;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->count; i++)
        TTF_CloseFont(fonts->font[i].ttf);
    if (TTF_WasInit())
        TTF_Quit();
    for (int i = 0; i < 2; i++)
        if (fonts->file[i].at)
            munmap(fonts->file[i].at, fonts->file[i].size);
    free(fonts);
}
