/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/codes.h"

#include <string.h>
#include <time.h>

#define DIGITS "0123456789"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"

/* `low` to `high` characters of `alphabet`. */
static enum err check(const char *text, size_t low, size_t high, const char *alphabet)
{
    size_t len = strnlen(text, high + 1);
    if (len == 0)
        return ERR_MISSING;
    if (len > high)
        return ERR_TOO_LONG;
    if (len < low || strspn(text, alphabet) != len)
        return ERR_FORMAT;
    return ERR_NONE;
}

enum err code_check_task(const char *task_code, enum code_channel channel)
{
    return check(task_code, 1, channel == CODE_GB39046 ? 24 : 36, UPPER LOWER DIGITS);
}

enum err code_check_catalogue(const char *catalogue_code, enum code_channel channel)
{
    return check(catalogue_code, 1, channel == CODE_GB39046 ? 10 : 12, UPPER LOWER DIGITS);
}

enum err code_check_kiosk(const char *kiosk_code)
{
    return check(kiosk_code, 1, 16, UPPER DIGITS);
}

enum err code_check_area(const char *area_code)
{
    return check(area_code, 6, 6, DIGITS);
}

enum err code_check_local_number(const char *local_number)
{
    char kiosk[NUMBER_TEXT];
    const char *dash = strchr(local_number, '-');
    if (!dash)
        return *local_number ? ERR_FORMAT : ERR_MISSING;
    if ((size_t)(dash - local_number) >= sizeof kiosk)
        return ERR_TOO_LONG;
    snprintf(kiosk, sizeof kiosk, "%.*s", (int)(dash - local_number), local_number);
    TRY(code_check_kiosk(kiosk));
    return check(dash + 1, 6, 12, DIGITS);
}

enum err code_check_project_no(const char *project_no)
{
    return check(project_no, 1, 50, UPPER LOWER DIGITS "-");
}

enum err code_check_token(const char *token)
{
    return check(token, 8, 128, UPPER LOWER DIGITS "-._~");
}

enum err code_check_uuid(const char *uuid)
{
    TRY(check(uuid, 36, 36, "abcdef" DIGITS "-"));
    for (size_t i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if ((uuid[i] == '-') != dash)
            return ERR_FORMAT;
    }
    return ERR_NONE;
}

void code_group(const char *number, char ret_text[GROUPED_TEXT])
{
    size_t at = 0;
    for (size_t i = 0; number[i] && at + 2 < GROUPED_TEXT; i++) {
        if (i > 0 && i % 4 == 0)
            ret_text[at++] = ' ';
        ret_text[at++] = number[i];
    }
    ret_text[at] = '\0';
}

/* China has one zone without summer time; the machine's own zone does not matter. */
static struct tm beijing(int64_t wall_ms)
{
    time_t seconds = (time_t)(wall_ms / 1000 + 8 * 3600);
    struct tm t = {.tm_year = -1};
    gmtime_r(&seconds, &t);
    /* A year that is not four digits would not fit; the clock is then broken anyway. */
    if (t.tm_year < 0 || t.tm_year > 9999 - 1900)
        t = (struct tm){.tm_year = 70, .tm_mday = 1};
    return t;
}

void code_time(int64_t wall_ms, char ret_text[STAMP_TEXT])
{
    struct tm t = beijing(wall_ms);
    strftime(ret_text, STAMP_TEXT, "%Y%m%dT%H%M%S", &t);
}

void code_assess_time(int64_t wall_ms, char ret_text[STAMP_TEXT])
{
    struct tm t = beijing(wall_ms);
    strftime(ret_text, STAMP_TEXT, "%Y-%m-%d %H:%M:%S", &t);
}
