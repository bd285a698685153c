/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/publish.h"

#include <stdio.h>
#include <string.h>

#include "platform/base/paths.h"
#include "tests/province/cipher.h"
#include "tests/province/items.h"
#include "tests/province/parts.h"

enum { PATH_SIZE = 600, BODY_MAX = 16 * 1024 * 1024 };

struct publisher {
    struct evp_pkey_st *key, *foreign;
    json_t *documents, *bodies; /* by kind */
    json_t *items, *parts;      /* by SM3 */
    json_t *catalogue;          /* read; NULL when it is no JSON */
};

/* This province's own, published when it opens: 2026, as the State Council arranged it. */
static const char first_calendar[] =
    "{\"calendar_version\":2026,\"area_code\":\"140000\",\"valid_from\":\"20260101\","
    "\"valid_until\":\"20261231\",\"office_from\":\"0900\",\"office_until\":\"1700\",\"holidays\":["
    "\"20260101\",\"20260102\",\"20260216\",\"20260217\",\"20260218\",\"20260219\",\"20260220\","
    "\"20260223\",\"20260406\",\"20260501\",\"20260504\",\"20260505\",\"20260619\",\"20260925\","
    "\"20261001\",\"20261002\",\"20261005\",\"20261006\",\"20261007\"],\"workdays\":["
    "\"20260104\",\"20260214\",\"20260228\",\"20260509\",\"20260920\",\"20261010\"]}";

static json_t *sign(struct evp_pkey_st *key, const char *kind, const char *body, size_t size)
{
    AUTO(auto_free) char *covered = NULL;
    AUTO(auto_free) char *sign_text = NULL;
    AUTO(auto_free) char *body_text = cipher_base64(body, size);
    int head = asprintf(&covered, "%s\n", kind);
    char *whole = head > 0 ? realloc(covered, (size_t)head + size) : NULL;
    if (!whole || !body_text)
        return NULL;
    covered = whole;
    memcpy(covered + head, body, size);
    sign_text = cipher_sign(key, covered, (size_t)head + size);
    return sign_text
               ? json_pack("{s:s,s:s,s:s}", "kind", kind, "body", body_text, "sign", sign_text)
               : NULL;
}

struct publisher *publisher_new(const char *directory)
{
    char path[PATH_SIZE];
    struct publisher *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    snprintf(path, sizeof path, "%s/publisher-sm2.key", directory);
    p->key = cipher_read_private(path);
    snprintf(path, sizeof path, "%s/province-sm2.key", directory);
    p->foreign = cipher_read_private(path);
    p->documents = json_object();
    p->bodies = json_object();
    p->items = json_object();
    p->parts = json_object();
    AUTO(auto_free) char *catalogue = items_catalogue();
    if (!p->key || !p->foreign || !catalogue ||
        publisher_say(p, "calendar", first_calendar, false) ||
        publisher_say(p, "catalogue", catalogue, false)) {
        publisher_free(p);
        return NULL;
    }
    return p;
}

void publisher_free(struct publisher *publisher)
{
    if (!publisher)
        return;
    cipher_free(publisher->key);
    cipher_free(publisher->foreign);
    json_decref(publisher->documents);
    json_decref(publisher->bodies);
    json_decref(publisher->items);
    json_decref(publisher->parts);
    json_decref(publisher->catalogue);
    free(publisher);
}

static void read_rows(struct publisher *p, const char *body)
{
    json_decref(p->catalogue);
    p->catalogue = json_loads(body, 0, NULL);
}

