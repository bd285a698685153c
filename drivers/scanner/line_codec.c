/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/line_codec.h"

#include <string.h>

#include "platform/base/secret.h"

void line_join_init(struct line_join *j, enum line_ends ends)
{
    j->ends = ends;
    line_join_wipe(j);
}

void line_join_wipe(struct line_join *j)
{
    wipe(j->data, sizeof j->data);
    j->size = 0;
    j->whole = j->too_long = false;
}

static bool is_suffix(uint8_t c)
{
    return c == '\r' || c == '\n';
}

static enum err finish(struct line_join *j, bool *ret_whole)
{
    if (j->too_long) {
        line_join_wipe(j);
        return ERR_TOO_LONG;
    }
    j->whole = *ret_whole = j->size > 0;
    return ERR_NONE;
}

static void append(struct line_join *j, uint8_t c)
{
    if (j->size == sizeof j->data)
        j->too_long = true;
    else
        j->data[j->size++] = c;
}

enum err line_join_add(struct line_join *j, const uint8_t *data, size_t size, bool *ret_whole)
{
    *ret_whole = false;
    if (j->whole)
        line_join_wipe(j);
    for (size_t i = 0; i < size; i++) {
        bool ends = j->ends == LINE_ENDS_SUFFIX && is_suffix(data[i]);
        if (!ends)
            append(j, data[i]);
        else if (j->size > 0) /* an LF behind a CR ends nothing */
            return finish(j, ret_whole);
    }
    return ERR_NONE;
}

enum err line_join_silence(struct line_join *j, bool *ret_whole)
{
    *ret_whole = false;
    if (j->whole || j->ends == LINE_ENDS_SUFFIX) {
        line_join_wipe(j);
        return ERR_NONE;
    }
    if (!j->too_long && j->size > 0 && j->data[j->size - 1] == '\n')
        j->size--;
    if (!j->too_long && j->size > 0 && j->data[j->size - 1] == '\r')
        j->size--;
    return finish(j, ret_whole);
}
