/* SPDX-License-Identifier: Apache-2.0 */
/* eye: looks at an X screen and touches it. One command a line on standard input, one reply line:
 *   find TEXT          ok N [x y w h size bold]…       all places now
 *   wait MS TEXT       the same, as soon as there is one; ok 0 after MS milliseconds
 *   gone MS TEXT       ok when it is nowhere; there after MS milliseconds
 *   rest QUIET MS      ok when nothing changed for QUIET milliseconds; moving after MS
 *   window PID         ok X Y W H, as soon as that program shows one; none after ten seconds
 *   stroke X Y X Y …   a finger that writes
 *   tap X Y · key NAME · shot PATH · qr → ok, then each code read, tabs between */
#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zbar.h>

#include "tests/story/eye/letters.h"
#include "tests/story/eye/screen.h"

enum { STROKE_MAX = 64 };

struct eye {
    struct screen *screen;
    struct letters *letters;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int look_for(struct eye *e, const char *text, struct found *found, int limit)
{
    return letters_find(e->letters, screen_look(e->screen), text, found, limit);
}

static void tell(const struct found *found, int count)
{
    printf("ok %d", count);
    for (int i = 0; i < count; i++)
        printf(" %d %d %d %d %d %d", found[i].x, found[i].y, found[i].w, found[i].h, found[i].size,
               found[i].bold);
    putchar('\n');
}

static void do_find(struct eye *e, char *text)
{
    struct found found[FOUND_MAX];
    tell(found, look_for(e, text, found, FOUND_MAX));
}

/* Looks at once and after each change until the words are there (or gone); how often they are. */
static int watch(struct eye *e, const char *text, int64_t end, bool there, struct found *ret_found)
{
    for (;;) {
        int count = look_for(e, text, ret_found, FOUND_MAX);
        int64_t left = end - now_ms();
        if ((count > 0) == there || left <= 0)
            return count;
        screen_wait_change(e->screen, (int)left);
    }
}

static void do_wait(struct eye *e, char *rest)
{
    char *text;
    struct found found[FOUND_MAX];
    int64_t end = now_ms() + strtol(rest, &text, 10);
    tell(found, watch(e, text, end, true, found));
}

static void do_gone(struct eye *e, char *rest)
{
    char *text;
    struct found found[FOUND_MAX];
    int64_t end = now_ms() + strtol(rest, &text, 10);
    puts(watch(e, text, end, false, found) == 0 ? "ok" : "there");
}

static void do_rest(struct eye *e, char *rest)
{
    char *more;
    int quiet = (int)strtol(rest, &more, 10);
    int64_t end = now_ms() + strtol(more, NULL, 10);
    do
        screen_look(e->screen);
    while (screen_wait_change(e->screen, quiet) && now_ms() < end);
    puts(now_ms() < end ? "ok" : "moving");
}

static void do_tap(struct eye *e, char *rest)
{
    char *more;
    int x = (int)strtol(rest, &more, 10);
    screen_tap(e->screen, x, (int)strtol(more, NULL, 10));
    puts("ok");
}

static void do_stroke(struct eye *e, char *rest)
{
    struct screen_place places[STROKE_MAX];
    int count = 0;
    for (char *more = rest; *more && count < STROKE_MAX; count++) {
        places[count].x = (int)strtol(more, &more, 10);
        places[count].y = (int)strtol(more, &more, 10);
    }
    screen_stroke(e->screen, places, count);
    puts("ok");
}

/* As soon as the program shows its window, at most ten seconds. */
static void do_window(struct eye *e, char *rest)
{
    unsigned long pid = strtoul(rest, NULL, 10);
    struct frame f;
    int64_t end = now_ms() + 10000;
    while (!screen_window_of(e->screen, pid, &f)) {
        if (now_ms() >= end) {
            puts("none");
            return;
        }
        screen_look(e->screen);
        screen_wait_change(e->screen, 200);
    }
    printf("ok %d %d %d %d\n", f.x, f.y, f.w, f.h);
}

static void do_key(struct eye *e, char *name)
{
    puts(screen_key(e->screen, name) ? "ok" : "error no such key");
}

static void do_shot(struct eye *e, char *path)
{
    puts(screen_save_png(screen_look(e->screen), path) ? "ok" : "error cannot write the picture");
}

/* A code may hold lines; an answer is one. */
static void say_on_one_line(const char *text)
{
    putchar('\t');
    for (; *text; text++)
        putchar((unsigned char)*text < ' ' ? ' ' : *text);
}

static void do_qr(struct eye *e, char *rest)
{
    (void)rest;
    struct pixels p = screen_look(e->screen);
    size_t size = (size_t)p.width * (size_t)p.height;
    uint8_t *grey = malloc(size);
    for (size_t i = 0; grey && i < size; i++)
        grey[i] = (uint8_t)(p.at[i] >> 8); /* green is near enough to brightness */
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)p.width, (unsigned)p.height);
    zbar_image_set_data(image, grey, size, NULL);
    zbar_scan_image(scanner, image);
    fputs("ok", stdout);
    for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s; s = zbar_symbol_next(s))
        say_on_one_line(zbar_symbol_get_data(s));
    putchar('\n');
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    free(grey);
}

static const struct {
    const char *name;
    void (*run)(struct eye *e, char *rest);
} commands[] = {
    {"find", do_find}, {"wait", do_wait},     {"gone", do_gone},     {"rest", do_rest},
    {"tap", do_tap},   {"stroke", do_stroke}, {"window", do_window}, {"key", do_key},
    {"shot", do_shot}, {"qr", do_qr},
};

static void obey(struct eye *e, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(line, commands[i].name) == 0) {
            commands[i].run(e, rest);
            return;
        }
    }
    puts("error no such command");
}

int main(void)
{
    struct eye eye = {.screen = screen_open(), .letters = letters_open()};
    char line[1024];
    if (!eye.screen || !eye.letters) {
        fprintf(stderr, "eye: %s\n", eye.screen ? SDL_GetError() : "no X display");
        return 1;
    }
    puts("ok");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        obey(&eye, line);
        fflush(stdout);
    }
    return 0;
}
