/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/scanner */
/* A picture file of any kind. */
#include "drivers/scanner/picture_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct picture p = {0};
    enum err e = picture_file_read(data, size, &p);
    if (e != ERR_NONE) {
        if (p.grey)
            __builtin_trap(); /* untouched on failure */
        return 0;
    }
    size_t n = (size_t)p.width * (size_t)p.height;
    if (n < 1 || n > PICTURE_PIXELS_MAX)
        __builtin_trap();
    volatile uint8_t last = p.grey[n - 1];
    (void)last;
    picture_wipe(&p);
    return 0;
}
