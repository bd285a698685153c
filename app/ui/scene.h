/* SPDX-License-Identifier: Apache-2.0 */
/* The screen as one list. What is in it is what is painted, hit, focused, spoken and tested; there
 * is nothing else. Rebuilt from the model at each event; the list is compared with the old one and
 * only what differs is painted again.
 *
 * A scene holds personal text: scene_clear() wipes its arena. */
#pragma once

#include "platform/base/err.h"

enum { SCENE_ITEMS = 192, SCENE_TEXT = 16 * 1024, SCENE_NATIVE_W = 1080, SCENE_NATIVE_H = 1920 };

/* What an item is: decides how it is painted, whether it can be pressed and how it is spoken. */
enum role {
    ROLE_NONE,
    ROLE_HEADER,    /* label: title, value: subtitle */
    ROLE_CLOCK,     /* label: "10:25", value: date */
    ROLE_STEPS,     /* label: name of the step, value: "第 3 步，共 5 步", amount of total */
    ROLE_HEADING,   /* label; balanced lines */
    ROLE_TEXT,      /* label, wrapped in its style */
    ROLE_BUTTON,    /* label, icon; look */
    ROLE_OPTION,    /* radio row: label, note at its end */
    ROLE_TILE,      /* icon, label, value below */
    ROLE_TAB,       /* label */
    ROLE_SEARCH,    /* icon, label: placeholder; looks like a field, acts as a button */
    ROLE_FIELD,     /* value being typed, label: placeholder when empty */
    ROLE_KEY,       /* keypad key: label or icon */
    ROLE_LINK,      /* pressable card: icon, label, value, note: badge */
    ROLE_PANEL,     /* card under other items */
    ROLE_RULE,      /* divider; decor */
    ROLE_FACT,      /* icon, label, value: a line of a card; without value the label is plain */
    ROLE_ROW,       /* label, value, note: where the value comes from */
    ROLE_NOTICE,    /* look: ok, warn, error, info; icon, label, value */
    ROLE_BADGE,     /* look; label */
    ROLE_ICON,      /* icon; look */
    ROLE_DISC,      /* big round sign of a result: icon, look */
    ROLE_QR,        /* value: content */
    ROLE_NUMBER,    /* label, grouped, large */
    ROLE_HERO,      /* blue banner: label, value */
    ROLE_CHIP,      /* label, on the banner */
    ROLE_PICTURE,   /* amount: enum picture, total: phase in per mille; label is its description */
    ROLE_PAD,       /* pixels: what was written on it; label: what is asked while it is empty */
    ROLE_PHOTO,     /* pixels: a photograph; label is its description */
    ROLE_PROGRESS,  /* label; amount per mille of 1000, or -1 busy with total: phase */
    ROLE_COUNTDOWN, /* label; amount seconds left of total */
    ROLE_VEIL,      /* dims all below; everything before it takes no touch and no focus */
    ROLE_BAR,       /* ground of the accessibility bar */
    ROLE_BAR_KEY,   /* icon, label */
    ROLE_COUNT,
};

enum look {
    LOOK_PLAIN,
    LOOK_PRIMARY,   /* the one thing to press */
    LOOK_SECONDARY, /* outlined */
    LOOK_DANGER,    /* ends or deletes something */
    LOOK_QUIET,     /* text only */
    LOOK_OK,
    LOOK_WARN,
    LOOK_ERROR,
    LOOK_INFO,
    LOOK_VIOLET, /* tiles only */
};

enum scene_state {
    STATE_SELECTED = 1,
    STATE_PRESSED = 2, /* set by hit, not by screens */
    STATE_FOCUSED = 4, /* set by focus, not by screens */
    STATE_BUSY = 8,
    STATE_ERROR = 16,   /* this one needs correcting: bar, icon and colour */
    STATE_MASKED = 32,  /* the value is masked: never spoken on the loudspeaker */
    STATE_FLAT = 64,    /* no shadow */
    STATE_CENTRED = 128 /* text centred in its box */
};

