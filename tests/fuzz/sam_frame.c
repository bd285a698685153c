/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/base drivers/bus drivers/idcard */
/* Answers of a card module: any bytes, read as a frame and as everything a frame may hold. */
#include "drivers/idcard/sam_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sam_answer answer;
    struct bytes text, photo;
    char serial[SAM_SERIAL_TEXT];
    if (sam_read_answer(bytes_of(data, size), &answer) == ERR_NONE) {
        if (size != SAM_HEADER + SAM_LEN_MIN + answer.data.size)
            abort();
        data = answer.data.data;
        size = answer.data.size;
    }
    if (sam_read_text(bytes_of(data, size), &text, &photo) == ERR_NONE &&
        (text.size != SAM_TEXT_SIZE || photo.size != size - 4 - SAM_TEXT_SIZE))
        abort();
    if (sam_read_serial(bytes_of(data, size), serial) == ERR_NONE && size != 16)
        abort();
    return 0;
}
