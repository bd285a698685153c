/* SPDX-License-Identifier: Apache-2.0 */
/* An application that is begun here and goes on on a phone (openapi.yaml §17), as words of the
 * bridge. Personal: wipe it. */
#pragma once

#include "platform/bus/types.h"

/* A form's fields and its papers. */
enum { HANDOVER_LACKS_MAX = 48, HANDOVER_LABEL_TEXT = 128 };
/* A code that people type, and their eight signs. */
enum { HANDOVER_URL_TEXT = 301, HANDOVER_CODE_TEXT = 9, HANDOVER_PLACE_TEXT = 128 };
/* None that is read as another: no 0 and O, no 1 and I. */
#define HANDOVER_CODE_SIGNS "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/* Something that is still to be said or handed in. */
struct handover_lack {
    char name[FIELD_NAME_TEXT];
    char label[HANDOVER_LABEL_TEXT]; /* what it is called, in Chinese; cut */
    bool material;                   /* a paper; else a field of the form */
};

struct handover_wish {
    struct application application; /* as far as it got; without materials and files */
    size_t count;
    struct handover_lack lack[HANDOVER_LACKS_MAX];
};

/* Where it goes on. */
struct handover {
    char url[HANDOVER_URL_TEXT];     /* opened by a phone; who opens it says who they are there */
    char code[HANDOVER_CODE_TEXT];   /* the same, typed */
    char place[HANDOVER_PLACE_TEXT]; /* where it is typed, in words for people */
    int64_t until_ms;                /* wall clock */
};

void handover_wish_wipe(struct handover_wish *wish);
void handover_wipe(struct handover *handover);
/* Visible ASCII behind https://, or behind http:// of this very machine: a stand-in's. */
bool handover_url_is_good(const char *url);
bool handover_code_is_good(const char *code);
