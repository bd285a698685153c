/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/guard.h"

#include <string.h>
#include <sys/random.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"
#include "tests/province/cipher.h"

enum { SECRET_SIZE = 129, SKEW_MS = 5 * 60 * 1000, LIFE_S = 3600, MADE_BYTES = 24 };

/* Who the kiosk is for this gateway, and what it may ask for. */
#define SYSTEM  "140000-kiosks"
#define SERVICE "s_140000_0001"

enum kind { OPEN, EXCHANGE, NATIONAL, TIF, KINDS };

static const struct {
    const char *name;
    const char *headers[GUARD_HEADERS]; /* system, service or nonce, time, seal */
    int64_t unit_ms;                    /* of the time */
} kinds[KINDS] = {
    [OPEN] = {"none", {NULL}, 1},
    [EXCHANGE] = {"national-exchange",
                  {"gjgxjhpt_rid", "gjgxjhpt_sid", "gjgxjhpt_rtime", "gjgxjhpt_sign"},
                  1},
    [NATIONAL] = {"national",
                  {"gjzwfwpt_rid", "gjzwfwpt_sid", "gjzwfwpt_rtime", "gjzwfwpt_sign"},
                  1},
    [TIF] = {"x-tif", {"x-tif-paasid", "x-tif-nonce", "x-tif-timestamp", "x-tif-signature"}, 1000},
};

enum { WHO, WHAT, WHEN, SEAL };

struct lease {
    char secret[SECRET_SIZE];
    int64_t ends_ms;
};

struct guard {
    const struct lapses *lapses;
    enum kind kind;
    char first[SECRET_SIZE]; /* of the file */
    struct lease now, before;
    int64_t life_ms;
};

static void read_first(struct guard *g, const char *directory)
{
    char path[600];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    snprintf(path, sizeof path, "%s/gateway.secret", directory);
    if (paths_read_file(path, SECRET_SIZE, &text, &size) == ERR_NONE)
        snprintf(g->first, sizeof g->first, "%.*s", (int)strcspn(text, "\n"), text);
}

struct guard *guard_new(const char *directory, const struct lapses *lapses)
{
    struct guard *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->lapses = lapses;
    g->life_ms = (int64_t)LIFE_S * 1000;
    read_first(g, directory);
    return g;
}

void guard_free(struct guard *guard)
{
    free(guard);
}

static bool make_secret(struct guard *g)
{
    uint8_t random[MADE_BYTES];
    if (getrandom(random, sizeof random, 0) != sizeof random)
        return false;
    AUTO(auto_free) char *text = cipher_base64(random, sizeof random);
    if (!text)
        return false;
    g->before = g->now;
    snprintf(g->now.secret, sizeof g->now.secret, "%s", text);
    g->now.ends_ms = clock_wall_ms() + g->life_ms;
    return true;
}

static const char *set_life(struct guard *g, const char *text)
{
    char *end;
    long seconds = strtol(text, &end, 10);
    if (*end || seconds < 1 || seconds > 30L * 24 * 3600)
        return "life: seconds are missing";
    g->life_ms = seconds * 1000;
    return NULL;
}

const char *guard_say(struct guard *guard, const char *words)
{
    if (strncmp(words, "life ", 5) == 0)
        return set_life(guard, words + 5);
    if (strcmp(words, "rotate") == 0) {
        bool made = make_secret(guard);
        guard->before = (struct lease){0};
        return made ? NULL : "no random bytes";
    }
    for (int kind = OPEN; kind < KINDS; kind++)
        if (strcmp(kinds[kind].name, words) == 0) {
            guard->kind = (enum kind)kind;
            return NULL;
        }
    return "unknown kind of gateway";
}

const char *const *guard_headers(const struct guard *guard)
{
    return kinds[guard->kind].headers;
}

/* --- looking --- */

static bool seal_is(enum kind kind, const char *secret, const char *const values[GUARD_HEADERS])
{
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *seal = NULL;
    if (!*secret)
        return false;
    if (kind == TIF) {
        if (asprintf(&text, "%s%s%s%s", values[WHEN], secret, values[WHAT], values[WHEN]) < 0)
            return false;
        seal = cipher_sha256_hex(text);
    } else {
        if (asprintf(&text, "%s%s%s", values[WHAT], values[WHO], values[WHEN]) < 0)
            return false;
        seal = cipher_hmac_sha256(secret, text);
    }
    return seal && strcmp(seal, values[SEAL]) == 0;
}

static bool is_sealed(const struct guard *g, const char *const values[GUARD_HEADERS], bool first)
{
    int64_t now = clock_wall_ms();
    if (first || g->kind != NATIONAL)
        return seal_is(g->kind, g->first, values);
    return (now < g->now.ends_ms && seal_is(g->kind, g->now.secret, values)) ||
           (now < g->before.ends_ms && seal_is(g->kind, g->before.secret, values));
}

static bool is_timely(const char *text, int64_t unit_ms)
{
    size_t len = strspn(text, "0123456789");
    if (len == 0 || len > 15 || text[len])
        return false;
    int64_t off = strtoll(text, NULL, 10) * unit_ms - clock_wall_ms();
    return off <= SKEW_MS && off >= -SKEW_MS;
}

int guard_look(struct guard *guard, const char *const values[GUARD_HEADERS], bool first,
               const char **ret_detail)
{
    const char *const *names = kinds[guard->kind].headers;
    if (guard->kind == OPEN || guard->lapses->on[LAPSE_PASS])
        return 0;
    if (!is_timely(values[WHEN], kinds[guard->kind].unit_ms)) {
        *ret_detail = names[WHEN];
        return 40102;
    }
    bool known = strcmp(values[WHO], SYSTEM) == 0 &&
                 (guard->kind == TIF || strcmp(values[WHAT], SERVICE) == 0);
    *ret_detail = known ? names[SEAL] : names[WHO];
    return known && is_sealed(guard, values, first) ? 0 : 40105;
}

json_t *guard_hand_out(struct guard *guard, struct evp_pkey_st *kiosk)
{
    char ends[24];
    bool is_old = guard->now.ends_ms - clock_wall_ms() < guard->life_ms / 2;
    if (!*guard->first || (is_old && !make_secret(guard)))
        return NULL;
    AUTO(auto_free)
    char *sealed = cipher_wrap(kiosk, guard->now.secret, strlen(guard->now.secret));
    snprintf(ends, sizeof ends, "%lld", (long long)guard->now.ends_ms);
    return sealed ? json_pack("{s:s,s:s}", "enc_secret", sealed, "ends_at", ends) : NULL;
}
