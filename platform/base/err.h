/* SPDX-License-Identifier: Apache-2.0 */
/* One error word for the whole house. The category decides policy (who acts next); the value says
 * what happened. A function returns enum err or cannot fail. Outputs (`ret_…`) are untouched on
 * failure unless its header says otherwise. */
#pragma once

#include "platform/base/must.h"

/* Who can mend it. drivers/core/advice and platform/courier decide by category, never by value. */
enum err_category {
    ERR_CAT_NONE = 0,
    ERR_CAT_USAGE = 1,     /* our own caller was wrong: a bug */
    ERR_CAT_INPUT = 2,     /* bytes from a device, file or network break their format */
    ERR_CAT_LINK = 3,      /* the line failed; trying again may help */
    ERR_CAT_GONE = 4,      /* the other side is not there any more */
    ERR_CAT_CANCELLED = 5, /* somebody asked to stop */
    ERR_CAT_CITIZEN = 6,   /* the citizen can mend it: lift the card, place it again */
    ERR_CAT_STAFF = 7,     /* staff must come: paper, cover, expired module */
    ERR_CAT_REFUSED = 8,   /* the other side understood and said no */
    ERR_CAT_TRUST = 9,     /* a signature, a certificate or a key is wrong */
    ERR_CAT_STORAGE = 10,  /* the disk is full or broken */
    ERR_CAT_INTERNAL = 11, /* no memory, a library failed */
};

/* X(name, category, number within the category, text for the log) */
#define ERR_LIST(X)                                                                                \
    X(ERR_USAGE, ERR_CAT_USAGE, 1, "wrong use")                                                    \
    X(ERR_STATE, ERR_CAT_USAGE, 2, "not possible in this state")                                   \
    X(ERR_FORMAT, ERR_CAT_INPUT, 1, "malformed")                                                   \
    X(ERR_TOO_LONG, ERR_CAT_INPUT, 2, "longer than allowed")                                       \
    X(ERR_TOO_SHORT, ERR_CAT_INPUT, 3, "shorter than announced")                                   \
    X(ERR_CHECKSUM, ERR_CAT_INPUT, 4, "checksum differs")                                          \
    X(ERR_RANGE, ERR_CAT_INPUT, 5, "value out of range")                                           \
    X(ERR_ENCODING, ERR_CAT_INPUT, 6, "not valid text")                                            \
    X(ERR_MISSING, ERR_CAT_INPUT, 7, "a required part is missing")                                 \
    X(ERR_UNSUPPORTED, ERR_CAT_INPUT, 8, "known but not supported")                                \
    X(ERR_TIMEOUT, ERR_CAT_LINK, 1, "no answer in time")                                           \
    X(ERR_IO, ERR_CAT_LINK, 2, "transfer failed")                                                  \
    X(ERR_STALL, ERR_CAT_LINK, 3, "endpoint stalled")                                              \
    X(ERR_OVERFLOW, ERR_CAT_LINK, 4, "device sent more than asked for")                            \
    X(ERR_UNREACHABLE, ERR_CAT_LINK, 5, "no connection")                                           \
    X(ERR_BUSY, ERR_CAT_LINK, 6, "busy")                                                           \
    X(ERR_GONE, ERR_CAT_GONE, 1, "unplugged or closed")                                            \
    X(ERR_ABSENT, ERR_CAT_GONE, 2, "no such device")                                               \
    X(ERR_CANCELLED, ERR_CAT_CANCELLED, 1, "cancelled")                                            \
    X(ERR_CARD_MOVED, ERR_CAT_CITIZEN, 1, "card moved while reading")                              \
    X(ERR_CARD_UNKNOWN, ERR_CAT_CITIZEN, 2, "not a card we can read")                              \
    X(ERR_CARD_EXPIRED, ERR_CAT_CITIZEN, 3, "card not valid today")                                \
    X(ERR_PAPER_OUT, ERR_CAT_STAFF, 1, "paper out")                                                \
    X(ERR_COVER_OPEN, ERR_CAT_STAFF, 2, "cover open")                                              \
    X(ERR_DEVICE_FAULT, ERR_CAT_STAFF, 3, "device reports a fault")                                \
    X(ERR_NOT_AUTHORISED, ERR_CAT_STAFF, 4, "module not authorised")                               \
    X(ERR_ACCESS, ERR_CAT_STAFF, 5, "no permission")                                               \
    X(ERR_PAPER_JAM, ERR_CAT_STAFF, 6, "paper jam")                                                \
    X(ERR_REFUSED, ERR_CAT_REFUSED, 1, "refused by the other side")                                \
    X(ERR_CONFLICT, ERR_CAT_REFUSED, 2, "already exists or in progress")                           \
    X(ERR_NOT_FOUND, ERR_CAT_REFUSED, 3, "not found")                                              \
    X(ERR_SIGNATURE, ERR_CAT_TRUST, 1, "signature does not verify")                                \
    X(ERR_KEY, ERR_CAT_TRUST, 2, "key missing or unusable")                                        \
    X(ERR_CERTIFICATE, ERR_CAT_TRUST, 3, "certificate refused")                                    \
    X(ERR_STRANGER, ERR_CAT_TRUST, 4, "not the device that was pinned")                            \
    X(ERR_DISK, ERR_CAT_STORAGE, 1, "disk error")                                                  \
    X(ERR_DISK_FULL, ERR_CAT_STORAGE, 2, "disk full")                                              \
    X(ERR_MEMORY, ERR_CAT_INTERNAL, 1, "out of memory")                                            \
    X(ERR_LIBRARY, ERR_CAT_INTERNAL, 2, "a library failed")                                        \
    X(ERR_UNKNOWN_OUTCOME, ERR_CAT_INTERNAL, 3, "outcome unknown")

enum err {
    ERR_NONE = 0,
#define X(name, category, number, text) name = (category) << 8 | (number),
    ERR_LIST(X)
#undef X
};

enum err_category err_category(enum err e);
/* Stable lower-case name for logs and the bridge ("paper-out"), never NULL. */
const char *err_name(enum err e);
/* The value for such a name; ERR_LIBRARY when it is not one of ours. */
enum err err_from_name(const char *name);
const char *err_text(enum err e);
/* errno of a failed system call → our word. */
enum err err_from_errno(int error);

#define TRY(call)                                                                                  \
    do {                                                                                           \
        enum err try_result_ = (call);                                                             \
        if (try_result_ != ERR_NONE)                                                               \
            return try_result_;                                                                    \
    } while (0)
