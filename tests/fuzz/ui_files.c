/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: app/ui */
/* The first byte chooses what the rest is: an icon, a colour theme, the measures, the fonts' names.
 * The other files are the shipped ones. */
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "app/ui/font.h"
#include "app/ui/icon.h"
#include "app/ui/theme.h"
#include "platform/base/paths.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char assets[] = "/dev/shm/fuzz-ui-XXXXXX";

static const char *const files[] = {"themes/standard.ini", "themes/sizes.ini", "fonts/fonts.ini",
                                    "themes/contrast.ini"};

static void write_file(const char *name, const void *data, size_t size)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", assets, name);
    AUTO(auto_fclose) FILE *f = fopen(path, "wbe");
    if (!f || fwrite(data, 1, size, f) != size)
        abort();
}

static struct {
    char *text;
    size_t size;
} shipped[ARRAY_LEN(files)];

static void read_shipped(void)
{
    char path[PATH_MAX];
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        if (paths_join(PLACE_ASSETS, files[i], path, sizeof path) != ERR_NONE ||
            paths_read_file(path, 1 << 16, &shipped[i].text, &shipped[i].size) != ERR_NONE)
            abort(); /* $BUDAYANG_ASSETS, see run */
}

static void remove_all(void)
{
    char path[PATH_MAX];
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        snprintf(path, sizeof path, "%s/%s", assets, files[i]);
        unlink(path);
        free(shipped[i].text);
    }
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", assets, i ? "themes" : "fonts");
        rmdir(path);
    }
    rmdir(assets);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char path[PATH_MAX];
    (void)argc, (void)argv;
    read_shipped();
    if (!mkdtemp(assets))
        abort();
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", assets, i ? "themes" : "fonts");
        if (mkdir(path, 0700) != 0)
            abort();
    }
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        write_file(files[i], shipped[i].text, shipped[i].size);
    atexit(remove_all);
    setenv("BUDAYANG_ASSETS", assets, 1);
    if (!freopen("/dev/null", "w", stdout)) /* refusals are logged */
        abort();
    return 0;
}

static void draw_icon(const uint8_t *data, size_t size)
{
    enum { SIDE = 48 };
    uint8_t mask[SIDE * SIDE];
    char *text = malloc(size + 1);
    if (!text)
        return;
    memcpy(text, data, size);
    text[size] = '\0';
    (void)icon_render(text, SIDE, mask);
    free(text);
}

/* Every measure of a theme that is taken has the bounds of its list. */
static void check_themes(void)
{
    struct themes themes;
    if (themes_load(&themes) != ERR_NONE)
        return;
    for (int i = 0; i < 4; i++) {
        const struct theme *t = &themes.by_needs[i / 2][i % 2];
        for (int s = 0; s < TYPE_COUNT; s++)
            if (t->type[s] < 8 || t->type[s] > 400)
                __builtin_trap();
        for (int c = 0; c < TOKEN_COUNT; c++)
            if (t->colour[c] > 0xFFFFFF)
                __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t kind = data[0] % 4;
    if (kind == 3) {
        draw_icon(data + 1, size - 1);
        return 0;
    }
    write_file(files[kind], data + 1, size - 1);
    if (kind < 2) {
        check_themes();
    } else {
        struct fonts *fonts = NULL;
        if (fonts_new(&fonts) == ERR_NONE)
            fonts_free(fonts);
    }
    write_file(files[kind], shipped[kind].text, shipped[kind].size);
    return 0;
}
