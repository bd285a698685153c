/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/record/invented_card.h"

#include <string.h>

#include "platform/base/text.h"

enum { TEXT_SIZE = 256, TYPE_AT = 248, FIELDS_MAX = 12 };

struct field {
    int at; /* byte */
    const char *text;
};

/* Places of the fields: drivers/idcard/card_codec.c. The numbers' check digits fit (GB 11643). */
static const struct {
    uint16_t letter;
    struct field field[FIELDS_MAX]; /* NULL ends */
} cards[] = {
    {' ',
     {{0, "张三"},
      {30, "1"},
      {32, "01"},
      {36, "19491231"},
      {52, "示例省示例市示例路一号"},
      {122, "11010519491231002X"},
      {158, "示例市公安局"},
      {188, "20200101"},
      {204, "长期"}}},
    {'J',
     {{0, "陈大文"},
      {30, "1"},
      {36, "19800101"},
      {52, "示例省示例市示例路二号"},
      {122, "810000198001010014"},
      {158, "示例市公安局"},
      {188, "20200101"},
      {204, "20991231"},
      {220, "H12345678"}}},
    {'I',
     {{0, "EXAMPLE, ANNA"},
      {120, "2"},
      {122, "FRA110080010100"},
      {152, "FRA"},
      {158, "安娜"},
      {188, "20200101"},
      {204, "20991231"},
      {220, "19800101"},
      {240, "1500"}}},
    {'Y',
     {{0, "安娜"},
      {30, "2"},
      {36, "19900101"},
      {52, "EXAMPLE, ANNA"},
      {122, "911156199001010029"},
      {188, "20200101"},
      {204, "20991231"},
      {242, "FRA"}}},
};

/* All of it is in the basic plane. */
static void put(uint8_t *at, const char *text)
{
    for (uint32_t c = text_next(&text); c; c = text_next(&text)) {
        *at++ = (uint8_t)c;
        *at++ = (uint8_t)(c >> 8);
    }
}

bool invented_card(uint8_t text[256])
{
    uint16_t letter = (uint16_t)(text[TYPE_AT] | text[TYPE_AT + 1] << 8);
    size_t i = 0;
    while (i < ARRAY_LEN(cards) && cards[i].letter != (letter ? letter : ' '))
        i++;
    if (i == ARRAY_LEN(cards))
        return false;
    for (size_t j = 0; j < TEXT_SIZE; j++)
        if (j != TYPE_AT && j != TYPE_AT + 1)
            text[j] = j % 2 ? 0 : ' ';
    for (const struct field *f = cards[i].field; f->text; f++)
        put(text + f->at, f->text);
    return true;
}