const char *publisher_say(struct publisher *publisher, const char *kind, const char *body,
                          bool forged)
{
    AUTO(auto_free) char *head = NULL;
    const char *signed_body = body;
    if (strcmp(kind, "catalogue") == 0 && !forged)
        read_rows(publisher, body);
    if (strcmp(kind, "catalogue") == 0 && strlen(body) > PARTS_BODY_MAX)
        signed_body = head = parts_cut(publisher->catalogue, publisher->parts);
    if (!signed_body)
        return "no catalogue";
    json_t *document =
        sign(forged ? publisher->foreign : publisher->key, kind, signed_body, strlen(signed_body));
    return document && json_object_set_new(publisher->documents, kind, document) == 0 &&
                   json_object_set_new(publisher->bodies, kind, json_string(body)) == 0
               ? NULL
               : "no memory, or no text";
}

const char *publisher_set(struct publisher *publisher, const char *kind, const char *path,
                          bool forged)
{
    AUTO(auto_free) char *body = NULL;
    size_t size;
    if (paths_read_file(path, BODY_MAX, &body, &size) != ERR_NONE)
        return "the file cannot be read";
    return publisher_say(publisher, kind, body, forged);
}

const char *publisher_body(const struct publisher *publisher, const char *kind)
{
    const char *body = json_string_value(json_object_get(publisher->bodies, kind));
    return body ? body : "";
}

json_t *publisher_get(const struct publisher *publisher, const char *kind)
{
    return json_incref(json_object_get(publisher->documents, kind));
}

/* The same letters, and the signature of another document. */
json_t *publisher_forge(const struct publisher *publisher, const char *kind)
{
    json_t *document = json_copy(json_object_get(publisher->documents, kind));
    json_t *foreign = sign(publisher->foreign, kind, "{}", 2);
    if (document && foreign)
        json_object_set(document, "sign", json_object_get(foreign, "sign"));
    json_decref(foreign);
    return document;
}

const char *publisher_put_item(struct publisher *publisher, const char *path, char ret_sm3[65])
{
    AUTO(auto_free) char *file = NULL;
    size_t size;
    if (paths_read_file(path, BODY_MAX, &file, &size) != ERR_NONE)
        return "the file cannot be read";
    AUTO(auto_free) char *text = cipher_base64(file, size);
    json_t *item = text ? json_pack("{s:s}", "item", text) : NULL;
    return item && cipher_digest_hex(file, size, ret_sm3) &&
                   json_object_set_new(publisher->items, ret_sm3, item) == 0
               ? NULL
               : "no memory";
}

json_t *publisher_get_item(const struct publisher *publisher, const char *sm3)
{
    return json_incref(json_object_get(publisher->items, sm3));
}

const char *publisher_put_part(struct publisher *publisher, const char *path, char ret_sm3[65])
{
    AUTO(auto_free) char *file = NULL;
    size_t size;
    if (paths_read_file(path, BODY_MAX, &file, &size) != ERR_NONE)
        return "the file cannot be read";
    return parts_put(publisher->parts, file, size, ret_sm3) ? NULL : "no memory";
}

json_t *publisher_get_part(const struct publisher *publisher, const char *sm3)
{
    return json_incref(json_object_get(publisher->parts, sm3));
}

const json_t *publisher_find_row(const struct publisher *publisher, const char *task_code)
{
    const json_t *rows = json_object_get(publisher->catalogue, "items");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        const char *code = json_string_value(json_object_get(row, "task_code"));
        const char *state = json_string_value(json_object_get(row, "task_state"));
        if (code && state && strcmp(code, task_code) == 0 && strcmp(state, "1") == 0)
            return row;
    }
    return NULL;
}

const char *publisher_obey(struct publisher *publisher, const char *line, char ret_sm3[65])
{
    char kind[16], path[PATH_SIZE];
    if (strncmp(line, "item ", 5) == 0)
        return publisher_put_item(publisher, line + 5, ret_sm3);
    if (strncmp(line, "part ", 5) == 0)
        return publisher_put_part(publisher, line + 5, ret_sm3);
    bool forged = sscanf(line, "%15s forged %599s", kind, path) == 2;
    if (!forged && sscanf(line, "%15s %599s", kind, path) != 2)
        return "publish KIND [forged] FILE";
    return publisher_set(publisher, kind, path, forged);
}
