/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/card_codec.h"

#include <string.h>

#include "platform/base/text.h"

enum { RECORD_SIZE = 256, TYPE_AT = 248, FIELD_BYTES = 184, ENGLISH_HEAD = 70, ENGLISH_TAIL = 22 };

enum form {
    FORM_TEXT,
    FORM_NEEDED,
    FORM_SEX,
    FORM_NATION,
    FORM_COUNTRY,
    FORM_DATE,
    FORM_UNTIL,
    FORM_NUMBER18,
    FORM_NUMBER15
};

struct slot {
    enum id_field field;
    int at, size; /* bytes */
    enum form form;
};

#define SLOTS_MAX 12

struct layout {
    uint16_t letters[3]; /* at TYPE_AT; 0xffff ends */
    enum id_kind kind;
    struct slot slot[SLOTS_MAX]; /* size 0 ends */
};

enum { NO_LETTER = 0xffff };

static const struct layout layouts[] = {
    {{' ', 0, NO_LETTER},
     ID_CITIZEN,
     {{ID_NAME, 0, 30, FORM_NEEDED},
      {ID_SEX, 30, 2, FORM_SEX},
      {ID_NATION, 32, 4, FORM_NATION},
      {ID_BIRTH, 36, 16, FORM_DATE},
      {ID_ADDRESS, 52, 70, FORM_TEXT},
      {ID_NUMBER, 122, 36, FORM_NUMBER18},
      {ID_ISSUER, 158, 30, FORM_TEXT},
      {ID_VALID_FROM, 188, 16, FORM_DATE},
      {ID_VALID_TO, 204, 16, FORM_UNTIL}}},
    {{'J', NO_LETTER},
     ID_HMT,
     {{ID_NAME, 0, 30, FORM_NEEDED},
      {ID_SEX, 30, 2, FORM_SEX},
      {ID_BIRTH, 36, 16, FORM_DATE},
      {ID_ADDRESS, 52, 70, FORM_TEXT},
      {ID_NUMBER, 122, 36, FORM_NUMBER18},
      {ID_ISSUER, 158, 30, FORM_TEXT},
      {ID_VALID_FROM, 188, 16, FORM_DATE},
      {ID_VALID_TO, 204, 16, FORM_UNTIL},
      {ID_PERMIT, 220, 18, FORM_TEXT}}},
    {{'I', NO_LETTER},
     ID_FOREIGNER_2017,
     {{ID_NAME_LATIN, 0, 120, FORM_NEEDED},
      {ID_SEX, 120, 2, FORM_SEX},
      {ID_NUMBER, 122, 30, FORM_NUMBER15},
      {ID_NATION, 152, 6, FORM_COUNTRY},
      {ID_NAME, 158, 30, FORM_TEXT},
      {ID_VALID_FROM, 188, 16, FORM_DATE},
      {ID_VALID_TO, 204, 16, FORM_UNTIL},
      {ID_BIRTH, 220, 16, FORM_DATE},
      {ID_ISSUER, 240, 8, FORM_TEXT}}},
    {{'Y', NO_LETTER},
     ID_FOREIGNER_2023,
     {{ID_NAME, 0, 30, FORM_TEXT},
      {ID_SEX, 30, 2, FORM_SEX},
      {ID_BIRTH, 36, 16, FORM_DATE},
      {ID_NUMBER, 122, 36, FORM_NUMBER18},
      {ID_VALID_FROM, 188, 16, FORM_DATE},
      {ID_VALID_TO, 204, 16, FORM_UNTIL},
      {ID_NATION, 242, 6, FORM_COUNTRY}}},
};

static bool all_of(const char *text, size_t len, const char *alphabet)
{
    return strlen(text) == len && strspn(text, alphabet) == len;
}

#define DIGITS  "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool is_date(const char *text)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!all_of(text, 8, DIGITS))
        return false;
    int n = atoi(text), month = n / 100 % 100, day = n % 100;
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static bool is_number18(const char *text)
{
    return strlen(text) == 18 && strspn(text, DIGITS) >= 17 && strchr(DIGITS "X", text[17]);
}

static bool is_number15(const char *text)
{
    return strlen(text) == 15 && strspn(text, LETTERS) == 3 && all_of(text + 3, 12, DIGITS);
}

