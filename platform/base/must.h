/* SPDX-License-Identifier: Apache-2.0 */
/* Attributes and scope cleanup. `AUTO(free_fn)` calls free_fn(&variable) when the scope ends. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MUST_CHECK          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, arg) __attribute__((format(printf, f, arg)))
#define AUTO(free_fn)       __attribute__((cleanup(free_fn)))
#define ARRAY_LEN(array)    (sizeof(array) / sizeof *(array))

/* DEFINE_AUTO(struct thing, thing_free) makes auto_thing_free for AUTO(). */
#define DEFINE_AUTO(type, free_fn)                                                                 \
    static inline void auto_##free_fn(type **p)                                                    \
    {                                                                                              \
        free_fn(*p);                                                                               \
        *p = NULL;                                                                                 \
    }                                                                                              \
    struct must_semicolon_

static inline void auto_free(void *p)
{
    free(*(void **)p);
    *(void **)p = NULL;
}

static inline void auto_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static inline void auto_fclose(FILE **f)
{
    if (*f)
        fclose(*f);
    *f = NULL;
}