enum picture {
    PICTURE_NONE,
    PICTURE_READER, /* the machine; the card comes down on the glowing reader */
    PICTURE_LIFT,   /* the card goes up from the reader: "take your card" */
    PICTURE_SCAN,   /* a phone with a code before the scanner */
    PICTURE_PAGE,   /* a sheet of paper under the camera */
    PICTURE_SLOT,   /* the slot with the slip; value holds the slip's lines, note its QR content */
    PICTURE_MARK,   /* the open clock with the lamp, large (attract screen) */
    PICTURE_COUNT,
};

/* Sizes of letters; pixels come from the metrics of the theme. */
enum type_style {
    TYPE_CAPTION, /* 32: smallest, labels of the bar, where a value comes from */
    TYPE_CAPTION_BOLD,
    TYPE_NOTE, /* 36: second lines in cards */
    TYPE_NOTE_BOLD,
    TYPE_BODY, /* 40 */
    TYPE_BODY_BOLD,
    TYPE_LABEL,        /* 44: options */
    TYPE_LABEL_BOLD,   /* 44: buttons */
    TYPE_SECTION,      /* 56 bold */
    TYPE_QUESTION,     /* 64 bold: the page's heading */
    TYPE_NUMBER,       /* 76 bold: case numbers */
    TYPE_GIANT,        /* 144 bold: countdown, attract */
    TYPE_HEADER_TITLE, /* fixed in all sizes: the header does not grow */
    TYPE_HEADER_NOTE,
    TYPE_HEADER_CLOCK,
    TYPE_BAR,
    TYPE_SLIP, /* fixed: letters on the drawn slip */
    TYPE_SLIP_BOLD,
    TYPE_COUNT,
};

enum ink { INK_MAIN, INK_MUTED, INK_PRIMARY, INK_OK, INK_WARN, INK_ERROR };

struct box {
    int x, y, w, h;
};

/* A picture of the model's, read where it lies; it outlives its scene. */
struct pixels {
    int w, h;
    int bytes;   /* of a pixel: 1 coverage, 3 red, green, blue */
    int version; /* another picture: another number */
    const uint8_t *data;
};

struct scene_item {
    enum role role;
    enum look look;
    enum type_style style;
    enum ink ink;
    unsigned state; /* of enum scene_state */
    struct box box;
    const char *label, *value, *note; /* in the scene's arena; never NULL */
    const char *icon;                 /* name of a file in assets/icons; "" for none */
    struct pixels pixels;
    int amount, total;
    int action, arg; /* action 0: cannot be pressed */
};

struct scene {
    int page; /* identity of the screen; another value = another page (touches rest, focus resets)
               */
    int count;
    int modal_from;  /* index of the veil; -1 when no dialog is open */
    int overflows;   /* boxes or texts that did not fit; a correct screen has 0 */
    int64_t wake_ms; /* clock_now_ms() of the next wished rebuild; INT64_MAX for none */
    size_t text_used;
    struct scene_item items[SCENE_ITEMS];
    char text[SCENE_TEXT];
};

/* Empties and wipes. Call it once on fresh memory too. */
void scene_clear(struct scene *s);
/* Copies the item and its strings (NULL is ""). A full scene counts an overflow and returns a
 * scratch item, so callers need no check. The pointer holds until scene_clear(). */
struct scene_item *scene_add(struct scene *s, const struct scene_item *item);
/* Asks to be rebuilt at clock_now_ms() >= at_ms. The earliest wish counts. At most 10 a second. */
void scene_wake_at(struct scene *s, int64_t at_ms);

/* Can it be pressed here and now (an action, not under a dialog)? */
bool scene_is_live(const struct scene *s, int index);
/* First live item with this action (and arg, unless arg is -1); -1 when there is none. */
int scene_find(const struct scene *s, int action, int arg);
/* First item whose label, value or note holds the text; -1 when there is none. For tests. */
int scene_find_text(const struct scene *s, const char *text);
bool scene_item_is_equal(const struct scene_item *a, const struct scene_item *b);
/* Where it paints: its box and the shadow or ring around it. */
struct box scene_item_reach(const struct scene_item *item);

bool box_is_empty(struct box b);
struct box box_union(struct box a, struct box b);
struct box box_cut(struct box a, struct box b);
struct box box_inset(struct box b, int dx, int dy);
bool box_holds(struct box b, int x, int y);
