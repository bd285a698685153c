/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/theme.h"

#include <ini.h>
#include <math.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { FILE_LIMIT = 16 * 1024 };

struct name {
    const char *text;
    int least, most;
};

static const char *const token_names[TOKEN_COUNT] = {
#define X(name, text) text,
    THEME_TOKENS(X)
#undef X
};

static const struct name line_names[LINE_COUNT] = {
#define X(name, text, least, most) {text, least, most},
    THEME_LINES(X)
#undef X
};

static const struct name size_names[SIZE_COUNT] = {
#define X(name, text, least, most) {text, least, most},
    THEME_SIZES(X)
#undef X
};

/* Capitals of 4.8 mm on the smallest screen need 32 px (facts: 0.73 em, 0.248 mm a pixel); what is
 * drawn inside a picture may be smaller. */
static const struct name type_names[TYPE_COUNT] = {
    [TYPE_CAPTION] = {"caption", 32, 60},
    [TYPE_CAPTION_BOLD] = {"caption", 32, 60},
    [TYPE_NOTE] = {"note", 34, 60},
    [TYPE_NOTE_BOLD] = {"note", 34, 60},
    [TYPE_BODY] = {"body", 40, 72},
    [TYPE_BODY_BOLD] = {"body", 40, 72},
    [TYPE_LABEL] = {"label", 44, 72},
    [TYPE_LABEL_BOLD] = {"label", 44, 72},
    [TYPE_SECTION] = {"section", 44, 96},
    [TYPE_QUESTION] = {"question", 64, 120},
    [TYPE_NUMBER] = {"number", 72, 140},
    [TYPE_GIANT] = {"giant", 96, 240},
    [TYPE_HEADER_TITLE] = {"header_title", 32, 56},
    [TYPE_HEADER_NOTE] = {"header_note", 32, 56},
    [TYPE_HEADER_CLOCK] = {"header_clock", 32, 64},
    [TYPE_BAR] = {"bar", 32, 48},
    [TYPE_SLIP] = {"slip", 20, 40},
    [TYPE_SLIP_BOLD] = {"slip_title", 20, 48},
};

/* One file being read: which section fills what, and what was filled. */
struct reading {
    struct theme *theme;
    const char *section; /* the type size section wanted, NULL in a colour file */
    bool token[TOKEN_COUNT], line[LINE_COUNT], size[SIZE_COUNT], type[TYPE_COUNT];
};

static bool read_colour(const char *value, uint32_t *ret_colour)
{
    char *end = NULL;
    if (value[0] != '#' || strlen(value) != 7)
        return false;
    unsigned long colour = strtoul(value + 1, &end, 16);
    if (*end || colour > 0xFFFFFF)
        return false;
    *ret_colour = (uint32_t)colour;
    return true;
}

static bool read_number(const char *value, const struct name *name, int *ret_number)
{
    char *end = NULL;
    long number = strtol(value, &end, 10);
    if (end == value || *end || number < name->least || number > name->most)
        return false;
    *ret_number = (int)number;
    return true;
}

/* Names that may stand in a section, where their numbers go, which were seen. */
struct table {
    const struct name *names;
    int count;
    int *numbers;
    bool *seen;
};

static bool read_named(const char *key, const char *value, struct table t)
{
    bool known = false;
    for (int i = 0; i < t.count; i++) {
        if (strcmp(key, t.names[i].text) != 0)
            continue;
        if (!read_number(value, &t.names[i], &t.numbers[i]))
            return false;
        t.seen[i] = known = true;
    }
    return known;
}

static int on_colour_entry(void *user, const char *section, const char *key, const char *value)
{
    struct reading *r = user;
    if (strcmp(section, "lines") == 0)
        return read_named(key, value,
                          (struct table){line_names, LINE_COUNT, r->theme->line, r->line});
    if (strcmp(section, "colours") != 0)
        return 0;
    for (int i = 0; i < TOKEN_COUNT; i++)
        if (strcmp(key, token_names[i]) == 0)
            return r->token[i] = read_colour(value, &r->theme->colour[i]);
    return 0;
}

static int on_size_entry(void *user, const char *section, const char *key, const char *value)
{
    struct reading *r = user;
    if (strcmp(section, r->section) != 0)
        return 1;
    struct table types = {type_names, TYPE_COUNT, r->theme->type, r->type};
    struct table sizes = {size_names, SIZE_COUNT, r->theme->size, r->size};
    return read_named(key, value, types) || read_named(key, value, sizes);
}

static enum err refuse(const char *file, int line, enum err e)
{
    log_event(LOG_ERROR, "theme_refused", "file=%s line=%d err=%s", file, line, err_name(e));
    return e;
}

