/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/lapses.h"

#include <string.h>

static const char *const names[LAPSE_COUNT] = {
    [LAPSE_CODE] = "code",
    [LAPSE_TIME] = "time",
    [LAPSE_DIGEST] = "digest",
    [LAPSE_SIGNATURE] = "signature",
    [LAPSE_NONCE] = "nonce",
    [LAPSE_REPLAY] = "replay",
    [LAPSE_PASS] = "pass",
    [LAPSE_TYPE] = "type",
    [LAPSE_LIMIT] = "limit",
    [LAPSE_MAC] = "mac",
    [LAPSE_TWICE] = "twice",
    [LAPSE_CANONICAL] = "canonical",
    [LAPSE_AGE] = "age",
    [LAPSE_UNKNOWN] = "unknown",
    [LAPSE_SCHEMA] = "schema",
    [LAPSE_ROWS] = "rows",
    [LAPSE_SCALES] = "scales",
    [LAPSE_KEY] = "key",
    [LAPSE_REPEAT] = "repeat",
    [LAPSE_OTHER_BODY] = "other-body",
    [LAPSE_APPLICATION] = "application",
    [LAPSE_ADDRESS] = "address",
    [LAPSE_METHOD] = "method",
    [LAPSE_DETAIL] = "detail",
    [LAPSE_NO_DATE] = "no-date",
    [LAPSE_OLD_DATE] = "old-date",
    [LAPSE_OLD_TLS] = "old-tls",
    [LAPSE_ANYBODY] = "anybody",
    [LAPSE_PUBLISHER] = "publisher",
    [LAPSE_ASSURANCE] = "assurance",
    [LAPSE_ITEM] = "item",
    [LAPSE_PIECE_GAP] = "piece-gap",
    [LAPSE_PIECE_AGAIN] = "piece-again",
    [LAPSE_PIECE_LIMIT] = "piece-limit",
    [LAPSE_ADDRESSED] = "addressed",
    [LAPSE_MISSING] = "missing",
    [LAPSE_CONTENT] = "content",
    [LAPSE_ORDER] = "order",
    [LAPSE_CORRECTION] = "correction",
    [LAPSE_LATE] = "late",
    [LAPSE_CAUSE] = "cause",
    [LAPSE_LICENCE] = "licence",
    [LAPSE_CONTACT] = "contact",
    [LAPSE_MATERIALS] = "materials",
    [LAPSE_PARTS] = "parts",
    [LAPSE_WHOLE] = "whole",
    [LAPSE_DUE] = "due",
    [LAPSE_SEAT] = "seat",
    [LAPSE_FEE] = "fee",
    [LAPSE_REMOTE] = "remote",
    [LAPSE_HANDOVER] = "handover",
    [LAPSE_WHOSE] = "handover-url",
};

bool lapses_set(struct lapses *lapses, const char *name)
{
    if (strcmp(name, "clear") == 0) {
        *lapses = (struct lapses){0};
        return true;
    }
    for (size_t i = 0; i < LAPSE_COUNT; i++)
        if (strcmp(names[i], name) == 0) {
            lapses->on[i] = true;
            return true;
        }
    return false;
}
