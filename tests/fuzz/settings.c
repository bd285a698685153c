/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/base */
#include "platform/base/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct settings settings;
    char why[SETTINGS_WHY];
    if (settings_parse((const char *)data, size, &settings, why) != ERR_NONE && !why[0])
        __builtin_trap(); /* a refusal always says why */
    return 0;
}
