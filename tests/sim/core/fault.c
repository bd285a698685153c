/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/core/fault.h"

#include <string.h>

static const struct {
    const char *word;
    enum fault_kind kind;
    bool has_value;
} words_[] = {
    {"clear", FAULT_NONE, false},  {"mute", FAULT_MUTE, false},
    {"stall", FAULT_STALL, false}, {"short", FAULT_SHORT, false},
    {"late", FAULT_LATE, true},    {"garbage", FAULT_GARBAGE, false},
    {"none", FAULT_NONE, false},   {"unplug-after", FAULT_UNPLUG_AFTER, true},
};

static enum err parse_value(const char *text, uint32_t *ret_value)
{
    char *end;
    if (text[0] != ' ' || text[1] < '0' || text[1] > '9')
        return ERR_FORMAT;
    unsigned long value = strtoul(text + 1, &end, 10);
    if (*end != '\0' || value > 1000000000)
        return ERR_FORMAT;
    *ret_value = (uint32_t)value;
    return ERR_NONE;
}

enum err fault_parse(const char *words, struct fault *ret_fault)
{
    for (size_t i = 0; i < ARRAY_LEN(words_); i++) {
        size_t len = strlen(words_[i].word);
        if (strncmp(words, words_[i].word, len) != 0)
            continue;
        struct fault fault = {.kind = words_[i].kind};
        if (words_[i].has_value)
            TRY(parse_value(words + len, &fault.value));
        else if (words[len] != '\0')
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
    for (size_t i = 0; i < ARRAY_LEN(words_); i++)
        if (words_[i].kind == kind)
            return words_[i].word;
    return "?";
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