static enum err read_ini(const char *file, ini_handler handler, struct reading *r)
{
    char path[512];
    char *text AUTO(auto_free) = NULL;
    size_t size = 0;
    TRY(paths_join(PLACE_ASSETS, file, path, sizeof path));
    enum err e = paths_read_file(path, FILE_LIMIT, &text, &size);
    if (e)
        return refuse(file, 0, e);
    int line = ini_parse_string(text, handler, r);
    return line ? refuse(file, line, ERR_FORMAT) : ERR_NONE;
}

static bool all_seen(const bool *seen, int count)
{
    for (int i = 0; i < count; i++)
        if (!seen[i])
            return false;
    return true;
}

static enum err load_one(const char *colours, const char *section, struct theme *theme)
{
    struct reading r = {.theme = theme, .section = section};
    TRY(read_ini(colours, on_colour_entry, &r));
    if (!all_seen(r.token, TOKEN_COUNT) || !all_seen(r.line, LINE_COUNT))
        return refuse(colours, 0, ERR_MISSING);
    TRY(read_ini("themes/sizes.ini", on_size_entry, &r));
    if (!all_seen(r.size, SIZE_COUNT) || !all_seen(r.type, TYPE_COUNT))
        return refuse("themes/sizes.ini", 0, ERR_MISSING);
    return ERR_NONE;
}

enum err themes_load(struct themes *ret_themes)
{
    static const char *const colours[] = {"themes/standard.ini", "themes/contrast.ini"};
    static const char *const sections[] = {"standard", "large"};
    struct themes all = {0};
    for (int contrast = 0; contrast < 2; contrast++)
        for (int large = 0; large < 2; large++) {
            struct theme *theme = &all.by_needs[contrast][large];
            theme->contrast = contrast;
            theme->large = large;
            TRY(load_one(colours[contrast], sections[large], theme));
        }
    *ret_themes = all;
    return ERR_NONE;
}

const struct theme *themes_for(const struct themes *themes, struct needs needs)
{
    return &themes->by_needs[needs.contrast][needs.large];
}

bool theme_style_is_bold(enum type_style style)
{
    switch (style) {
    case TYPE_CAPTION:
    case TYPE_NOTE:
    case TYPE_BODY:
    case TYPE_LABEL:
    case TYPE_HEADER_NOTE:
    case TYPE_SLIP:
        return false;
    default:
        return true;
    }
}

static double luminance(uint32_t colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = (double)(colour >> (16 - 8 * i) & 0xFF) / 255.0;
        c = c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
        sum += weights[i] * c;
    }
    return sum;
}

int theme_contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);
    double ratio = la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
    return (int)(ratio * 100);
}

struct look_tokens {
    enum token ink, ground, line;
};

static struct look_tokens tokens_of(enum look look)
{
    switch (look) {
    case LOOK_OK:
        return (struct look_tokens){TOKEN_OK, TOKEN_OK_BG, TOKEN_OK_LINE};
    case LOOK_WARN:
        return (struct look_tokens){TOKEN_WARN, TOKEN_WARN_BG, TOKEN_WARN_LINE};
    case LOOK_DANGER:
    case LOOK_ERROR:
        return (struct look_tokens){TOKEN_ERROR, TOKEN_ERROR_BG, TOKEN_ERROR_LINE};
    case LOOK_VIOLET:
        return (struct look_tokens){TOKEN_VIOLET, TOKEN_VIOLET_BG, TOKEN_LINE};
    case LOOK_PLAIN:
        return (struct look_tokens){TOKEN_INK, TOKEN_SURFACE, TOKEN_LINE};
    default:
        return (struct look_tokens){TOKEN_INFO, TOKEN_INFO_BG, TOKEN_INFO_LINE};
    }
}

uint32_t theme_look_ink(const struct theme *t, enum look look)
{
    return t->colour[tokens_of(look).ink];
}

uint32_t theme_look_ground(const struct theme *t, enum look look)
{
    return t->colour[tokens_of(look).ground];
}

uint32_t theme_look_line(const struct theme *t, enum look look)
{
    return t->colour[tokens_of(look).line];
}

uint32_t theme_ink(const struct theme *t, enum ink ink)
{
    static const enum token tokens[] = {
        [INK_MAIN] = TOKEN_INK, [INK_MUTED] = TOKEN_MUTED, [INK_PRIMARY] = TOKEN_ACCENT,
        [INK_OK] = TOKEN_OK,    [INK_WARN] = TOKEN_WARN,   [INK_ERROR] = TOKEN_ERROR,
    };
    return t->colour[tokens[ink]];
}
