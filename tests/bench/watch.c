/* SPDX-License-Identifier: Apache-2.0 */
/* The stop-watch before $DISPLAY. Reads one command a line; every time is CLOCK_MONOTONIC in
 * nanoseconds, taken when the pixels in question had been read back from the X server.
 *
 *   learn NAME X Y W H    keeps the picture of this box; again under one name: pixels that differ
 *                         from the first time do not count from now on → ok
 *   until NAME MS         waits for that picture → ok NS, or none
 *   painted MS            waits for anything but the ground of an empty screen → ok NS, or none
 *   tap X Y               down and up → ok NS, just before the button went down
 *   press X Y W H MS      button down in the middle; waits until the box differs; the finger then
 *                         leaves by the corner 0,0 and lifts, so that nothing is chosen
 *                         → ok NS-from-press-to-pixel, or none
 *   wash                  paints the empty screen one colour → ok
 *   bitmap PATH           the screen as a BMP file → ok */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

enum { NAMES = 32, GROUND = 0x123456, PROBES = 16 };

struct box {
    int x, y, w, h;
};

struct learned {
    char name[32];
    struct box box;
    uint32_t *pixels;
    uint8_t *counts; /* 0: this pixel may be anything */
};

struct watch {
    Display *display;
    Window root;
    int width, height;
    XShmSegmentInfo shared;
    Visual *visual;
    unsigned depth;
    Damage damage;
    int damage_event;
    struct learned learned[NAMES];
    int count;
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* --- looking ----------------------------------------------------------------------------------*/

static bool open_memory(struct watch *w)
{
    size_t size = (size_t)w->width * (size_t)w->height * 4;
    w->shared.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
    if (w->shared.shmid < 0)
        return false;
    w->shared.shmaddr = shmat(w->shared.shmid, NULL, 0);
    bool attached = XShmAttach(w->display, &w->shared) != 0;
    XSync(w->display, False);
    shmctl(w->shared.shmid, IPC_RMID, NULL); /* goes when both sides are gone */
    return attached;
}

static bool watch_open(struct watch *w)
{
    int error;
    w->display = XOpenDisplay(NULL);
    if (!w->display)
        return false;
    int screen = DefaultScreen(w->display);
    w->root = DefaultRootWindow(w->display);
    w->width = DisplayWidth(w->display, screen);
    w->height = DisplayHeight(w->display, screen);
    w->visual = DefaultVisual(w->display, screen);
    w->depth = (unsigned)DefaultDepth(w->display, screen);
    if (!XShmQueryExtension(w->display) || !open_memory(w) ||
        !XDamageQueryExtension(w->display, &w->damage_event, &error))
        return false;
    w->damage = XDamageCreate(w->display, w->root, XDamageReportNonEmpty);
    return true;
}

/* The pixels of a box, row by row; valid until the next look. */
static const uint32_t *look(struct watch *w, struct box b)
{
    XImage *image = XShmCreateImage(w->display, w->visual, w->depth, ZPixmap, w->shared.shmaddr,
                                    &w->shared, (unsigned)b.w, (unsigned)b.h);
    XShmGetImage(w->display, w->root, image, b.x, b.y, AllPlanes);
    image->data = NULL;
    XDestroyImage(image);
    return (const uint32_t *)(const void *)w->shared.shmaddr;
}

static bool take_damage(struct watch *w)
{
    bool changed = false;
    while (XPending(w->display)) {
        XEvent event;
        XNextEvent(w->display, &event);
        changed |= event.type == w->damage_event + XDamageNotify;
    }
    return changed;
}

/* From now on the next change is told. To be called before a look that may be in vain. */
static void arm(struct watch *w)
{
    take_damage(w);
    XDamageSubtract(w->display, w->damage, None, None);
}

static bool wait_change(struct watch *w, int64_t end)
{
    while (!take_damage(w)) {
        int64_t left = end - now_ns();
        struct pollfd fd = {.fd = ConnectionNumber(w->display), .events = POLLIN};
        XFlush(w->display);
        if (left <= 0 || poll(&fd, 1, (int)(left / 1000000) + 1) < 0)
            return false;
    }
    return true;
}

/* --- what was learned -------------------------------------------------------------------------*/

static struct learned *find(struct watch *w, const char *name)
{
    for (int i = 0; i < w->count; i++)
        if (strcmp(w->learned[i].name, name) == 0)
            return &w->learned[i];
    return NULL;
}

static size_t area(struct box b)
{
    return (size_t)b.w * (size_t)b.h;
}

static struct learned *add(struct watch *w, const char *name, struct box b)
{
    if (w->count == NAMES)
        return NULL;
    struct learned *l = &w->learned[w->count++];
    *l = (struct learned){.box = b};
    snprintf(l->name, sizeof l->name, "%s", name);
    l->pixels = malloc(area(b) * sizeof *l->pixels);
    l->counts = malloc(area(b));
    if (!l->pixels || !l->counts)
        exit(1);
    memcpy(l->pixels, look(w, b), area(b) * sizeof *l->pixels);
    memset(l->counts, 1, area(b));
    return l;
}

static bool rows_equal(struct watch *w, const struct learned *l, int from, int rows)
{
    struct box b = {l->box.x, l->box.y + from, l->box.w, rows};
    const uint32_t *seen = look(w, b);
    size_t at = (size_t)from * (size_t)b.w;
    for (size_t i = 0; i < area(b); i++)
        if (l->counts[at + i] && (seen[i] ^ l->pixels[at + i]) & 0xffffff)
            return false;
    return true;
}

/* A few rows first: reading eight megabytes at each change would slow down whom we watch. */
static bool is_there(struct watch *w, const struct learned *l)
{
    int step = l->box.h / PROBES + 1;
    for (int y = step / 2; y < l->box.h; y += step)
        if (!rows_equal(w, l, y, 1))
            return false;
    return rows_equal(w, l, 0, l->box.h);
}

/* --- commands ---------------------------------------------------------------------------------*/

static bool inside(const struct watch *w, struct box b)
{
    return b.x >= 0 && b.y >= 0 && b.w > 0 && b.h > 0 && b.x + b.w <= w->width &&
           b.y + b.h <= w->height;
}

static void do_learn(struct watch *w, const char *rest)
{
    char name[32];
    struct box b;
    if (sscanf(rest, "%31s %d %d %d %d", name, &b.x, &b.y, &b.w, &b.h) != 5 || !inside(w, b)) {
        puts("error learn NAME X Y W H");
        return;
    }
    struct learned *l = find(w, name);
    if (!l) {
        puts(add(w, name, b) ? "ok" : "error too many names");
        return;
    }
    const uint32_t *seen = look(w, l->box);
    for (size_t i = 0; i < area(l->box); i++)
        l->counts[i] &= ((seen[i] ^ l->pixels[i]) & 0xffffff) == 0;
    puts("ok");
}

static void tell(int64_t ns)
{
    if (ns > 0)
        printf("ok %lld\n", (long long)ns);
    else
        puts("none");
}

static void do_until(struct watch *w, const char *rest)
{
    char name[32];
    int ms;
    const struct learned *l = sscanf(rest, "%31s %d", name, &ms) == 2 ? find(w, name) : NULL;
    if (!l) {
        puts("error until NAME MS");
        return;
    }
    int64_t end = now_ns() + (int64_t)ms * 1000000, seen = 0;
    do {
        arm(w);
        if (is_there(w, l))
            seen = now_ns();
    } while (!seen && wait_change(w, end));
    tell(seen);
}

static bool is_empty(struct watch *w)
{
    struct box b = {0, w->height / 2, w->width, 1};
    const uint32_t *seen = look(w, b);
    for (int i = 0; i < b.w; i++)
        if ((seen[i] & 0xffffff) != GROUND)
            return false;
    return true;
}

static void do_painted(struct watch *w, const char *rest)
{
    int64_t end = now_ns() + strtoll(rest, NULL, 10) * 1000000, seen = 0;
    do {
        arm(w);
        if (!is_empty(w))
            seen = now_ns();
    } while (!seen && wait_change(w, end));
    tell(seen);
}

static void do_tap(struct watch *w, const char *rest)
{
    int x, y;
    if (sscanf(rest, "%d %d", &x, &y) != 2) {
        puts("error tap X Y");
        return;
    }
    XTestFakeMotionEvent(w->display, -1, x, y, CurrentTime);
    XSync(w->display, False);
    int64_t at = now_ns();
    XTestFakeButtonEvent(w->display, 1, True, CurrentTime);
    XTestFakeButtonEvent(w->display, 1, False, CurrentTime);
    XSync(w->display, False);
    tell(at);
}

static int64_t press(struct watch *w, struct learned *before, int ms)
{
    struct box b = before->box;
    XTestFakeMotionEvent(w->display, -1, b.x + b.w / 2, b.y + b.h / 2, CurrentTime);
    XSync(w->display, False);
    arm(w);
    int64_t start = now_ns(), end = start + (int64_t)ms * 1000000, seen = 0;
    XTestFakeButtonEvent(w->display, 1, True, CurrentTime);
    XFlush(w->display);
    while (!seen && wait_change(w, end)) {
        arm(w);
        if (!is_there(w, before))
            seen = now_ns();
    }
    XTestFakeMotionEvent(w->display, -1, 0, 0, CurrentTime);
    XTestFakeButtonEvent(w->display, 1, False, CurrentTime);
    XSync(w->display, False);
    return seen ? seen - start : 0;
}

static void do_press(struct watch *w, const char *rest)
{
    int ms;
    struct box b;
    if (sscanf(rest, "%d %d %d %d %d", &b.x, &b.y, &b.w, &b.h, &ms) != 5 || !inside(w, b)) {
        puts("error press X Y W H MS");
        return;
    }
    XTestFakeMotionEvent(w->display, -1, b.x + b.w / 2, b.y + b.h / 2, CurrentTime);
    XSync(w->display, False);
    while (wait_change(w, now_ns() + 150 * INT64_C(1000000)))
        arm(w); /* the picture comes to rest under the pointer */
    struct learned *before = add(w, "before a press", b);
    if (!before) {
        puts("error too many names");
        return;
    }
    tell(press(w, before, ms));
    free(before->pixels);
    free(before->counts);
    w->count--;
}

static void do_wash(struct watch *w, const char *rest)
{
    (void)rest;
    XSetWindowBackground(w->display, w->root, GROUND);
    XClearWindow(w->display, w->root);
    XSync(w->display, False);
    puts("ok");
}

static void put_le(uint8_t *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> (8 * i));
}

