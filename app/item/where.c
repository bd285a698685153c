/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/where.h"

#include <ctype.h>
#include <string.h>

/* The text is valid JSON: walking needs no error handling, only bounds by its NUL. */

static const char *skip_space(const char *p)
{
    while (isspace((unsigned char)*p) || *p == ',' || *p == ':')
        p++;
    return p;
}

static const char *skip_string(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1])
            p++;
    return *p ? p + 1 : p;
}

static const char *skip_value(const char *p)
{
    int depth = 0;
    do {
        if (*p == '"') {
            p = skip_string(p);
            continue;
        }
        depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
        if (*p)
            p++;
    } while (*p && (depth > 0 || !strchr(",}] \t\r\n", *p)));
    return p;
}

static const char *member(const char *object, const char *name, size_t len)
{
    if (*object != '{')
        return NULL;
    for (const char *p = skip_space(object + 1); *p && *p != '}'; p = skip_space(skip_value(p))) {
        bool here = strncmp(p + 1, name, len) == 0 && p[1 + len] == '"';
        p = skip_space(skip_string(p));
        if (here)
            return p;
    }
    return NULL;
}

static const char *element(const char *array, unsigned long index)
{
    if (*array != '[')
        return NULL;
    const char *p = skip_space(array + 1);
    while (*p && *p != ']' && index-- > 0)
        p = skip_space(skip_value(p));
    return *p && *p != ']' ? p : NULL;
}

static const char *step(const char *at, const char **path)
{
    const char *p = *path;
    if (*p == '[') {
        char *end;
        unsigned long index = strtoul(p + 1, &end, 10);
        *path = *end == ']' ? end + 1 : end;
        return element(at, index);
    }
    if (*p == '.')
        p++;
    size_t len = strcspn(p, ".[");
    *path = p + len;
    return member(at, p, len);
}

int where_line(const char *json, const char *path)
{
    const char *at = skip_space(json);
    while (*path) {
        const char *next = step(at, &path);
        if (!next)
            break;
        at = next;
    }
    int line = 1;
    for (const char *p = json; p < at; p++)
        line += *p == '\n';
    return line;
}
