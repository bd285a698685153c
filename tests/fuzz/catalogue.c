/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: app/words platform/base */
#include <string.h>

#include "app/words/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const texts[] = {"", "退出", "第 %d 步", "\x7f"};
    char *copy = malloc(size + 1);
    struct catalogue *c = NULL;
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    if (catalogue_new(copy, size, &c) != ERR_NONE) {
        free(copy);
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *said = catalogue_find(c, texts[i]);
        if (said && (said < copy || said + strlen(said) >= copy + size))
            __builtin_trap(); /* it ends within the file */
    }
    catalogue_free(c);
    return 0;
}
