/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/hit.h"

void hit_init(struct hit *h)
{
    *h = (struct hit){.page = -1, .press_ms = INT64_MIN / 2, .page_ms = INT64_MIN / 2};
}

static void release(struct hit *h)
{
    h->held = h->inside = h->writing = false;
}

void hit_show(struct hit *h, const struct scene *s, int64_t now_ms)
{
    if (s->page == h->page)
        return;
    /* The very first page has nothing before it that a finger could still mean. */
    if (h->page != -1)
        h->page_ms = now_ms;
    h->page = s->page;
    release(h);
}

static bool moved(const struct scene *before, int index, const struct scene *after)
{
    const struct scene_item *item = &before->items[index];
    int now = scene_is_live(before, index) ? scene_find(after, item->action, item->arg) : -1;
    if (now < 0 || scene_find(before, item->action, item->arg) != index)
        return false;
    const struct box *a = &item->box, *b = &after->items[now].box;
    return a->x != b->x || a->y != b->y;
}

void hit_shift(struct hit *h, const struct scene *before, const struct scene *after, int64_t now_ms)
{
    for (int i = 0; before->page == after->page && i < before->count; i++) {
        if (!moved(before, i, after))
            continue;
        h->page_ms = now_ms;
        release(h);
        return;
    }
}

static struct box target(const struct scene_item *item)
{
    return box_inset(item->box, -HIT_REACH, -HIT_REACH);
}

int hit_find(const struct scene *s, int x, int y)
{
    int near = -1;
    for (int i = s->count - 1; i >= 0; i--) {
        if (!scene_is_live(s, i))
            continue;
        if (box_holds(s->items[i].box, x, y))
            return i;
        if (near < 0 && box_holds(target(&s->items[i]), x, y))
            near = i;
    }
    return near;
}

static bool is_over(const struct hit *h, const struct scene *s, struct contact at)
{
    int index = hit_find(s, at.x, at.y);
    return index >= 0 && s->items[index].action == h->action && s->items[index].arg == h->arg;
}

void hit_down(struct hit *h, const struct scene *s, struct contact contact, int64_t now_ms)
{
    h->contacts++;
    if (h->contacts > HIT_CONTACTS)
        h->palm = true;
    if (h->palm) {
        release(h);
        return;
    }
    int index = hit_find(s, contact.x, contact.y);
    if (h->held || index < 0 || now_ms - h->page_ms < HIT_PAGE_REST_MS ||
        now_ms - h->press_ms < HIT_DEBOUNCE_MS)
        return;
    h->held = h->inside = true;
    h->holder = contact.id;
    h->action = s->items[index].action;
    h->arg = s->items[index].arg;
    h->writing = s->items[index].role == ROLE_PAD;
}

void hit_move(struct hit *h, const struct scene *s, struct contact contact)
{
    if (h->held && h->holder == contact.id)
        h->inside = is_over(h, s, contact);
}

int hit_up(struct hit *h, const struct scene *s, struct contact contact, int64_t now_ms)
{
    int index = -1;
    if (h->held && h->holder == contact.id) {
        if (!h->writing && is_over(h, s, contact)) {
            index = hit_find(s, contact.x, contact.y);
            h->press_ms = now_ms;
        }
        release(h);
    }
    h->contacts -= h->contacts > 0;
    if (h->contacts == 0)
        h->palm = false;
    return index;
}

bool hit_is_pressed(const struct hit *h, const struct scene *s, int index)
{
    const struct scene_item *item = &s->items[index];
    return h->held && h->inside && !h->writing && scene_is_live(s, index) &&
           item->action == h->action && item->arg == h->arg;
}

static int within(int at, int from, int size)
{
    int inside = at - from;
    return inside < 0 ? 0 : inside >= size ? size - 1 : inside;
}

bool hit_writes(const struct hit *h, const struct scene *s, struct contact contact, int *ret_x,
                int *ret_y)
{
    int index = h->writing && h->holder == contact.id ? scene_find(s, h->action, h->arg) : -1;
    if (index < 0)
        return false;
    const struct box *pad = &s->items[index].box;
    *ret_x = within(contact.x, pad->x, pad->w);
    *ret_y = within(contact.y, pad->y, pad->h);
    return true;
}

int hit_focus_step(const struct scene *s, int index, int step)
{
    for (int tries = 0; tries < s->count; tries++) {
        index = (index + step + s->count) % s->count;
        if (scene_is_live(s, index))
            return index;
    }
    return -1;
}
