/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/scene.h"

#include <string.h>

#include "platform/base/secret.h"

/* Shadows and focus rings reach this far outside the boxes. */
enum { REACH_SHADOW = 40, REACH_RING = 24 };

void scene_clear(struct scene *s)
{
    wipe(s->text, sizeof s->text);
    s->page = 0;
    s->count = 0;
    s->modal_from = -1;
    s->overflows = 0;
    s->wake_ms = INT64_MAX;
    s->text_used = 0;
}

static const char *keep_text(struct scene *s, const char *text)
{
    if (!text || !*text)
        return "";
    size_t need = strlen(text) + 1;
    if (need > sizeof s->text - s->text_used) {
        s->overflows++;
        return "";
    }
    char *kept = s->text + s->text_used;
    memcpy(kept, text, need);
    s->text_used += need;
    return kept;
}

struct scene_item *scene_add(struct scene *s, const struct scene_item *item)
{
    static struct scene_item scratch;
    if (s->count == SCENE_ITEMS) {
        s->overflows++;
        scratch = (struct scene_item){.label = "", .value = "", .note = "", .icon = ""};
        return &scratch;
    }
    if (item->role == ROLE_VEIL)
        s->modal_from = s->count;
    struct scene_item *kept = &s->items[s->count++];
    *kept = *item;
    kept->label = keep_text(s, item->label);
    kept->value = keep_text(s, item->value);
    kept->note = keep_text(s, item->note);
    kept->icon = keep_text(s, item->icon);
    return kept;
}

void scene_wake_at(struct scene *s, int64_t at_ms)
{
    if (at_ms < s->wake_ms)
        s->wake_ms = at_ms;
}

bool scene_is_live(const struct scene *s, int index)
{
    if (index < 0 || index >= s->count || index <= s->modal_from)
        return false;
    const struct scene_item *item = &s->items[index];
    return item->action != 0 && !(item->state & STATE_BUSY);
}

int scene_find(const struct scene *s, int action, int arg)
{
    for (int i = 0; i < s->count; i++) {
        const struct scene_item *item = &s->items[i];
        if (scene_is_live(s, i) && item->action == action && (arg == -1 || item->arg == arg))
            return i;
    }
    return -1;
}

int scene_find_text(const struct scene *s, const char *text)
{
    for (int i = 0; i < s->count; i++) {
        const struct scene_item *item = &s->items[i];
        if (strstr(item->label, text) || strstr(item->value, text) || strstr(item->note, text))
            return i;
    }
    return -1;
}

static bool looks_equal(const struct scene_item *a, const struct scene_item *b)
{
    return a->role == b->role && a->look == b->look && a->style == b->style && a->ink == b->ink &&
           a->state == b->state && a->amount == b->amount && a->total == b->total &&
           a->pixels.data == b->pixels.data && a->pixels.version == b->pixels.version;
}

bool scene_item_is_equal(const struct scene_item *a, const struct scene_item *b)
{
    return looks_equal(a, b) && memcmp(&a->box, &b->box, sizeof a->box) == 0 &&
           strcmp(a->label, b->label) == 0 && strcmp(a->value, b->value) == 0 &&
           strcmp(a->note, b->note) == 0 && strcmp(a->icon, b->icon) == 0;
}

struct box scene_item_reach(const struct scene_item *item)
{
    switch (item->role) {
    case ROLE_HEADER:
    case ROLE_CLOCK:
    case ROLE_STEPS:
    case ROLE_TEXT:
    case ROLE_RULE:
    case ROLE_VEIL:
    case ROLE_BAR:
        return item->box;
    case ROLE_PANEL:
    case ROLE_TILE:
    case ROLE_LINK:
    case ROLE_NOTICE:
    case ROLE_PICTURE:
        return box_inset(item->box, -REACH_SHADOW, -REACH_SHADOW);
    default:
        return box_inset(item->box, -REACH_RING, -REACH_RING);
    }
}

bool box_is_empty(struct box b)
{
    return b.w <= 0 || b.h <= 0;
}

struct box box_union(struct box a, struct box b)
{
    if (box_is_empty(a))
        return b;
    if (box_is_empty(b))
        return a;
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){x, y, right - x, bottom - y};
}

struct box box_cut(struct box a, struct box b)
{
    int x = a.x > b.x ? a.x : b.x;
    int y = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (right <= x || bottom <= y)
        return (struct box){x, y, 0, 0};
    return (struct box){x, y, right - x, bottom - y};
}

struct box box_inset(struct box b, int dx, int dy)
{
    return (struct box){b.x + dx, b.y + dy, b.w - 2 * dx, b.h - 2 * dy};
}

bool box_holds(struct box b, int x, int y)
{
    return x >= b.x && y >= b.y && x < b.x + b.w && y < b.y + b.h;
}
