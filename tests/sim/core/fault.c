/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/core/fault.h"

#include <string.h>

static const struct {
    const char *word;
    enum fault_kind kind;
    bool has_value;
} words_[] = {
    {"clear", FAULT_NONE, false},
    {"mute", FAULT_MUTE, false},
    {"stall", FAULT_STALL, false},
    {"short", FAULT_SHORT, false},
    {"late", FAULT_LATE, true},
    {"garbage", FAULT_GARBAGE, false},
    {"long", FAULT_LONG, false},
    {"babble", FAULT_BABBLE, false},
    {"resets", FAULT_RESETS, true},
    {"none", FAULT_NONE, false},
    {"unplug", FAULT_UNPLUG_AFTER, false},
};

/* " NUMBER"; *text moves behind it. */
static enum err take_number(const char **text, uint32_t *ret_value)
{
    char *end;
    if ((*text)[0] != ' ' || (*text)[1] < '0' || (*text)[1] > '9')
        return ERR_FORMAT;
    unsigned long value = strtoul(*text + 1, &end, 10);
    if (value > 1000000000)
        return ERR_FORMAT;
    *ret_value = (uint32_t)value;
    *text = end;
    return ERR_NONE;
}

/* What follows the fault's own words: nothing, " after BYTES", or "-after BYTES". */
static enum err take_after(const char *text, struct fault *fault)
{
    static const char word[] = "after";
    if (*text == '\0')
        return fault->kind == FAULT_UNPLUG_AFTER ? ERR_FORMAT : ERR_NONE;
    char joint = fault->kind == FAULT_UNPLUG_AFTER ? '-' : ' ';
    if (*text != joint || strncmp(text + 1, word, sizeof word - 1) != 0)
        return ERR_FORMAT;
    text += sizeof word;
    TRY(take_number(&text, &fault->after));
    return *text == '\0' ? ERR_NONE : ERR_FORMAT;
}

enum err fault_parse(const char *words, struct fault *ret_fault)
{
    for (size_t i = 0; i < ARRAY_LEN(words_); i++) {
        size_t len = strlen(words_[i].word);
        if (strncmp(words, words_[i].word, len) != 0)
            continue;
        struct fault fault = {.kind = words_[i].kind};
        const char *rest = words + len;
        if (words_[i].has_value)
            TRY(take_number(&rest, &fault.value));
        TRY(take_after(rest, &fault));
        if (fault.kind == FAULT_RESETS && fault.value == 0)
            return ERR_FORMAT;
        *ret_fault = fault;
        return ERR_NONE;
    }
    return ERR_FORMAT;
}

const char *fault_name(enum fault_kind kind)
{
    if (kind == FAULT_NONE)
        return "none";
    if (kind == FAULT_UNPLUG_AFTER)
        return "unplug-after";
    for (size_t i = 0; i < ARRAY_LEN(words_); i++)
        if (words_[i].kind == kind)
            return words_[i].word;
    return "?";
}

bool fault_ends_talk(enum fault_kind kind)
{
    return kind == FAULT_UNPLUG_AFTER || kind == FAULT_RESETS || kind == FAULT_MUTE ||
           kind == FAULT_STALL;
}

void fault_garble(uint8_t *data, size_t size)
{
    uint32_t state = 0x9E3779B9;
    for (size_t i = 0; i < size; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        data[i] ^= (uint8_t)(state | 1);
    }
}
