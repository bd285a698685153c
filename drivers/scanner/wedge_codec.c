/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/wedge_codec.h"

#include <string.h>

#include "platform/base/secret.h"

enum { FIRST_KEY = 0x04, KEY_ENTER = 0x28, KEYPAD_ENTER = 0x58 };

enum { SHIFTS = 0x22, NO_CHARACTER = 0 };

/* HID Usage Tables, page 07, usages 0x04 to 0x38; Enter, Escape and Backspace are no characters. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz1234567890\0\0\0\t -=[]\\\\;'`,./";
static const char shifted[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\0\0\0\t _+{}||:\"~<>?";

_Static_assert(sizeof plain == sizeof shifted && sizeof plain - 1 == 0x38 - FIRST_KEY + 1,
               "one character for each key");

static char character_of(uint8_t modifiers, uint8_t key)
{
    if ((modifiers & ~SHIFTS) || key < FIRST_KEY || key >= FIRST_KEY + sizeof plain - 1)
        return NO_CHARACTER;
    size_t at = (size_t)(key - FIRST_KEY);
    return modifiers & SHIFTS ? shifted[at] : plain[at];
}

static void forget_code(struct wedge_join *j)
{
    wipe(j->data, sizeof j->data);
    j->size = 0;
    j->whole = j->begun = false;
    j->trouble = ERR_NONE;
}

void wedge_join_wipe(struct wedge_join *j)
{
    forget_code(j);
    wipe(j->held, sizeof j->held);
}

static enum err finish(struct wedge_join *j, bool *ret_whole)
{
    enum err e = j->trouble;
    if (e != ERR_NONE)
        forget_code(j);
    j->begun = false;
    j->whole = *ret_whole = j->size > 0;
    return e;
}

static void take_key(struct wedge_join *j, uint8_t modifiers, uint8_t key)
{
    char c = character_of(modifiers, key);
    if (j->whole)
        forget_code(j);
    j->begun = true;
    if (c == NO_CHARACTER)
        j->trouble = ERR_ENCODING;
    else if (j->size == sizeof j->data)
        j->trouble = j->trouble ? j->trouble : ERR_TOO_LONG;
    else
        j->data[j->size++] = (uint8_t)c;
}

enum err wedge_join_add(struct wedge_join *j, const uint8_t *report, size_t size, bool *ret_whole)
{
    *ret_whole = false;
    if (size < WEDGE_REPORT)
        return ERR_TOO_SHORT;
    const uint8_t *keys = report + 2;
    bool ended = false;
    for (size_t i = 0; i < WEDGE_KEYS; i++) {
        if (keys[i] == 0 || memchr(j->held, keys[i], WEDGE_KEYS))
            continue;
        if ((keys[i] == KEY_ENTER || keys[i] == KEYPAD_ENTER) && !(report[0] & ~SHIFTS))
            ended = true;
        else if (!ended) /* keys of one report are pressed in its order */
            take_key(j, report[0], keys[i]);
    }
    memcpy(j->held, keys, WEDGE_KEYS);
    return ended && j->begun ? finish(j, ret_whole) : ERR_NONE;
}

enum err wedge_join_silence(struct wedge_join *j, bool *ret_whole)
{
    *ret_whole = false;
    memset(j->held, 0, sizeof j->held);
    return j->begun ? finish(j, ret_whole) : ERR_NONE;
}
