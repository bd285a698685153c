/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/remote.h"

#include <string.h>

#include "platform/base/uuid.h"

void remote_done(struct remote *remote)
{
    json_decref(remote->orders);
    *remote = (struct remote){0};
}

bool remote_add(struct remote *remote, json_t *order)
{
    char id[UUID_TEXT];
    if (!remote->orders)
        remote->orders = json_array();
    if (!order || uuid_make(id) != ERR_NONE) {
        json_decref(order);
        return false;
    }
    json_object_set_new(order, "order_id", json_string(id));
    return json_array_append_new(remote->orders, order) == 0;
}

static json_t *find(const struct remote *remote, const char *id)
{
    size_t i;
    json_t *one;
    json_array_foreach(remote->orders, i, one)
    {
        const char *has = json_string_value(json_object_get(one, "order_id"));
        if (id && strcmp(has, id) == 0)
            return one;
    }
    return NULL;
}

void remote_hear(struct remote *remote, const json_t *doc)
{
    size_t i;
    json_t *result;
    json_array_foreach(json_object_get(doc, "order_results"), i, result)
    {
        json_t *order = find(remote, json_string_value(json_object_get(result, "order_id")));
        if (order)
            json_object_set(order, "outcome", json_object_get(result, "outcome"));
    }
}

json_t *remote_say(const struct remote *remote, const struct lapses *lapses)
{
    json_t *said = json_array(), *one;
    size_t i;
    json_array_foreach(remote->orders, i, one)
    {
        if (!json_object_get(one, "outcome") && json_array_size(said) < REMOTE_ORDERS_MAX)
            json_array_append(said, one);
    }
    if (lapses->on[LAPSE_REMOTE])
        json_array_append_new(said, json_pack("{s:s}", "kind", "refresh"));
    return json_pack("{s:o}", "orders", said);
}