static void do_bitmap(struct watch *w, const char *path)
{
    enum { HEAD = 54 };
    struct box all = {0, 0, w->width, w->height};
    uint8_t head[HEAD] = {'B', 'M', [14] = 40, [26] = 1, [28] = 32};
    put_le(head + 10, HEAD);
    put_le(head + 18, (uint32_t)w->width);
    put_le(head + 22, (uint32_t)-w->height); /* negative: from top to bottom */
    FILE *f = fopen(path, "wb");
    bool good = f && fwrite(head, HEAD, 1, f) == 1 &&
                fwrite(look(w, all), sizeof(uint32_t), area(all), f) == area(all);
    if (f)
        good &= fclose(f) == 0;
    puts(good ? "ok" : "error cannot write it");
}

static const struct {
    const char *name;
    void (*run)(struct watch *w, const char *rest);
} commands[] = {
    {"learn", do_learn}, {"until", do_until}, {"painted", do_painted}, {"tap", do_tap},
    {"press", do_press}, {"wash", do_wash},   {"bitmap", do_bitmap},
};

static void obey(struct watch *w, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(line, commands[i].name) == 0) {
            commands[i].run(w, rest);
            return;
        }
    puts("error no such command");
}

int main(void)
{
    static struct watch watch;
    char line[1024];
    if (!watch_open(&watch)) {
        fputs("watch: no X display with MIT-SHM and DAMAGE\n", stderr);
        return 1;
    }
    puts("ok");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        obey(&watch, line);
        fflush(stdout);
    }
    return 0;
}