static bool has_form(const char *text, enum form form)
{
    switch (form) {
    case FORM_NEEDED:
        return *text != '\0';
    case FORM_SEX:
        return !*text || (strlen(text) == 1 && strchr("0129", *text));
    case FORM_NATION:
        return !*text || all_of(text, 2, DIGITS);
    case FORM_COUNTRY:
        return !*text || all_of(text, 3, LETTERS);
    case FORM_DATE:
        return is_date(text);
    case FORM_UNTIL:
        return is_date(text) || strcmp(text, "长期") == 0;
    case FORM_NUMBER18:
        return is_number18(text);
    case FORM_NUMBER15:
        return is_number15(text);
    case FORM_TEXT:
    default:
        return true;
    }
}

bool card_number18_fits(const char *number)
{
    static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (!is_number18(number))
        return false;
    int sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(weight); i++)
        sum += weight[i] * (number[i] - '0');
    return "10X98765432"[sum % 11] == number[17];
}

bool card_number15_fits(const char *number)
{
    static const int weight[] = {7, 3, 1};
    if (!is_number15(number))
        return false;
    int sum = 0;
    for (int i = 0; i < 14; i++)
        sum += weight[i % 3] * (i < 3 ? number[i] - 'A' + 10 : number[i] - '0');
    return sum % 10 == number[14] - '0';
}

static enum err take_field(const uint8_t *data, size_t size, enum form form, struct secret *field)
{
    char text[FIELD_BYTES];
    enum err e = text_from_utf16le(data, size, text, sizeof text);
    if (e == ERR_NONE)
        e = has_form(text, form) ? secret_set_text(field, text) : ERR_FORMAT;
    wipe(text, sizeof text);
    return e;
}

/* The 2023 card breaks its English name in two; a space may fall on the break. */
static enum err take_english(const uint8_t *record, struct id_record *draft)
{
    uint8_t joined[ENGLISH_HEAD + ENGLISH_TAIL];
    memcpy(joined, record + 52, ENGLISH_HEAD);
    memcpy(joined + ENGLISH_HEAD, record + 220, ENGLISH_TAIL);
    enum err e = take_field(joined, sizeof joined, FORM_NEEDED, &draft->field[ID_NAME_LATIN]);
    wipe(joined, sizeof joined);
    return e;
}

static enum err take_fields(const uint8_t *record, const struct layout *layout,
                            struct id_record *draft)
{
    for (const struct slot *s = layout->slot; s->size; s++)
        TRY(take_field(record + s->at, (size_t)s->size, s->form, &draft->field[s->field]));
    return layout->kind == ID_FOREIGNER_2023 ? take_english(record, draft) : ERR_NONE;
}

static uint32_t findings_of(const struct id_record *record, int today)
{
    const char *number = secret_text(&record->field[ID_NUMBER]);
    bool fits =
        record->kind == ID_FOREIGNER_2017 ? card_number15_fits(number) : card_number18_fits(number);
    int from = atoi(secret_text(&record->field[ID_VALID_FROM]));
    int until = atoi(secret_text(&record->field[ID_VALID_TO])); /* 长期: 0 */
    return (fits ? 0 : ID_FINDING_CHECK_DIGIT) |
           (until != 0 && until < today ? ID_FINDING_EXPIRED : 0) |
           (from > today ? ID_FINDING_NOT_YET_VALID : 0);
}

static const struct layout *layout_for(uint16_t letter)
{
    for (size_t i = 0; i < ARRAY_LEN(layouts); i++)
        for (const uint16_t *l = layouts[i].letters; *l != NO_LETTER; l++)
            if (*l == letter)
                return &layouts[i];
    return NULL;
}

enum err card_read(struct bytes text, int today, struct id_record *ret_record)
{
    const uint8_t *record = bytes_take(&text, RECORD_SIZE);
    if (!record || bytes_left(&text) != 0)
        return ERR_TOO_SHORT;
    const struct layout *layout =
        layout_for((uint16_t)(record[TYPE_AT] | record[TYPE_AT + 1] << 8));
    if (!layout)
        return ERR_CARD_UNKNOWN;
    struct id_record draft = {.kind = layout->kind};
    enum err e = take_fields(record, layout, &draft);
    if (e != ERR_NONE) {
        id_record_wipe(&draft);
        return e;
    }
    draft.findings = findings_of(&draft, today);
    *ret_record = draft;
    return ERR_NONE;
}
