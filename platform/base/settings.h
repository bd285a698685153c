/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk.ini: what staff set for one machine. Every key is known, typed and bounded; an unknown key,
 * a missing required one or a value out of range is an error that names line and reason. */
#pragma once

#include "platform/base/err.h"

enum { SETTINGS_TEXT = 128, SETTINGS_KEY = 256, SETTINGS_WHY = 160 };

struct settings {
    struct {
        char code[SETTINGS_TEXT];      /* terminal code, 1 to 16 of A-Z 0-9: "K017" */
        char title[SETTINGS_TEXT];     /* header line: "盐湖区政务服务" */
        char title_en[SETTINGS_TEXT];  /* the same in English; "" when not given */
        char area_code[SETTINGS_TEXT]; /* GB/T 2260, 6 digits: "140802" */
        /* 12 digits with town and village, for items of a town or a village; may be left out */
        char village_code[SETTINGS_TEXT];
        char site[SETTINGS_TEXT]; /* profile in assets/sites: what stands first; "": none */
        char help_phone[SETTINGS_TEXT];
        int screen_mm; /* visible height of the screen, 200 to 1000 */
    } kiosk;
    struct {
        char url[SETTINGS_TEXT]; /* https://host:port/path, no trailing slash */
        int timeout_s;           /* a whole request, 1 to 120 */
        int late_h;              /* what waits longer raises an alarm, 1 to 720; 24 when left out */
        /* Keys that the province's server may have, base64 of SHA-256 (RFC 7469 §2.4): the one in
         * use and its successor. Both or neither. */
        char pin[SETTINGS_TEXT], backup_pin[SETTINGS_TEXT];
    } province;
    struct { /* all may be left out: the province itself is asked, nothing stands before it */
        char profile[SETTINGS_TEXT]; /* a file of assets/gateways: "national" */
        char system[SETTINGS_TEXT];  /* what the gateway knows us by: rid, paasid */
        char service[SETTINGS_TEXT]; /* what it knows the contract by: sid */
    } gateway;
    struct { /* all may be left out: files beside this one, in keys/ */
        /* Where the private keys are, as platform/trust/key.h reads it: a file, pkcs11:…, tpm:… */
        char tls[SETTINGS_KEY], sm2[SETTINGS_KEY];
        char sm2_seal[SETTINGS_KEY]; /* the TPM's sealed phrase that opens an encrypted sm2 file */
    } keys;
    struct {
        char receipt_profile[SETTINGS_TEXT]; /* file in assets/devices/receipt; "": chosen by the
                                                printer's words */
        char card_reader_tty[SETTINGS_TEXT]; /* serial card reader: "/dev/ttyS0"; may be left out */
        char photo_plugin[SETTINGS_TEXT];    /* decoder of card photos: a path; may be left out */
        int photo_argument;                  /* what it wants, 0 to 9999; 708 when left out */
        /* A camera for codes: left out any; "none"; "/dev/video0"; or its bus, serial or name. */
        char camera[SETTINGS_TEXT];
        /* The one that photographs pages, likewise; left out: the one for codes. */
        char document_camera[SETTINGS_TEXT];
    } devices;
    struct {
        int idle_s;   /* until the warning, 30 to 600 (VVSG: 2 to 5 minutes) */
        int warn_s;   /* the warning, 20 to 120 (WCAG 2.2.1: at least 20) */
        int result_s; /* how long number and code stay, 20 to 300 */
    } visit;
    struct {               /* hours 0 to 23 of local time; from = to: no night */
        int volume;        /* 0 (quiet) to 100, 70 when left out */
        int night_volume;  /* the same between these hours, 25 when left out */
        int night_from_h;  /* 21 when left out */
        int night_until_h; /* 7 when left out */
    } sound;
};

/* Reads `path`. On failure *ret_settings is untouched and ret_why (NULL or SETTINGS_WHY bytes)
 * holds "line 7: idle_s: 30 to 600". ERR_ABSENT, ERR_FORMAT, ERR_RANGE, ERR_MISSING, ERR_TOO_LONG.
 */
MUST_CHECK enum err settings_load(const char *path, struct settings *ret_settings, char *ret_why);
/* The same from memory; `len` at most 64 KiB. */
MUST_CHECK enum err settings_parse(const char *text, size_t len, struct settings *ret_settings,
                                   char *ret_why);
