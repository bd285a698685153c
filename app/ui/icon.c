/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/icon.h"

#include <math.h>
#include <string.h>

#include "app/ui/path.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum {
    GRID = 24,
    CACHE = 96,
    NAME = 32,
    SIZE_MOST = 320,
    FILE_LIMIT = 4096,
    NUMBERS = 64,
    SOLID_SAMPLES = 4,
    LINES = 64
};

struct icon {
    char name[NAME];
    int size;
    uint8_t *mask; /* NULL: the file is missing or wrong */
};

struct icons {
    int count;
    struct icon list[CACHE];
};

/* The icon being rendered. */
struct drawing {
    uint8_t *mask;
    int size;
    float scale, width;
};

enum err icons_new(struct icons **ret_icons)
{
    struct icons *icons = calloc(1, sizeof *icons);
    if (!icons)
        return ERR_MEMORY;
    *ret_icons = icons;
    return ERR_NONE;
}

void icons_free(struct icons *icons)
{
    if (!icons)
        return;
    for (int i = 0; i < icons->count; i++)
        free(icons->list[i].mask);
    free(icons);
}

/* --- strokes and solids into the mask ---------------------------------------------------------*/

static void raise(struct drawing *d, int x, int y, float alpha)
{
    if (x < 0 || y < 0 || x >= d->size || y >= d->size || alpha <= 0)
        return;
    uint8_t *at = &d->mask[y * d->size + x];
    uint8_t value = alpha >= 1 ? 255 : (uint8_t)(alpha * 255);
    if (value > *at)
        *at = value;
}

static void stroke_line(struct drawing *d, struct point a, struct point b)
{
    float half = d->width * d->scale / 2;
    int left = (int)(fminf(a.x, b.x) - half - 1), right = (int)(fmaxf(a.x, b.x) + half + 1);
    int top = (int)(fminf(a.y, b.y) - half - 1), bottom = (int)(fmaxf(a.y, b.y) + half + 1);
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            struct point at = {(float)x + 0.5F, (float)y + 0.5F};
            raise(d, x, y, half - path_distance(at, a, b) + 0.5F);
        }
}

static void scale_path(const struct drawing *d, struct path *p)
{
    for (int i = 0; i < p->count; i++)
        p->points[i] = (struct point){p->points[i].x * d->scale, p->points[i].y * d->scale};
}

static void stroke(struct drawing *d, struct path *p, bool closed)
{
    scale_path(d, p);
    for (int i = 0; i + 1 < p->count; i++)
        stroke_line(d, p->points[i], p->points[i + 1]);
    if (closed && p->count > 2)
        stroke_line(d, p->points[p->count - 1], p->points[0]);
}

static void solid(struct drawing *d, struct path *p)
{
    scale_path(d, p);
    for (int y = 0; y < d->size; y++)
        for (int x = 0; x < d->size; x++) {
            int inside = 0;
            for (int s = 0; s < SOLID_SAMPLES * SOLID_SAMPLES; s++) {
                int row = s / SOLID_SAMPLES, column = s % SOLID_SAMPLES;
                float dx = ((float)column + 0.5F) / SOLID_SAMPLES;
                float dy = ((float)row + 0.5F) / SOLID_SAMPLES;
                inside += path_holds(p, (struct point){(float)x + dx, (float)y + dy});
            }
            raise(d, x, y, (float)inside / (SOLID_SAMPLES * SOLID_SAMPLES));
        }
}

/* --- verbs ------------------------------------------------------------------------------------*/

struct verb {
    const char *name;
    int least, most; /* numbers it takes */
    void (*draw)(struct drawing *d, const float *n, int count);
};

static struct path points_of(const float *n, int count)
{
    struct path p = {0};
    for (int i = 0; i + 1 < count; i += 2)
        path_add(&p, n[i], n[i + 1]);
    return p;
}

static void draw_width(struct drawing *d, const float *n, int count)
{
    (void)count;
    d->width = n[0];
}

static void draw_line(struct drawing *d, const float *n, int count)
{
    struct path p = points_of(n, count);
    stroke(d, &p, false);
}

static void draw_loop(struct drawing *d, const float *n, int count)
{
    struct path p = points_of(n, count);
    stroke(d, &p, true);
}

static void draw_curve(struct drawing *d, const float *n, int count)
{
    struct path p = {0};
    path_add(&p, n[0], n[1]);
    for (int i = 2; i + 5 < count; i += 6)
        path_add_curve(&p, (struct point){n[i], n[i + 1]}, (struct point){n[i + 2], n[i + 3]},
                       (struct point){n[i + 4], n[i + 5]});
    stroke(d, &p, false);
}

static void draw_arc(struct drawing *d, const float *n, int count)
{
    struct path p = {0};
    path_add_arc(&p, (struct point){n[0], n[1]}, n[2], count > 3 ? n[3] : 0,
                 count > 3 ? n[4] : 360);
    stroke(d, &p, false);
}

