/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/profile_choice.h"

#include <dirent.h>
#include <fnmatch.h>
#include <string.h>

#include "drivers/receipt/ieee1284.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

static const char GENERIC[] = "generic-80", GENERIC_ONE_WAY[] = "generic-80-one-way";
static const char SUFFIX[] = ".ini";

static int literals(const char *pattern)
{
    int n = 0;
    for (; *pattern; pattern++)
        n += *pattern != '*' && *pattern != '?';
    return n;
}

/* The best of "A*|B*"; -1 when none fits. */
static int score_of(const char *patterns, const char *value)
{
    char one[PROFILE_PATTERNS];
    int best = -1;
    for (const char *p = patterns; *p; p += *p == '|') {
        size_t n = strcspn(p, "|");
        n = n < sizeof one ? n : sizeof one - 1;
        memcpy(one, p, n);
        one[n] = '\0';
        p += n;
        int score = fnmatch(one, value, FNM_CASEFOLD) == 0 ? literals(one) : -1;
        best = score > best ? score : best;
    }
    return best;
}

int profile_score(const struct receipt_profile *p, const char *device_id)
{
    char mfg[128] = "", mdl[128] = "";
    (void)ieee1284_field(device_id, "MFG", "MANUFACTURER", mfg, sizeof mfg);
    (void)ieee1284_field(device_id, "MDL", "MODEL", mdl, sizeof mdl);
    int maker = score_of(p->mfg, mfg), model = score_of(p->mdl, mdl);
    return maker < 0 || model < 0 ? -1 : maker + model;
}

struct choice {
    const struct profile_wish *wish;
    int score;
    char name[PROFILE_NAME];
    struct receipt_profile profile;
};

/* Of two that fit alike the first by name, so that the folder's order does not matter. */
static void consider(struct choice *c, const char *name)
{
    struct receipt_profile p;
    char why[PROFILE_WHY] = "";
    if (profile_load(name, &p, why) != ERR_NONE) {
        log_event(LOG_WARN, "receipt_profile_unusable", "profile=%s why=\"%s\"", name, why);
        return;
    }
    int score = profile_score(&p, c->wish->device_id);
    bool better = score > c->score || (score == c->score && strcmp(name, c->name) < 0);
    if (score <= 0 || !better || (!c->wish->two_way && !profile_is_mute(&p)))
        return;
    c->score = score;
    c->profile = p;
    text_copy(c->name, sizeof c->name, name);
}

static void look_through(struct choice *c)
{
    char path[512];
    DIR *dir = paths_join(PLACE_ASSETS, "devices/receipt", path, sizeof path) == ERR_NONE
                   ? opendir(path)
                   : NULL;
    if (!dir)
        return;
    for (struct dirent *d = readdir(dir); d; d = readdir(dir)) {
        size_t n = strlen(d->d_name), tail = sizeof SUFFIX - 1;
        if (n <= tail || n >= PROFILE_NAME || strcmp(d->d_name + n - tail, SUFFIX) != 0)
            continue;
        d->d_name[n - tail] = '\0';
        consider(c, d->d_name);
    }
    closedir(dir);
}

static enum err take_configured(const struct profile_wish *wish,
                                struct receipt_profile *ret_profile, char *ret_why)
{
    struct receipt_profile p;
    TRY(profile_load(wish->configured, &p, ret_why));
    if (*wish->device_id && profile_score(&p, wish->device_id) < 0) {
        snprintf(ret_why, PROFILE_WHY, "the printer says: %.120s", wish->device_id);
        return ERR_REFUSED;
    }
    if (!wish->two_way && !profile_is_mute(&p)) {
        snprintf(ret_why, PROFILE_WHY, "the printer has no way to answer");
        return ERR_UNSUPPORTED;
    }
    *ret_profile = p;
    return ERR_NONE;
}

enum err profile_choose(const struct profile_wish *wish, struct receipt_profile *ret_profile,
                        char *ret_name, char *ret_why)
{
    struct choice c = {.wish = wish};
    if (*wish->configured) {
        text_copy(c.name, sizeof c.name, wish->configured);
        TRY(take_configured(wish, &c.profile, ret_why));
    } else {
        look_through(&c);
    }
    if (*c.name == '\0') {
        text_copy(c.name, sizeof c.name, wish->two_way ? GENERIC : GENERIC_ONE_WAY);
        TRY(profile_load(c.name, &c.profile, ret_why));
    }
    *ret_profile = c.profile;
    memcpy(ret_name, c.name, sizeof c.name);
    return ERR_NONE;
}
