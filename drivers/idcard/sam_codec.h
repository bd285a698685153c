/* SPDX-License-Identifier: Apache-2.0 */
/* Frames of the SAM module (SAM-V): bytes and their meaning, nothing else.
 *
 *   request  AA AA AA 96 69 | Len (2, big-endian) | command (2) | check
 *   answer   AA AA AA 96 69 | Len (2, big-endian) | SW1 SW2 SW3 | data | check
 *
 * Len counts the bytes after itself; check is the XOR of all bytes from Len on. Source: the
 * published SAM protocol text and working code that agrees with it. SW1 SW2 are the card's own
 * words and judge nothing: SW3 alone does. */
#pragma once

#include "platform/base/bytes.h"

enum {
    SAM_HEADER = 7,
    SAM_LEN_MIN = 4,
    SAM_LEN_MAX = 4096,
    SAM_FRAME_MAX = SAM_HEADER + SAM_LEN_MAX,
    SAM_REQUEST_SIZE = 10,
    SAM_TEXT_SIZE = 256,
    SAM_SERIAL_TEXT = 48,
};

enum sam_command {
    SAM_RESET = 0x10ff,
    SAM_STATUS = 0x11ff,
    SAM_SERIAL = 0x12ff,
    SAM_FIND = 0x2001,
    SAM_SELECT = 0x2002,
    SAM_READ = 0x3001,      /* text and photo */
    SAM_ADDRESSES = 0x3003, /* later addresses; good for asking whether the card is still there */
    SAM_MANAGED = 0x3005,   /* management number; the same, for modules without addresses */
};

/* SW3 */
enum sam_status {
    SAM_OK = 0x90,
    SAM_FOUND = 0x9f,
    SAM_BAD_CHECKSUM = 0x10,
    SAM_BAD_LENGTH = 0x11,
    SAM_UNKNOWN_COMMAND = 0x21,
    SAM_NO_CARD = 0x80,
    SAM_NO_ITEM = 0x91,
};

struct sam_answer {
    uint8_t status;   /* SW3 */
    uint16_t card_sw; /* SW1 SW2, for logs */
    struct bytes data;
};

void sam_request(enum sam_command command, uint8_t ret_frame[SAM_REQUEST_SIZE]);
/* Len of an answer from its first SAM_HEADER bytes. ERR_FORMAT, ERR_TOO_SHORT, ERR_TOO_LONG. */
MUST_CHECK enum err sam_read_header(const uint8_t header[SAM_HEADER], size_t *ret_len);
/* How long the frame is whose beginning this is: SAM_HEADER until that much is there. Fails as
 * sam_read_header does. */
MUST_CHECK enum err sam_frame_total(struct bytes begun, size_t *ret_total);
/* A whole answer. Also ERR_CHECKSUM. `data` points into the frame. */
MUST_CHECK enum err sam_read_answer(struct bytes frame, struct sam_answer *ret_answer);
/* What an SW3 means when it is not the one hoped for; never ERR_NONE. */
enum err sam_status_err(uint8_t status);
/* The 256 bytes of text and the stored photo in an answer to SAM_READ; every part's length is taken
 * from the frame and checked against it. A photo may have any length. ERR_TOO_SHORT, ERR_FORMAT. */
MUST_CHECK enum err sam_read_text(struct bytes data, struct bytes *ret_text,
                                  struct bytes *ret_photo);
/* 16 bytes → "05.01-20101129-0001228293-0296863149". ERR_FORMAT when not 16 bytes. */
MUST_CHECK enum err sam_read_serial(struct bytes data, char ret_text[SAM_SERIAL_TEXT]);
