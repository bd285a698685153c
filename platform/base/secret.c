/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/secret.h"

#include <string.h>

void wipe(void *memory, size_t size)
{
    if (memory && size)
        explicit_bzero(memory, size);
}

void wipe_free(void *memory, size_t size)
{
    wipe(memory, size);
    free(memory);
}

enum err secret_set(struct secret *s, const char *text, size_t len)
{
    if (len > SECRET_MAX)
        return ERR_TOO_LONG;
    char *copy = malloc(len + 1);
    if (!copy)
        return ERR_MEMORY;
    memcpy(copy, text, len);
    copy[len] = '\0';
    secret_wipe(s);
    *s = (struct secret){.text = copy, .len = len};
    return ERR_NONE;
}

enum err secret_set_text(struct secret *s, const char *text)
{
    return secret_set(s, text, strlen(text));
}

enum err secret_copy(struct secret *to, const struct secret *from)
{
    return secret_set(to, secret_text(from), from->len);
}

const char *secret_text(const struct secret *s)
{
    return s->text ? s->text : "";
}

bool secret_is_empty(const struct secret *s)
{
    return s->len == 0;
}

void secret_wipe(struct secret *s)
{
    wipe_free(s->text, s->len);
    *s = (struct secret){0};
}
