/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/story/eye/screen.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

struct screen {
    Display *display;
    Window root;
    int width, height;
    XImage *image;
    XShmSegmentInfo shared;
    Damage damage;
    int damage_event;
};

static bool share_image(struct screen *s)
{
    int number = DefaultScreen(s->display);
    s->image = XShmCreateImage(s->display, DefaultVisual(s->display, number),
                               (unsigned)DefaultDepth(s->display, number), ZPixmap, NULL,
                               &s->shared, (unsigned)s->width, (unsigned)s->height);
    if (!s->image || s->image->bits_per_pixel != 32)
        return false;
    size_t size = (size_t)s->image->bytes_per_line * (size_t)s->height;
    s->shared.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
    if (s->shared.shmid < 0)
        return false;
    s->shared.shmaddr = s->image->data = shmat(s->shared.shmid, NULL, 0);
    bool attached = XShmAttach(s->display, &s->shared) != 0;
    XSync(s->display, False);
    shmctl(s->shared.shmid, IPC_RMID, NULL); /* goes when both sides are gone */
    return attached;
}

struct screen *screen_open(void)
{
    int event, error, major, minor;
    Display *display = XOpenDisplay(NULL);
    if (!display)
        return NULL;
    struct screen *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->display = display;
    s->root = DefaultRootWindow(display);
    s->width = DisplayWidth(display, DefaultScreen(display));
    s->height = DisplayHeight(display, DefaultScreen(display));
    if (!XShmQueryExtension(display) ||
        !XTestQueryExtension(display, &event, &error, &major, &minor) ||
        !XDamageQueryExtension(display, &s->damage_event, &error) || !share_image(s)) {
        XCloseDisplay(display);
        free(s);
        return NULL;
    }
    s->damage = XDamageCreate(display, s->root, XDamageReportNonEmpty);
    return s;
}

static bool take_damage(struct screen *s)
{
    bool changed = false;
    while (XPending(s->display)) {
        XEvent event;
        XNextEvent(s->display, &event);
        changed |= event.type == s->damage_event + XDamageNotify;
    }
    return changed;
}

struct pixels screen_look(struct screen *s)
{
    take_damage(s);
    XDamageSubtract(s->display, s->damage, None, None); /* the next change is told again */
    XShmGetImage(s->display, s->root, s->image, 0, 0, AllPlanes);
    uint32_t *at = (uint32_t *)(void *)s->image->data;
    for (size_t i = 0; i < (size_t)s->width * (size_t)s->height; i++)
        at[i] &= 0xffffff;
    return (struct pixels){s->width, s->height, at};
}

bool screen_wait_change(struct screen *s, int ms)
{
    if (take_damage(s))
        return true;
    XFlush(s->display);
    struct pollfd fd = {.fd = ConnectionNumber(s->display), .events = POLLIN};
    return poll(&fd, 1, ms) > 0 && take_damage(s);
}

static bool belongs_to(struct screen *s, Window window, unsigned long pid)
{
    Atom name = XInternAtom(s->display, "_NET_WM_PID", False), type;
    int format;
    unsigned long count, left;
    unsigned char *data = NULL;
    XGetWindowProperty(s->display, window, name, 0, 1, False, XA_CARDINAL, &type, &format, &count,
                       &left, &data);
    bool match = data && format == 32 && count == 1 && *(unsigned long *)(void *)data == pid;
    if (data)
        XFree(data);
    return match;
}

/* A window manager puts windows into frames of its own: look below too. */
static Window find_window(struct screen *s, Window below, unsigned long pid, int depth)
{
    Window root, parent, *child = NULL, found = None;
    unsigned count = 0;
    if (depth == 0 || !XQueryTree(s->display, below, &root, &parent, &child, &count))
        return None;
    for (unsigned i = 0; i < count && found == None; i++)
        found = belongs_to(s, child[i], pid) ? child[i] : find_window(s, child[i], pid, depth - 1);
    if (child)
        XFree(child);
    return found;
}

bool screen_window_of(struct screen *s, unsigned long pid, struct frame *ret_frame)
{
    XWindowAttributes at;
    Window inner, window = find_window(s, s->root, pid, 4);
    struct frame f = {0};
    if (window == None || !XGetWindowAttributes(s->display, window, &at) ||
        at.map_state != IsViewable ||
        !XTranslateCoordinates(s->display, window, s->root, 0, 0, &f.x, &f.y, &inner))
        return false;
    f.w = at.width;
    f.h = at.height;
    *ret_frame = f;
    return true;
}

void screen_stroke(struct screen *s, const struct screen_place *places, int count)
{
    for (int i = 0; i < count; i++) {
        XTestFakeMotionEvent(s->display, -1, places[i].x, places[i].y, CurrentTime);
        if (i == 0)
            XTestFakeButtonEvent(s->display, 1, True, CurrentTime);
    }
    XTestFakeButtonEvent(s->display, 1, False, CurrentTime);
    XSync(s->display, False);
}

void screen_tap(struct screen *s, int x, int y)
{
    XTestFakeMotionEvent(s->display, -1, x, y, CurrentTime);
    XTestFakeButtonEvent(s->display, 1, True, CurrentTime);
    XTestFakeButtonEvent(s->display, 1, False, CurrentTime);
    XSync(s->display, False);
}

bool screen_key(struct screen *s, const char *name)
{
    KeySym symbol = XStringToKeysym(name);
    KeyCode code = symbol == NoSymbol ? 0 : XKeysymToKeycode(s->display, symbol);
    if (!code)
        return false;
    XTestFakeKeyEvent(s->display, code, True, CurrentTime);
    XTestFakeKeyEvent(s->display, code, False, CurrentTime);
    XSync(s->display, False);
    return true;
}

bool screen_save_png(struct pixels p, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)p.width,
                       .height = (png_uint_32)p.height,
                       .format = PNG_FORMAT_BGR,
                       .flags = PNG_IMAGE_FLAG_FAST};
    size_t count = (size_t)p.width * (size_t)p.height;
    uint8_t *rows = malloc(count * 3);
    if (!rows)
        return false;
    for (size_t i = 0; i < count; i++)
        for (int c = 0; c < 3; c++)
            rows[i * 3 + (size_t)c] = (uint8_t)(p.at[i] >> (8 * c));
    bool saved = png_image_write_to_file(&image, path, 0, rows, 0, NULL) != 0;
    free(rows);
    return saved;
}