static void draw_box(struct drawing *d, const float *n, int count)
{
    (void)count;
    struct path p = {0};
    path_add_box(&p, (struct point){n[0] + n[2] / 2, n[1] + n[3] / 2}, (struct point){n[2], n[3]},
                 n[4], 0);
    stroke(d, &p, true);
}

static void draw_dot(struct drawing *d, const float *n, int count)
{
    (void)count;
    float width = d->width;
    struct point at = {n[0] * d->scale, n[1] * d->scale};
    d->width = 2 * n[2];
    stroke_line(d, at, at);
    d->width = width;
}

static void draw_solid(struct drawing *d, const float *n, int count)
{
    struct path p = points_of(n, count);
    solid(d, &p);
}

static void draw_pie(struct drawing *d, const float *n, int count)
{
    (void)count;
    struct path p = {0};
    path_add(&p, n[0], n[1]);
    path_add_arc(&p, (struct point){n[0], n[1]}, n[2], n[3], n[4]);
    solid(d, &p);
}

static const struct verb verbs[] = {
    {"width", 1, 1, draw_width},       {"line", 4, NUMBERS, draw_line},
    {"loop", 6, NUMBERS, draw_loop},   {"curve", 8, NUMBERS, draw_curve},
    {"circle", 3, 3, draw_arc},        {"arc", 5, 5, draw_arc},
    {"box", 5, 5, draw_box},           {"dot", 3, 3, draw_dot},
    {"solid", 6, NUMBERS, draw_solid}, {"pie", 5, 5, draw_pie},
};

static int read_numbers(char **rest, float numbers[NUMBERS])
{
    int count = 0;
    for (char *word; (word = strtok_r(NULL, " \t\r", rest)); count++) {
        char *end = NULL;
        if (count == NUMBERS)
            return -1;
        numbers[count] = strtof(word, &end);
        if (*end || !(fabsf(numbers[count]) <= 720))
            return -1;
    }
    return count;
}

static enum err draw_line_of_text(struct drawing *d, char *line)
{
    char *rest = NULL;
    float numbers[NUMBERS];
    const char *name = strtok_r(line, " \t\r", &rest);
    if (!name || *name == '#')
        return ERR_NONE;
    int count = read_numbers(&rest, numbers);
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(name, verbs[i].name) != 0)
            continue;
        if (count < verbs[i].least || count > verbs[i].most)
            return ERR_RANGE;
        verbs[i].draw(d, numbers, count);
        return ERR_NONE;
    }
    return ERR_FORMAT;
}

enum err icon_render(const char *text, int size, uint8_t *ret_mask)
{
    struct drawing d = {.mask = ret_mask, .size = size, .scale = (float)size / GRID, .width = 1.8F};
    char copy[FILE_LIMIT + 1];
    if (strlen(text) > FILE_LIMIT)
        return ERR_TOO_LONG;
    strcpy(copy, text);
    memset(ret_mask, 0, (size_t)size * (size_t)size);
    char *rest = NULL;
    int lines = 0;
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (++lines > LINES)
            return ERR_TOO_LONG;
        TRY(draw_line_of_text(&d, line));
    }
    return ERR_NONE;
}

/* --- cache ------------------------------------------------------------------------------------*/

/* The name comes from items' files too: nothing but a plain name may reach the file system. */
static bool is_name(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return len > 0 && len < NAME && !name[len];
}

static enum err load(const char *name, int size, uint8_t **ret_mask)
{
    char file[NAME + 16], path[512];
    char *text AUTO(auto_free) = NULL;
    size_t len = 0;
    snprintf(file, sizeof file, "icons/%s.icon", name);
    TRY(paths_join(PLACE_ASSETS, file, path, sizeof path));
    TRY(paths_read_file(path, FILE_LIMIT, &text, &len));
    uint8_t *mask = malloc((size_t)size * (size_t)size);
    if (!mask)
        return ERR_MEMORY;
    enum err e = icon_render(text, size, mask);
    if (e) {
        free(mask);
        return e;
    }
    *ret_mask = mask;
    return ERR_NONE;
}

static const struct icon *find(struct icons *icons, const char *name, int size)
{
    for (int i = 0; i < icons->count; i++)
        if (icons->list[i].size == size && strcmp(icons->list[i].name, name) == 0)
            return &icons->list[i];
    if (icons->count == CACHE)
        free(icons->list[--icons->count].mask);
    struct icon *icon = &icons->list[icons->count++];
    *icon = (struct icon){.size = size};
    strcpy(icon->name, name);
    enum err e = load(name, size, &icon->mask);
    if (e)
        log_event(LOG_WARN, "icon_refused", "name=%s err=%s", name, err_name(e));
    return icon;
}

void icons_draw(struct icons *icons, struct canvas *c, const char *name, struct box square,
                uint32_t colour)
{
    if (!is_name(name) || square.w <= 0 || square.w > SIZE_MOST)
        return;
    const struct icon *icon = find(icons, name, square.w);
    if (icon->mask)
        raster_mask(c, (struct box){square.x, square.y, square.w, square.w}, icon->mask, colour);
}
