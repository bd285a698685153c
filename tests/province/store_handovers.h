/* SPDX-License-Identifier: Apache-2.0 */
/* What was handed over to a phone and has not become a case: kept until it ends. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

struct store;

enum { HANDED_ID = 40, HANDED_TOKEN = 40, HANDED_CODE = 12 };

struct handed {
    char id[HANDED_ID], token[HANDED_TOKEN], code[HANDED_CODE];
    char opened[HANDED_TOKEN]; /* the page that was unlocked; "": none */
    long long until_ms;
    int wrong;   /* how often somebody could not say whose it is */
    json_t *doc; /* the caller releases it */
};

/* By its id, its address's token or its code. */
bool store_handed(struct store *store, const char *column, const char *value,
                  struct handed *ret_handed);
/* A new one; opened and wrong begin empty. */
bool store_hand(struct store *store, const struct handed *one);
/* What was said last counts. */
bool store_rehand(struct store *store, const char *id, const json_t *doc);
bool store_open_handed(struct store *store, const char *id, const char *opened);
bool store_count_wrong(struct store *store, const char *id);
