/* SPDX-License-Identifier: Apache-2.0 */
/* A card to lay on the reader: the answer frame of its reading, and its additional address. */
#pragma once

#include "platform/base/err.h"

enum { CARD_FRAME_MAX = 4096, CARD_ADDRESS_SIZE = 70, CARD_WHY = 128 };

struct card {
    uint8_t frame[CARD_FRAME_MAX]; /* preamble to checksum, sent as it is */
    size_t frame_size;
    uint8_t address[CARD_ADDRESS_SIZE]; /* additional address, UTF-16LE */
    bool has_address;
};

/* FILE.bin: an answer frame, byte for byte (also a wrong one). FILE.card: lines "key=value":
 *   kind = citizen | hmt | foreigner2017 | foreigner2023      (citizen when not given)
 *   name, name_latin, sex (1, 2, 男, 女), nation (two digits, or alpha-3 country), birth,
 *   address, number, issuer, valid_from, valid_to (YYYYMMDD or 长期), permit, issues,
 *   more_address, letter (the type letter, when it shall be another than the kind's: after kind)
 * Blank lines and lines that begin with # are skipped. `ret_why` (CARD_WHY bytes) names the line
 * on failure. ERR_ABSENT, ERR_FORMAT, ERR_TOO_LONG. */
MUST_CHECK enum err card_load(const char *path, struct card *ret_card, char *ret_why);
/* The same from memory. */
MUST_CHECK enum err card_parse(const char *text, struct card *ret_card, char *ret_why);
