/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: app/item */
#include "app/item/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct item *item = NULL;
    struct item_fault fault = {0};
    enum err e = item_parse((const char *)data, size, &item, &fault);
    bool applies = e == ERR_NONE && item->kind != ITEM_KIND_QUERY;
    if (applies && !item_field_find(item, "applyer_page_code"))
        __builtin_trap(); /* an application always knows who applies */
    if (e == ERR_NONE && (item->pinyin.count == 0 || item->output_count == 0 || !item->slip_title))
        __builtin_trap(); /* it can be found and spoken of */
    if (e != ERR_NONE && (item || !fault.reason[0] || fault.line < 0))
        __builtin_trap(); /* a refusal always says why, and gives nothing */
    struct item_fault all[16];
    if ((item_faults((const char *)data, size, ARRAY_LEN(all), all) == 0) != (e == ERR_NONE))
        __builtin_trap(); /* whoever explains faults finds some when and only when there are some */
    item_free(item);
    return 0;
}
