/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/profile.h"

#include <stddef.h>
#include <string.h>

#include "drivers/receipt/profile_value.h"
#include "platform/base/keyfile.h"
#include "platform/base/paths.h"

enum { FILE_LIMIT = 16 * 1024, BACKSTOP_S = 30 };

_Static_assert((int)PROFILE_WHY == (int)KEYFILE_WHY, "one length of a reason");

static const char *const fonts[] = {"gbk", "gb2312", NULL};
static const char *const enlarges[] = {"gs", "fs", NULL};
static const char *const no_yes[] = {"no", "yes", NULL};
static const char *const qrs[] = {"raster", "native", NULL};
static const char *const confirms[] = {"none", "gs-r", "gs-paren-h", NULL};
static const char *const discards[] = {"dle-enq", "dle-dc4", "reset", NULL};
static const char *const lefts[] = {"keep", "retract", "eject", NULL};
static const char *const optional[] = {"presenter", NULL};

#define AT(field) offsetof(struct receipt_profile, field)
#define TEXT(section, field, high)                                                                 \
    {                                                                                              \
        section, #field, KEY_TEXT, AT(field), 1, (high)-1, NULL, NULL, NULL                        \
    }
#define NUMBER(section, field, low, high)                                                          \
    {                                                                                              \
        section, #field, KEY_NUMBER, AT(field), low, high, NULL, NULL, NULL                        \
    }
#define WORD(section, name, field, words)                                                          \
    {                                                                                              \
        section, name, KEY_WORD, AT(field), 0, 0, NULL, words, NULL                                \
    }
/* May be left out. */
#define OWN(section, name, field, read)                                                            \
    {                                                                                              \
        section, name, KEY_OWN, AT(field), 0, 0, NULL, NULL, read                                  \
    }

static const struct key keys[] = {
    TEXT("printer", model, PROFILE_TEXT),
    TEXT("printer", mfg, PROFILE_PATTERNS),
    TEXT("printer", mdl, PROFILE_PATTERNS),
    NUMBER("paper", dots, 192, 832),
    NUMBER("paper", columns, 16, 64),
    NUMBER("paper", line_dots, PROFILE_CHARACTER, 40),
    NUMBER("paper", raster_dots, 192, 832),
    NUMBER("paper", qr_dots, 120, 832),
    WORD("paper", "qr", qr, qrs),
    NUMBER("paper", feed_lines, 0, 12),
    OWN("paper", "cut", cut, template_read_command),
    WORD("chinese", "font", font, fonts),
    WORD("chinese", "enlarge", enlarge, enlarges),
    WORD("chinese", "from_next_line", chinese_next_line, no_yes),
    {"chinese", "code_page", KEY_OWN, AT(code_page), 1, 0, NULL, NULL, profile_read_code_page},
    WORD("dialogue", "real_time", real_time, no_yes),
    WORD("dialogue", "confirm", confirm, confirms),
    WORD("dialogue", "confirm_fallback", confirm_fallback, confirms),
    WORD("dialogue", "discard", discard, discards),
    NUMBER("dialogue", confirm_s, 1, 120),
    NUMBER("dialogue", stuck_s, 1, 120),
    OWN("status", "ask", ask, template_read_command),
    OWN("status", "reply", reply, template_read_answer),
    OWN("status", "paper_low", sign[SIGN_PAPER_LOW], profile_read_bits),
    OWN("status", "paper_out", sign[SIGN_PAPER_OUT], profile_read_bits),
    OWN("status", "cover_open", sign[SIGN_COVER_OPEN], profile_read_bits),
    OWN("status", "cutter", sign[SIGN_CUTTER], profile_read_bits),
    OWN("status", "jam", sign[SIGN_JAM], profile_read_bits),
    OWN("status", "hot", sign[SIGN_HOT], profile_read_bits),
    OWN("status", "fault", sign[SIGN_FAULT], profile_read_bits),
    OWN("status", "ticket", sign[SIGN_TICKET], profile_read_bits),
    OWN("presenter", "present", present, template_read_command),
    NUMBER("presenter", present_mm, 1, 400),
    NUMBER("presenter", step_um, 100, 30000),
    OWN("presenter", "retract", retract, template_read_command),
    OWN("presenter", "eject", eject, template_read_command),
    WORD("presenter", "left", left, lefts),
    NUMBER("presenter", take_s, 5, 120),
};

_Static_assert(sizeof(enum profile_left) == sizeof(int), "words are stored as int");

static const struct keyfile shape = {keys, ARRAY_LEN(keys), FILE_LIMIT, optional, profile_check};

/* A printer without a presenter has the numbers of none. */
static const struct receipt_profile blank = {.present_mm = 1, .step_um = 1000, .take_s = 30};

enum err profile_parse(const char *text, size_t len, struct receipt_profile *ret_profile,
                       char *ret_why)
{
    struct receipt_profile draft = blank;
    TRY(keyfile_parse(&shape, text, len, &draft, ret_why));
    *ret_profile = draft;
    return ERR_NONE;
}

enum err profile_load(const char *name, struct receipt_profile *ret_profile, char *ret_why)
{
    char file[128], path[512];
    struct receipt_profile draft = blank;
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

bool profile_has_sensor(const struct receipt_profile *p)
{
    return p->sign[SIGN_TICKET].count > 0;
}

bool profile_is_mute(const struct receipt_profile *p)
{
    return !p->real_time && p->confirm == CONFIRM_NONE && p->ask.size == 0;
}

struct template_values profile_values(const struct receipt_profile *p)
{
    int steps = (p->present_mm * 1000 + p->step_um / 2) / p->step_um;
    int seconds = p->take_s + (profile_has_sensor(p) ? BACKSTOP_S : 0);
    return (struct template_values){.length = (uint8_t)steps, .seconds = (uint8_t)seconds};
}
