/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/settings.h"

#include <stddef.h>
#include <string.h>

#include "platform/base/keyfile.h"

enum { FILE_LIMIT = 64 * 1024, PIN_LENGTH = 44 };

_Static_assert((int)SETTINGS_WHY == (int)KEYFILE_WHY, "one length of a reason");

#define DIGITS "0123456789"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"

#define TEXT(section, name, low, high, alphabet)                                                   \
    {                                                                                              \
#section, #name, KEY_TEXT, offsetof(struct settings, section.name), low, high, alphabet,   \
            NULL, NULL                                                                             \
    }
#define NUMBER_OF(kind, section, name, low, high)                                                  \
    {                                                                                              \
#section, #name, kind, offsetof(struct settings, section.name), low, high, NULL, NULL,     \
            NULL                                                                                   \
    }
#define NUMBER(section, name, low, high) NUMBER_OF(KEY_NUMBER, section, name, low, high)
#define USUAL(section, name, low, high)  NUMBER_OF(KEY_USUAL, section, name, low, high)

static const struct key keys[] = {
    TEXT(kiosk, code, 1, 16, UPPER DIGITS),
    TEXT(kiosk, title, 1, 60, NULL),
    TEXT(kiosk, title_en, 0, 60, NULL),
    TEXT(kiosk, area_code, 6, 6, DIGITS),
    TEXT(kiosk, site, 0, 40, LOWER DIGITS "-"),
    TEXT(kiosk, village_code, 0, 12, DIGITS),
    TEXT(kiosk, help_phone, 3, 20, DIGITS "-"),
    NUMBER(kiosk, screen_mm, 200, 1000),
    TEXT(province, url, 9, 120, NULL),
    NUMBER(province, timeout_s, 1, 120),
    USUAL(province, late_h, 1, 720),
    TEXT(province, pin, 0, PIN_LENGTH, UPPER LOWER DIGITS "+/="),
    TEXT(province, backup_pin, 0, PIN_LENGTH, UPPER LOWER DIGITS "+/="),
    TEXT(gateway, profile, 0, 32, LOWER DIGITS "-"),
    TEXT(gateway, system, 0, 80, UPPER LOWER DIGITS "-_.@"),
    TEXT(gateway, service, 0, 80, UPPER LOWER DIGITS "-_.@"),
    TEXT(keys, tls, 0, SETTINGS_KEY - 1, NULL),
    TEXT(keys, sm2, 0, SETTINGS_KEY - 1, NULL),
    TEXT(keys, sm2_seal, 0, SETTINGS_KEY - 1, NULL),
    TEXT(devices, receipt_profile, 0, 60, LOWER DIGITS "-_"),
    TEXT(devices, card_reader_tty, 0, 120, NULL),
    TEXT(devices, photo_plugin, 0, 120, NULL),
    USUAL(devices, photo_argument, 0, 9999),
    TEXT(devices, camera, 0, 120, NULL),
    TEXT(devices, document_camera, 0, 120, NULL),
    NUMBER(visit, idle_s, 30, 600),
    NUMBER(visit, warn_s, 20, 120),
    NUMBER(visit, result_s, 20, 300),
    USUAL(sound, volume, 0, 100),
    USUAL(sound, night_volume, 0, 100),
    USUAL(sound, night_from_h, 0, 23),
    USUAL(sound, night_until_h, 0, 23),
};

static const struct settings usual = {
    .province = {.late_h = 24},
    .devices = {.photo_argument = 708},
    .sound = {.volume = 70, .night_volume = 25, .night_from_h = 21, .night_until_h = 7}};

/* Empty, or the base64 of 32 bytes. */
static bool is_pin(const char *text)
{
    return !*text || (strlen(text) == PIN_LENGTH && strchr(text, '=') == text + PIN_LENGTH - 1);
}

/* Empty, or the area's own twelve digits. */
static bool is_village(const char *village, const char *area)
{
    return !*village || (strlen(village) == 12 && strncmp(village, area, strlen(area)) == 0);
}

static const char *check_all(const void *filled, const char **ret_name)
{
    const struct settings *settings = filled;
    const char *pin = settings->province.pin, *backup = settings->province.backup_pin;
    *ret_name = "village_code";
    if (!is_village(settings->kiosk.village_code, settings->kiosk.area_code))
        return "12 digits that begin with area_code";
    *ret_name = "url";
    if (strncmp(settings->province.url, "https://", 8) != 0)
        return "must begin with https://";
    *ret_name = "pin";
    if (!is_pin(pin) || !is_pin(backup))
        return "base64 of 32 bytes";
    *ret_name = "backup_pin";
    if (!*pin != !*backup || (*pin && strcmp(pin, backup) == 0))
        return "a pin needs another one behind it, or the next key closes the kiosk";
    return NULL;
}

static const struct keyfile shape = {keys, ARRAY_LEN(keys), FILE_LIMIT, NULL, check_all};

enum err settings_parse(const char *text, size_t len, struct settings *ret_settings, char *ret_why)
{
    struct settings draft = usual;
    TRY(keyfile_parse(&shape, text, len, &draft, ret_why));
    *ret_settings = draft;
    return ERR_NONE;
}

enum err settings_load(const char *path, struct settings *ret_settings, char *ret_why)
{
    struct settings draft = usual;
    TRY(keyfile_load(&shape, path, &draft, ret_why));
    *ret_settings = draft;
    return ERR_NONE;
}
