/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/money.h"

#include <inttypes.h>
#include <string.h>

enum { YUAN_DIGITS_MAX = 14, DECIMALS = 2, FEN = 100, GROUP = 3 };
static const int64_t fen_max = INT64_C(9999999999999999);

enum err money_parse(const char *text, int64_t *ret_fen)
{
    size_t yuan = strspn(text, "0123456789");
    if (yuan == 0 || (text[0] == '0' && yuan > 1) || text[yuan] != '.')
        return ERR_FORMAT;
    const char *decimals = text + yuan + 1;
    if (strspn(decimals, "0123456789") != DECIMALS || decimals[DECIMALS])
        return ERR_FORMAT;
    if (yuan > YUAN_DIGITS_MAX)
        return ERR_TOO_LONG;
    int64_t fen = 0;
    for (const char *at = text; *at; at++)
        if (*at != '.')
            fen = fen * 10 + (*at - '0');
    *ret_fen = fen;
    return ERR_NONE;
}

enum err money_write(int64_t fen, char ret_text[MONEY_TEXT])
{
    if (fen < 0 || fen > fen_max)
        return ERR_RANGE;
    snprintf(ret_text, MONEY_TEXT, "%" PRId64 ".%02d", fen / FEN, (int)(fen % FEN));
    return ERR_NONE;
}

enum err money_show(int64_t fen, char ret_text[MONEY_SHOWN])
{
    char plain[MONEY_TEXT];
    TRY(money_write(fen, plain));
    size_t yuan = strcspn(plain, "."), out = 0;
    for (size_t i = 0; i < yuan; i++) {
        if (i > 0 && (yuan - i) % GROUP == 0)
            ret_text[out++] = ',';
        ret_text[out++] = plain[i];
    }
    snprintf(ret_text + out, MONEY_SHOWN - out, "%s", plain + yuan);
    return ERR_NONE;
}
