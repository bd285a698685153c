/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/scanner drivers/camera */
/* Format, width, height, stride as the driver says them (two bytes each), then the frame. */
#include "drivers/scanner/live.h"
#include "drivers/scanner/page.h"
#include "platform/base/bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = bytes_of(data, size);
    struct frame f = {.format = (enum frame_format)(bytes_u16le(&b) % 4)};
    f.width = (int16_t)bytes_u16le(&b);
    f.height = (int16_t)bytes_u16le(&b);
    f.stride = (int16_t)bytes_u16le(&b);
    f.size = bytes_left(&b);
    f.data = bytes_take(&b, f.size);
    struct picture p = {0};
    struct page page = {0};
    if (f.data && page_of_frame(&f, &page) == ERR_NONE && !page.rgb)
        __builtin_trap();
    page_wipe(&page);
    if (!f.data || live_picture(&f, &p) != ERR_NONE)
        return 0;
    if (f.format != FRAME_JPEG && (p.width != f.width || p.height != f.height))
        __builtin_trap();
    picture_wipe(&p);
    return 0;
}
