/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/nonces.h"

#include <jansson.h>

/* Two sets: when the younger one is `keep_ms` old the older one is dropped as a whole. */
struct nonces {
    json_t *young, *old;
    int64_t keep_ms, since_ms;
};

struct nonces *nonces_new(int64_t keep_ms)
{
    struct nonces *n = calloc(1, sizeof *n);
    if (!n)
        return NULL;
    *n = (struct nonces){json_object(), json_object(), keep_ms, 0};
    if (n->young && n->old)
        return n;
    nonces_free(n);
    return NULL;
}

void nonces_free(struct nonces *nonces)
{
    if (!nonces)
        return;
    json_decref(nonces->young);
    json_decref(nonces->old);
    free(nonces);
}

static void grow_older(struct nonces *n, int64_t now_ms)
{
    int64_t age = now_ms - n->since_ms;
    if (age >= 0 && age < n->keep_ms)
        return;
    json_t *spare = n->old;
    n->old = n->young;
    n->young = spare;
    json_object_clear(n->young);
    n->since_ms = now_ms;
}

bool nonces_take(struct nonces *nonces, const char *kiosk, const char *nonce, int64_t now_ms)
{
    char name[128];
    snprintf(name, sizeof name, "%s %s", kiosk, nonce);
    grow_older(nonces, now_ms);
    if (json_object_get(nonces->young, name) || json_object_get(nonces->old, name))
        return false;
    return json_object_set_new(nonces->young, name, json_true()) == 0;
}
