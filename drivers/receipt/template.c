/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/template.h"

#include <string.h>

static const struct {
    const char *word;
    enum template_place place;
    bool in_command;
} places[] = {
    {"{length}", TEMPLATE_LENGTH, true},
    {"{seconds}", TEMPLATE_SECONDS, true},
    {"--", TEMPLATE_ANY, false},
};

static int hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *at = memchr(digits, c, sizeof digits - 1);
    return at ? (int)(at - digits) : -1;
}

/* One word of `size` bytes → its value, -1 when it is none. */
static int value_of(const char *word, size_t size, bool command)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (places[i].in_command == command && strlen(places[i].word) == size &&
            memcmp(places[i].word, word, size) == 0)
            return (int)places[i].place;
    int high = size == 2 ? hex_digit(word[0]) : -1, low = high >= 0 ? hex_digit(word[1]) : -1;
    return low >= 0 ? high << 4 | low : -1;
}

static const char *read_words(const char *text, bool command, struct template *ret_template)
{
    struct template t = {.size = 0};
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t size = strcspn(text, " ");
        int value = value_of(text, size, command);
        if (value < 0)
            return command ? "not bytes as 1D 56 or {length}, {seconds}"
                           : "not bytes as 10 0F or --";
        if (t.size == TEMPLATE_BYTES)
            return "more than 16 bytes";
        t.byte[t.size++] = (uint16_t)value;
        text += size;
    }
    *ret_template = t;
    return NULL;
}

const char *template_read_command(const char *text, void *ret_template)
{
    return read_words(text, true, ret_template);
}

const char *template_read_answer(const char *text, void *ret_template)
{
    return read_words(text, false, ret_template);
}

bool template_has(const struct template *t, enum template_place place)
{
    for (size_t i = 0; i < t->size; i++)
        if (t->byte[i] == place)
            return true;
    return false;
}

size_t template_fill(const struct template *t, const struct template_values *values,
                     uint8_t ret_bytes[TEMPLATE_BYTES])
{
    for (size_t i = 0; i < t->size; i++) {
        uint16_t b = t->byte[i];
        ret_bytes[i] = b == TEMPLATE_LENGTH    ? values->length
                       : b == TEMPLATE_SECONDS ? values->seconds
                                               : (uint8_t)b;
    }
    return t->size;
}
