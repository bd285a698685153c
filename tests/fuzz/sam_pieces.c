/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/base drivers/bus drivers/idcard */
/* Reports of the HID adapter joined to a frame, its announced length, and additional addresses. */
#include <string.h>

#include "drivers/idcard/address_codec.h"
#include "drivers/idcard/report_codec.h"
#include "drivers/idcard/sam_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t join(struct bytes b, uint8_t frame[SAM_FRAME_MAX])
{
    size_t have = 0, total = SAM_HEADER;
    while (have < total && bytes_left(&b) >= REPORT_SIZE) {
        struct bytes payload;
        if (report_unpack(bytes_of(bytes_take(&b, REPORT_SIZE), REPORT_SIZE), &payload) != ERR_NONE)
            return have;
        if (payload.size > REPORT_PAYLOAD)
            abort();
        if (payload.size > SAM_FRAME_MAX - have)
            return have;
        memcpy(frame + have, payload.data, payload.size);
        have += payload.size;
        if (sam_frame_total(bytes_of(frame, have), &total) != ERR_NONE)
            return have;
        if (total > SAM_FRAME_MAX)
            abort();
    }
    return have;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t frame[SAM_FRAME_MAX];
    struct sam_answer answer;
    struct secret address = {0};
    size_t have = join(bytes_of(data, size), frame);
    if (sam_read_answer(bytes_of(frame, have), &answer) == ERR_NONE) {
        data = answer.data.data;
        size = answer.data.size;
    }
    if (address_read(bytes_of(data, size), &address) == ERR_NONE && !secret_text(&address)[0])
        abort();
    secret_wipe(&address);
    return 0;
}
