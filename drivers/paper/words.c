/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <string.h>

#include "drivers/paper/interpreter.h"
#include "platform/base/text.h"

void words_add(struct words *w, const char *text, size_t size)
{
    if (w->size + size > TEXT_LIMIT)
        return;
    if (w->size + size + 1 > w->room) {
        size_t room = (w->size + size + 1) * 2;
        char *grown = realloc(w->text, room);
        if (!grown)
            return;
        w->text = grown;
        w->room = room;
    }
    memcpy(w->text + w->size, text, size);
    w->size += size;
    w->text[w->size] = '\0';
}

void words_print(struct words *w, const char *format, ...)
{
    char out[512];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(out, sizeof out, format, arguments);
    va_end(arguments);
    if (n > 0)
        words_add(w, out, (size_t)n < sizeof out ? (size_t)n : sizeof out - 1);
}

static void note(struct paper *p, const char *what)
{
    words_print(&p->notes, "offset %zu: %s\n", p->at, what);
}

void words_note(struct paper *p, const char *format, ...)
{
    char out[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out, sizeof out, format, arguments);
    va_end(arguments);
    note(p, out);
}

void words_note_once(struct paper *p, enum told what, const char *text)
{
    if (!(p->told & what))
        note(p, text);
    p->told |= what;
}

void words_payload(struct paper *p, const char *kind, const uint8_t *data, size_t size)
{
    bool text = text_is_utf8((const char *)data, size);
    words_print(&p->text, "[%s ", kind);
    for (size_t i = 0; i < size; i++)
        if (data[i] < 0x20 || data[i] == 0x7F || data[i] == '\\' || (data[i] >= 0x80 && !text))
            words_print(&p->text, "\\%02x", data[i]);
        else
            words_add(&p->text, (const char *)data + i, 1);
    words_add(&p->text, "]\n", 2);
}
