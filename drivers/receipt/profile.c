/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/profile.h"

#include <stddef.h>
#include <string.h>

#include "platform/base/keyfile.h"
#include "platform/base/paths.h"

enum { FILE_LIMIT = 16 * 1024 };

_Static_assert((int)PROFILE_WHY == (int)KEYFILE_WHY, "one length of a reason");

static const char *const cutters[] = {"none", "partial", "full", NULL};
static const char *const fonts[] = {"gbk", "gb2312", NULL};
static const char *const enlarges[] = {"gs", "fs", NULL};
static const char *const no_yes[] = {"no", "yes", NULL};
static const char *const confirms[] = {"none", "gs-r", "gs-paren-h", NULL};
static const char *const discards[] = {"dle-enq", "dle-dc4", "reset", NULL};

#define AT(field) offsetof(struct receipt_profile, field)

static const struct key keys[] = {
    {"printer", "model", KEY_TEXT, AT(model), 1, PROFILE_TEXT - 1, NULL, NULL},
    {"printer", "device_id", KEY_TEXT, AT(device_id), 1, PROFILE_TEXT - 1, NULL, NULL},
    {"paper", "dots", KEY_NUMBER, AT(dots), 192, 832, NULL, NULL},
    {"paper", "columns", KEY_NUMBER, AT(columns), 16, 64, NULL, NULL},
    {"paper", "line_dots", KEY_NUMBER, AT(line_dots), PROFILE_CHARACTER, 40, NULL, NULL},
    {"paper", "raster_dots", KEY_NUMBER, AT(raster_dots), 192, 832, NULL, NULL},
    {"paper", "qr_dots", KEY_NUMBER, AT(qr_dots), 120, 832, NULL, NULL},
    {"paper", "feed_lines", KEY_NUMBER, AT(feed_lines), 0, 12, NULL, NULL},
    {"paper", "cutter", KEY_WORD, AT(cutter), 0, 0, NULL, cutters},
    {"paper", "cut_feed", KEY_NUMBER, AT(cut_feed), 0, 255, NULL, NULL},
    {"chinese", "font", KEY_WORD, AT(font), 0, 0, NULL, fonts},
    {"chinese", "enlarge", KEY_WORD, AT(enlarge), 0, 0, NULL, enlarges},
    {"chinese", "from_next_line", KEY_WORD, AT(chinese_next_line), 0, 0, NULL, no_yes},
    {"dialogue", "confirm", KEY_WORD, AT(confirm), 0, 0, NULL, confirms},
    {"dialogue", "confirm_fallback", KEY_WORD, AT(confirm_fallback), 0, 0, NULL, confirms},
    {"dialogue", "discard", KEY_WORD, AT(discard), 0, 0, NULL, discards},
    {"dialogue", "confirm_s", KEY_NUMBER, AT(confirm_s), 1, 120, NULL, NULL},
    {"dialogue", "stuck_s", KEY_NUMBER, AT(stuck_s), 1, 120, NULL, NULL},
};

_Static_assert(sizeof(enum profile_cutter) == sizeof(int), "words are stored as int");

/* What no key can know by itself. */
static const char *check_widths(const void *filled, const char **ret_name)
{
    const struct receipt_profile *p = filled;
    *ret_name = "dots";
    if (p->dots % 8 != 0 || p->raster_dots % 8 != 0)
        return "not whole bytes";
    *ret_name = "columns";
    if (p->columns * PROFILE_CELL > p->dots)
        return "wider than the paper";
    *ret_name = "raster_dots";
    if (p->raster_dots > p->dots || p->qr_dots > p->raster_dots)
        return "qr_dots, raster_dots and dots do not fit each other";
    return NULL;
}

static const struct keyfile shape = {keys, ARRAY_LEN(keys), FILE_LIMIT, check_widths};

enum err profile_parse(const char *text, size_t len, struct receipt_profile *ret_profile,
                       char *ret_why)
{
    struct receipt_profile draft;
    TRY(keyfile_parse(&shape, text, len, &draft, ret_why));
    *ret_profile = draft;
    return ERR_NONE;
}

enum err profile_load(const char *name, struct receipt_profile *ret_profile, char *ret_why)
{
    char file[128], path[512];
    struct receipt_profile draft;
    snprintf(file, sizeof file, "devices/receipt/%.64s.ini", name);
    TRY(paths_join(PLACE_ASSETS, file, path, sizeof path));
    TRY(keyfile_load(&shape, path, &draft, ret_why));
    *ret_profile = draft;
    return ERR_NONE;
}

int profile_line_height(const struct receipt_profile *p, int scale, int next_scale)
{
    return PROFILE_CHARACTER * scale +
           (p->line_dots - PROFILE_CHARACTER) * (scale + next_scale) / 2;
}

bool profile_fits(const struct receipt_profile *p, const char *device_id)
{
    return strcmp(p->device_id, "*") == 0 || strstr(device_id, p->device_id) != NULL;
}
