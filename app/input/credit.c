/* SPDX-License-Identifier: Apache-2.0 */
#include "app/input/credit.h"

#include <string.h>

enum { FOUND_MAX = 1024, BASE64_PLACES = 24, MODULUS = 31, GROUP = 4 };

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const char *const credit_keys[CREDIT_KEYS] = {
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "A", "B", "C", "D", "E", "F",
    "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R", "T", "U", "W", "X", "Y", "backspace"};

bool credit_press(char *text, int key)
{
    size_t len = strlen(text);
    if (key < 0 || key >= CREDIT_KEYS)
        return false;
    if (strcmp(credit_keys[key], "backspace") == 0) {
        if (len == 0)
            return false;
        text[len - 1] = '\0';
        return true;
    }
    if (len >= CREDIT_PLACES)
        return false;
    text[len] = credit_keys[key][0];
    text[len + 1] = '\0';
    return true;
}

void credit_group(const char *code, char ret_text[CREDIT_SHOWN])
{
    size_t out = 0;
    for (size_t i = 0; code[i] && out + 2 < CREDIT_SHOWN; i++) {
        if (i > 0 && i % GROUP == 0)
            ret_text[out++] = ' ';
        ret_text[out++] = code[i];
    }
    ret_text[out] = '\0';
}

bool credit_is_code(const char *text)
{
    return strlen(text) == CREDIT_PLACES && strspn(text, alphabet) == CREDIT_PLACES;
}

/* GB 32100-2015 5: the sum of each value times 3 to the power of its place, with the check
 * character itself, is a multiple of 31. */
bool credit_fits(const char *text)
{
    unsigned sum = 0, weight = 1;
    if (!credit_is_code(text))
        return false;
    for (int i = 0; i < CREDIT_PLACES - 1; i++) {
        sum += weight * (unsigned)(strchr(alphabet, text[i]) - alphabet);
        weight = weight * 3 % MODULUS;
    }
    sum += (unsigned)(strchr(alphabet, text[CREDIT_PLACES - 1]) - alphabet);
    return sum % MODULUS == 0;
}

static int hex_value(char c)
{
    const char *digits = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) % 16 : -1;
}

/* What is no %XX stays as it is. Returns how many bytes there are. */
static size_t decode_percent(const char *bytes, size_t len, char ret_bytes[FOUND_MAX])
{
    size_t out = 0;
    for (size_t i = 0; i < len && out < FOUND_MAX; i++) {
        int high = i + 2 < len && bytes[i] == '%' ? hex_value(bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_value(bytes[i + 2]) : -1;
        ret_bytes[out++] = low < 0 ? bytes[i] : (char)(high * 16 + low);
        i += low < 0 ? 0 : 2;
    }
    return out;
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool is_alnum(char c)
{
    return base64_value(c) >= 0 && c != '+' && c != '/';
}

static bool is_base64(char c)
{
    return base64_value(c) >= 0;
}

static bool take_plain(const char *run, char ret_code[CREDIT_TEXT])
{
    char code[CREDIT_TEXT] = "";
    for (int i = 0; i < CREDIT_PLACES; i++)
        code[i] = run[i] >= 'a' && run[i] <= 'z' ? (char)(run[i] - 'a' + 'A') : run[i];
    if (!credit_fits(code))
        return false;
    memcpy(ret_code, code, CREDIT_TEXT);
    return true;
}

/* 24 of its characters are 18 bytes. */
static bool take_base64(const char *run, char ret_code[CREDIT_TEXT])
{
    char code[CREDIT_TEXT] = "";
    for (int i = 0; i < BASE64_PLACES / 4; i++) {
        unsigned bits = 0;
        for (int k = 0; k < 4; k++)
            bits = bits << 6 | (unsigned)base64_value(run[4 * i + k]);
        for (int k = 0; k < 3; k++)
            code[3 * i + k] = (char)(bits >> (16 - 8 * k) & 0xFF);
    }
    return take_plain(code, ret_code);
}

/* How a code may stand there. */
static const struct form {
    size_t places;
    bool (*is_kind)(char c);
    bool (*take)(const char *run, char ret_code[CREDIT_TEXT]);
} forms[] = {{CREDIT_PLACES, is_alnum, take_plain}, {BASE64_PLACES, is_base64, take_base64}};

/* A run of exactly so many characters of that kind which is a code. */
static bool find_run(const char *bytes, size_t len, const struct form *form,
                     char ret_code[CREDIT_TEXT])
{
    for (size_t at = 0; at < len; at++) {
        size_t end = at;
        while (end < len && form->is_kind(bytes[end]))
            end++;
        if (end - at == form->places && form->take(bytes + at, ret_code))
            return true;
        at = end;
    }
    return false;
}

bool credit_find(const char *bytes, size_t len, char ret_code[CREDIT_TEXT])
{
    char plain[FOUND_MAX];
    size_t size = decode_percent(bytes, len, plain);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        if (find_run(plain, size, &forms[i], ret_code))
            return true;
    return false;
}
