/* SPDX-License-Identifier: Apache-2.0 */
/* Invented people and the shipped item, for tests of the visit. */
#pragma once

#include <string.h>

#include "app/item/item.h"
#include "drivers/bus/types.h"
#include "platform/base/paths.h"
#include "platform/bus/types.h"

static inline struct item *item_at(const char *path)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item *item = NULL;
    struct item_fault fault;
    assert_ok(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    assert_ok(item_parse(text, len, &item, &fault));
    return item;
}

static inline struct item *shipped_item(void)
{
    return item_at(SOURCE_ROOT "/assets/items/remote-medical-filing.json");
}

static inline struct id_record zhang_san(void)
{
    struct id_record r = {.kind = ID_CITIZEN};
    assert_ok(secret_set_text(&r.field[ID_NAME], "张三"));
    assert_ok(secret_set_text(&r.field[ID_NUMBER], "11010519491231002X"));
    return r;
}

static inline void add_pair(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *p = &pairs->pair[pairs->count++];
    snprintf(p->name, sizeof p->name, "%s", name);
    assert_ok(secret_set_text(&p->value, value));
}

static inline struct pairs shared_data(void)
{
    struct pairs p = {0};
    add_pair(&p, "insured_area", "140802");
    add_pair(&p, "insured_area_name", "山西省 运城市 盐湖区");
    add_pair(&p, "contact_mobile", "13800000026");
    return p;
}

static inline bool all_zero(const void *memory, size_t size)
{
    const unsigned char *p = memory;
    while (size > 0 && p[size - 1] == 0)
        size--;
    return size == 0;
}
