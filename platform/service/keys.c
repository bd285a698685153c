/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/keys.h"

#include <string.h>
#include <sys/stat.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/service/trail.h"

static const char *const names[] = {"ca.pem",        "kiosk-tls.pem",    "kiosk-tls.key",
                                    "kiosk-sm2.key", "province-sm2.pub", "publisher-sm2.pub",
                                    "ca.crl",        "gateway.secret"};

enum { PLACES = ARRAY_LEN(names) + 2 }; /* and those that kiosk.ini names */

/* What a file is, without reading it; all 0: it is not there. */
struct mark {
    struct {
        uint64_t device, inode, size;
        int64_t changed_s, changed_ns;
    } file[PLACES];
};

struct keys {
    struct keys_parts parts;
    struct timer *timer;
    struct mark seen, settled; /* at the last look; of the set that was taken or set aside */
    bool good;
};

static void mark_file(struct mark *mark, size_t i, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return;
    mark->file[i].device = info.st_dev;
    mark->file[i].inode = info.st_ino;
    mark->file[i].size = (uint64_t)info.st_size;
    mark->file[i].changed_s = info.st_ctim.tv_sec;
    mark->file[i].changed_ns = info.st_ctim.tv_nsec;
}

static struct mark mark_now(const struct settings *settings)
{
    const char *const chosen[] = {settings->keys.tls, settings->keys.sm2};
    char name[KEYRING_PATH], path[KEYRING_PATH];
    struct mark mark = {0};
    for (size_t i = 0; i < PLACES; i++) {
        bool ours = i < ARRAY_LEN(names);
        const char *file = ours ? names[i] : chosen[i - ARRAY_LEN(names)];
        if (!ours && *file == '/')
            mark_file(&mark, i, file);
        snprintf(name, sizeof name, "keys/%.200s", file);
        if (*file && *file != '/' && paths_join(PLACE_ETC, name, path, sizeof path) == ERR_NONE)
            mark_file(&mark, i, path);
    }
    return mark;
}

/* A certificate of another kiosk would be refused by the province, request after request. */
static enum err check_name(const struct keys *k, const struct keyring *fresh, char *ret_why)
{
    char name[SETTINGS_TEXT] = "";
    TRY(keyring_read_name(fresh, name, sizeof name));
    if (strcmp(name, k->parts.settings->kiosk.code) == 0)
        return ERR_NONE;
    snprintf(ret_why, KEYRING_PATH, "the name in kiosk-tls.pem");
    return ERR_CERTIFICATE;
}

static enum err take(struct keys *k, char *ret_why)
{
    const struct settings *settings = k->parts.settings;
    const struct keyring_places places = {
        .tls = settings->keys.tls, .sm2 = settings->keys.sm2, .sm2_seal = settings->keys.sm2_seal};
    struct keyring fresh;
    TRY(keyring_load(&places, &fresh, ret_why));
    enum err e = check_name(k, &fresh, ret_why);
    if (e == ERR_NONE)
        e = http_renew(k->parts.http);
    if (e == ERR_NONE)
        keyring_swap(k->parts.keyring, &fresh);
    keyring_done(&fresh);
    return e;
}

static void try_set(struct keys *k)
{
    char why[KEYRING_PATH] = "keys";
    enum err e = take(k, why);
    k->good = e == ERR_NONE;
    trail(k->parts.audit, AUDIT_KEYS, "keys", k->good ? "renewed" : err_name(e));
    if (k->good)
        log_event(LOG_INFO, "keys_renewed", "kiosk=%s", k->parts.settings->kiosk.code);
    else
        log_event(LOG_ERROR, "keys_set_aside", "err=%s file=\"%s\"", err_name(e), why);
    if (k->good)
        k->parts.renewed(k->parts.user);
}

static void on_look(void *user)
{
    struct keys *k = user;
    struct mark now = mark_now(k->parts.settings);
    bool quiet = memcmp(&now, &k->seen, sizeof now) == 0;
    k->seen = now;
    if (quiet && memcmp(&now, &k->settled, sizeof now) != 0) {
        k->settled = now;
        try_set(k);
    }
    timer_set_after(k->timer, KEYS_LOOK_MS);
}

enum err keys_new(const struct keys_parts *parts, struct keys **ret_keys)
{
    struct keys *k = calloc(1, sizeof *k);
    if (!k)
        return ERR_MEMORY;
    *k = (struct keys){.parts = *parts, .good = true};
    enum err e = timer_new(parts->timers, on_look, k, &k->timer);
    if (e != ERR_NONE) {
        keys_free(k);
        return e;
    }
    k->seen = k->settled = mark_now(parts->settings);
    timer_set_after(k->timer, KEYS_LOOK_MS);
    *ret_keys = k;
    return ERR_NONE;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    timer_free(keys->timer);
    free(keys);
}

bool keys_are_good(const struct keys *keys)
{
    return keys->good;
}
