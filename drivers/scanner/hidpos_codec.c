/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/hidpos_codec.h"

#include <string.h>

#include "platform/base/secret.h"

enum { ECI_DIGITS = 6 };

void hidpos_join_init(struct hidpos_join *j, const struct hidpos_layout *layout)
{
    j->layout = layout;
    hidpos_join_wipe(j);
}

void hidpos_join_wipe(struct hidpos_join *j)
{
    wipe(j->data, sizeof j->data);
    j->size = 0;
    j->whole = j->dropping = false;
}

static bool aim_is(const struct hidpos_layout *l, const uint8_t *report, const char *aim)
{
    for (size_t i = 0; i < ARRAY_LEN(l->aim_at); i++)
        if (l->aim_at[i] == HIDPOS_NOWHERE || report[l->aim_at[i]] != (uint8_t)aim[i])
            return false;
    return true;
}

static bool is_reply(const struct hidpos_layout *l, const uint8_t *report)
{
    return aim_is(l, report, "]X0") || aim_is(l, report, "]Z6");
}

static bool has_eci(const struct hidpos_layout *l, const uint8_t *report)
{
    return aim_is(l, report, "]Q2") || aim_is(l, report, "]Q4") || aim_is(l, report, "]Q6");
}

/* Bytes of data in this report. Without a length byte the zero padding is cut off, so a code whose
 * own last bytes are zero loses them: such scanners cannot say. */
static enum err data_length(const struct hidpos_layout *l, const uint8_t *report, size_t *ret_n)
{
    size_t n = (size_t)l->data_size;
    if (l->length_at != HIDPOS_NOWHERE) {
        if (report[l->length_at] > n)
            return ERR_RANGE;
        n = report[l->length_at];
    } else {
        while (n > 0 && report[l->data_at + (int)n - 1] == 0)
            n--;
    }
    *ret_n = n;
    return ERR_NONE;
}

static bool continues(const struct hidpos_layout *l, const uint8_t *report)
{
    return l->continued_at != HIDPOS_NOWHERE &&
           (report[l->continued_at] >> l->continued_bit & 1) != 0;
}

static bool is_eci_mark(const uint8_t *p, size_t left)
{
    for (size_t i = 1; i <= ECI_DIGITS; i++)
        if (i >= left || p[i] < '0' || p[i] > '9')
            return false;
    return true;
}

static enum err take_out_eci(struct hidpos_join *j)
{
    size_t out = 0;
    for (size_t i = 0; i < j->size; i++) {
        if (j->data[i] != '\\') {
            j->data[out++] = j->data[i];
        } else if (i + 1 < j->size && j->data[i + 1] == '\\') {
            j->data[out++] = '\\';
            i++;
        } else if (is_eci_mark(j->data + i, j->size - i)) {
            i += ECI_DIGITS;
        } else {
            return ERR_FORMAT;
        }
    }
    j->size = out;
    return ERR_NONE;
}

static enum err append(struct hidpos_join *j, const uint8_t *data, size_t n)
{
    if (n > sizeof j->data - j->size)
        return ERR_TOO_LONG;
    memcpy(j->data + j->size, data, n);
    j->size += n;
    return ERR_NONE;
}

static enum err add(struct hidpos_join *j, const uint8_t *report, bool *ret_whole)
{
    const struct hidpos_layout *l = j->layout;
    size_t n;
    TRY(data_length(l, report, &n));
    bool more = continues(l, report), reply = j->dropping || is_reply(l, report);
    j->dropping = reply && more;
    if (j->whole || reply)
        j->size = 0;
    j->whole = *ret_whole = false;
    if (reply)
        return ERR_NONE;
    TRY(append(j, report + l->data_at, n));
    if (more)
        return ERR_NONE;
    if (has_eci(l, report))
        TRY(take_out_eci(j));
    j->whole = *ret_whole = j->size > 0;
    return ERR_NONE;
}

enum err hidpos_join_add(struct hidpos_join *j, const uint8_t *report, size_t size, bool *ret_whole)
{
    if (j->layout->report_id != 0 && size > 0 && report[0] != j->layout->report_id) {
        *ret_whole = false;
        return ERR_NONE;
    }
    enum err e = size < (size_t)j->layout->report_size ? ERR_TOO_SHORT : add(j, report, ret_whole);
    if (e != ERR_NONE)
        hidpos_join_wipe(j);
    return e;
}
