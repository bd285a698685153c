/* SPDX-License-Identifier: Apache-2.0 */
/* sheet OUT.png: a storyboard on one sheet. Standard input: a title, then lines
 * "picture<TAB>caption". Pictures stand in rows, numbered, each over its caption; tall ones are
 * fitted into the frame. */
#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS = 6,
    FRAME_W = 432,
    FRAME_H = 768,
    GAP = 48,
    MARGIN = 80,
    HEAD = 200,
    CAPTION = 132,
    SHOTS_MAX = 48,
    LINE = 2048,
};

struct shot {
    char path[LINE];
    char *caption; /* inside path's line */
};

struct colour {
    double r, g, b;
};

static const struct colour INK = {0.10, 0.12, 0.15}, MUTED = {0.30, 0.35, 0.42},
                           BLUE = {0.043, 0.29, 0.56}, PAGE = {0.953, 0.961, 0.973};

static void use(cairo_t *c, struct colour k)
{
    cairo_set_source_rgb(c, k.r, k.g, k.b);
}

static void round_box(cairo_t *c, double x, double y, double w, double h)
{
    const double r = 14, quarter = 1.5707963;
    cairo_new_sub_path(c);
    cairo_arc(c, x + w - r, y + r, r, -quarter, 0);
    cairo_arc(c, x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(c, x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(c, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(c);
}

struct words {
    const char *font, *text;
    int x, y, width;
    struct colour colour;
};

static void write_words(cairo_t *c, struct words w)
{
    PangoLayout *layout = pango_cairo_create_layout(c);
    PangoFontDescription *font = pango_font_description_from_string(w.font);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, w.text, -1);
    pango_layout_set_width(layout, w.width * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    use(c, w.colour);
    cairo_move_to(c, w.x, w.y);
    pango_cairo_show_layout(c, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
}

static void draw_shadow(cairo_t *c, double x, double y, double w, double h)
{
    for (int i = 8; i > 0; i--) {
        cairo_set_source_rgba(c, 0.05, 0.1, 0.2, 0.018);
        round_box(c, x - i, y - i + 6, w + 2 * i, h + 2 * i);
        cairo_fill(c);
    }
}

static bool draw_picture(cairo_t *c, const char *path, int x, int y)
{
    cairo_surface_t *image = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(image) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(image);
        return false;
    }
    double w = cairo_image_surface_get_width(image), h = cairo_image_surface_get_height(image);
    double scale = FRAME_W / w < FRAME_H / h ? FRAME_W / w : FRAME_H / h;
    double left = x + (FRAME_W - w * scale) / 2, top = y + (FRAME_H - h * scale) / 2;
    draw_shadow(c, left, top, w * scale, h * scale);
    cairo_save(c);
    round_box(c, left, top, w * scale, h * scale);
    cairo_clip(c);
    cairo_translate(c, left, top);
    cairo_scale(c, scale, scale);
    cairo_set_source_surface(c, image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(c), CAIRO_FILTER_BEST);
    cairo_paint(c);
    cairo_restore(c);
    cairo_surface_destroy(image);
    return true;
}

static void draw_shot(cairo_t *c, const struct shot *shot, int number)
{
    int x = MARGIN + (number % COLUMNS) * (FRAME_W + GAP);
    int y = HEAD + (number / COLUMNS) * (FRAME_H + CAPTION + GAP);
    char label[8];
    if (!draw_picture(c, shot->path, x, y))
        fprintf(stderr, "sheet: no picture %s\n", shot->path);
    use(c, BLUE);
    cairo_arc(c, x + 22, y + FRAME_H + 44, 22, 0, 6.2831853);
    cairo_fill(c);
    snprintf(label, sizeof label, "%d", number + 1);
    write_words(c, (struct words){"Noto Sans CJK SC Bold 18",
                                  label,
                                  x + (number < 9 ? 16 : 9),
                                  y + FRAME_H + 27,
                                  40,
                                  {1, 1, 1}});
    write_words(c, (struct words){"Noto Sans CJK SC 20", shot->caption, x + 58, y + FRAME_H + 26,
                                  FRAME_W - 60, INK});
}

static int read_shots(struct shot *shots)
{
    int count = 0;
    while (count < SHOTS_MAX && fgets(shots[count].path, LINE, stdin)) {
        char *tab = strchr(shots[count].path, '\t');
        if (!tab)
            continue;
        shots[count].path[strcspn(shots[count].path, "\n")] = '\0';
        *tab = '\0';
        shots[count++].caption = tab + 1;
    }
    return count;
}

static void draw_sheet(cairo_t *c, const char *title, const struct shot *shots, int count)
{
    use(c, PAGE);
    cairo_paint(c);
    write_words(c, (struct words){"Noto Sans CJK SC Bold 44", title, MARGIN, 52, 2600, INK});
    write_words(c, (struct words){"Noto Sans CJK SC 22",
                                  "Budayang 不打烊 · 每一幅都是真实的屏幕或小票", MARGIN, 130, 2600,
                                  MUTED});
    for (int i = 0; i < count; i++)
        draw_shot(c, &shots[i], i);
}

int main(int argc, char **argv)
{
    static struct shot shots[SHOTS_MAX];
    char title[LINE];
    if (argc != 2 || !fgets(title, sizeof title, stdin))
        return 2;
    title[strcspn(title, "\n")] = '\0';
    int count = read_shots(shots), rows = (count + COLUMNS - 1) / COLUMNS;
    int width = 2 * MARGIN + COLUMNS * FRAME_W + (COLUMNS - 1) * GAP;
    int height = HEAD + rows * (FRAME_H + CAPTION + GAP) + MARGIN / 2;
    cairo_surface_t *sheet = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *c = cairo_create(sheet);
    draw_sheet(c, title, shots, count);
    cairo_status_t wrote = cairo_surface_write_to_png(sheet, argv[1]);
    cairo_destroy(c);
    cairo_surface_destroy(sheet);
    return wrote == CAIRO_STATUS_SUCCESS && count > 0 ? 0 : 1;
}
