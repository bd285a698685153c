/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/err.h"

#include <errno.h>
#include <string.h>

struct err_row {
    enum err value;
    const char *symbol; /* "ERR_PAPER_OUT" */
    const char *text;
};

static const struct err_row rows[] = {
#define X(name, category, number, text) {name, #name, text},
    ERR_LIST(X)
#undef X
};

enum { NAME_MAX_LEN = 32 };
static char names[ARRAY_LEN(rows)][NAME_MAX_LEN];

/* "ERR_PAPER_OUT" → "paper-out", once, before main: names are then read-only for all threads. */
__attribute__((constructor)) static void fill_names(void)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *from = rows[i].symbol + strlen("ERR_");
        for (size_t j = 0; from[j] && j + 1 < NAME_MAX_LEN; j++)
            names[i][j] = from[j] == '_' ? '-' : (char)(from[j] | 0x20);
    }
}

enum err_category err_category(enum err e)
{
    return (enum err_category)((unsigned)e >> 8);
}

const char *err_name(enum err e)
{
    if (e == ERR_NONE)
        return "ok";
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].value == e)
            return names[i];
    return "unknown";
}

enum err err_from_name(const char *name)
{
    if (strcmp(name, "ok") == 0)
        return ERR_NONE;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (strcmp(names[i], name) == 0)
            return rows[i].value;
    return ERR_LIBRARY;
}

const char *err_text(enum err e)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].value == e)
            return rows[i].text;
    return e == ERR_NONE ? "ok" : "unknown error";
}

enum err err_from_errno(int error)
{
    switch (error) {
    case 0:
        return ERR_NONE;
    case ENOMEM:
        return ERR_MEMORY;
    case ENOSPC:
    case EDQUOT:
        return ERR_DISK_FULL;
    case EIO:
    case EROFS:
        return ERR_DISK;
    case EACCES:
    case EPERM:
        return ERR_ACCESS;
    case ENOENT:
    case ENODEV:
        return ERR_ABSENT;
    case ECONNREFUSED:
    case ENETUNREACH:
    case EHOSTUNREACH:
        return ERR_UNREACHABLE;
    case EPIPE:
    case ECONNRESET:
    case ENOTCONN:
        return ERR_GONE;
    case ETIMEDOUT:
        return ERR_TIMEOUT;
    case EBUSY:
    case EAGAIN:
        return ERR_BUSY;
    case ECANCELED:
        return ERR_CANCELLED;
    case EINVAL:
        return ERR_USAGE;
    case ENAMETOOLONG:
    case EMSGSIZE:
        return ERR_TOO_LONG;
    case EBADMSG:
        return ERR_FORMAT;
    case EEXIST:
        return ERR_CONFLICT;
    default:
        return ERR_LIBRARY;
    }
}
