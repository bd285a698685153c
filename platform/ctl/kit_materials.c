/* SPDX-License-Identifier: Apache-2.0 */
/* §10: materials that are none, and such as do not agree with the case's attachments. None makes a
 * case at a gateway that keeps the rules. */
#include "platform/ctl/kit.h"

#define HEAD(name, way, collected, count)                                                          \
    "{\"name\":\"" name "\",\"material_name\":\"conformance\",\"is_need\":\"1\","                  \
    "\"is_collected\":\"" collected "\",\"collect_way\":\"" way "\","                              \
    "\"collect_count\":\"" count "\",\"collect_time\":\"20261123T160000\""

#define ADDRESS "\"0000000000000000000000000000000000000000000000000000000000000000\""

void kit_check_materials(struct kit *kit, const json_t *message, const char *key)
{
    static const struct {
        struct kit_rule rule;
        const char *materials;
        int code;
    } all[] = {
        {{"material-none", "§10", "a list of materials without any: 40003"}, "[]", 40003},
        {{"material-way", "§10", "a way that there is not: 40003"},
         "[" HEAD("kit_material", "lent", "1", "1") "}]",
         40003},
        {{"material-limit", "§10", "a material that comes later, without a limit: 40003"},
         "[" HEAD("kit_material", "later", "0", "0") "}]",
         40003},
        {{"material-later", "§10", "one that comes later and is collected already: 40003"},
         "[" HEAD("kit_material", "later", "1",
                  "0") ",\"limit_days\":\"5\",\"limit_type\":\"workday\"}]",
         40003},
        {{"material-signature", "§10", "a commitment without a signature: 40003"},
         "[" HEAD("kit_material", "commitment", "1", "1") ",\"commitment_version\":\"1\"}]",
         40003},
        {{"material-attachment", "§10", "an attachment that the case does not name: 42206"},
         "[" HEAD("kit_material", "captured", "1", "1") ",\"attachments\":[" ADDRESS "]}]",
         42206},
        {{"material-twice", "§10", "the same material twice: 42206"},
         "[" HEAD("kit_material", "shared", "1", "1") "}," HEAD("kit_material", "shared", "1",
                                                                "1") "}]",
         42206},
    };
    struct kit_ask ask = {.operation = "/cases", .key = key};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        AUTO(auto_json_decref) json_t *changed = json_deep_copy(message);
        if (json_object_set_new(changed, "materials", json_loads(all[i].materials, 0, NULL)) != 0)
            return;
        AUTO(auto_free) char *body = kit_seal_message(kit, changed, &ask.size);
        ask.body = body;
        if (body)
            kit_expect(kit, &all[i].rule, &ask, all[i].code);
    }
}
