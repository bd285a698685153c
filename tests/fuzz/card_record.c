/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/base drivers/bus drivers/idcard */
/* The text of a card: a record that is taken has every field that its layout promises. */
#include "drivers/idcard/card_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct id_record record = {0};
    if (card_read(bytes_of(data, size), 20261123, &record) != ERR_NONE) {
        if (record.field[ID_NUMBER].text)
            abort();
        return 0;
    }
    if (secret_is_empty(&record.field[ID_NUMBER]) || secret_is_empty(&record.field[ID_VALID_TO]) ||
        (secret_is_empty(&record.field[ID_NAME]) && secret_is_empty(&record.field[ID_NAME_LATIN])))
        abort();
    id_record_wipe(&record);
    return 0;
}
