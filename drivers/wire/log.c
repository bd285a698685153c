/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/wire/log.h"

#include <pthread.h>
#include <string.h>

#include "platform/base/secret.h"

struct wire_tap {
    atomic_int references;
    pthread_mutex_t lock;
    bool closed;
    struct wire_log log;
};

enum err wire_tap_new(struct wire_tap **ret_tap)
{
    struct wire_tap *tap = calloc(1, sizeof *tap);
    if (!tap)
        return ERR_MEMORY;
    tap->references = 1;
    pthread_mutex_init(&tap->lock, NULL);
    *ret_tap = tap;
    return ERR_NONE;
}

struct wire_tap *wire_tap_ref(struct wire_tap *tap)
{
    atomic_fetch_add(&tap->references, 1);
    return tap;
}

void wire_tap_unref(struct wire_tap *tap)
{
    if (!tap || atomic_fetch_sub(&tap->references, 1) != 1)
        return;
    wire_log_done(&tap->log);
    pthread_mutex_destroy(&tap->lock);
    free(tap);
}

void wire_listen(struct wire *wire, struct wire_tap *tap)
{
    wire->tap = tap;
}

void wire_tap_close(struct wire_tap *tap, struct wire_log *ret_log)
{
    pthread_mutex_lock(&tap->lock);
    tap->closed = true;
    *ret_log = tap->log;
    tap->log = (struct wire_log){0};
    pthread_mutex_unlock(&tap->lock);
}

void wire_tap_note(struct wire_tap *tap, const struct wire_entry *entry)
{
    pthread_mutex_lock(&tap->lock);
    if (!tap->closed && !tap->log.full && wire_log_add(&tap->log, entry) != ERR_NONE)
        tap->log.full = true;
    pthread_mutex_unlock(&tap->lock);
}

/* Entries hold pointers only, so that moving them leaves nothing personal behind. */
static enum err make_room(struct wire_log *log)
{
    if (log->count < log->room)
        return ERR_NONE;
    size_t room = log->room ? 2 * log->room : 64;
    struct wire_entry *entry = realloc(log->entry, room * sizeof *entry);
    if (!entry)
        return ERR_MEMORY;
    log->entry = entry;
    log->room = room;
    return ERR_NONE;
}

enum err wire_log_add(struct wire_log *log, const struct wire_entry *entry)
{
    if (log->count == WIRE_LOG_ENTRIES || entry->size > WIRE_LOG_BYTES - log->bytes) {
        log->full = true;
        return ERR_TOO_LONG;
    }
    TRY(make_room(log));
    struct wire_entry copy = *entry;
    copy.data = malloc(entry->size + 1);
    if (!copy.data)
        return ERR_MEMORY;
    if (entry->size)
        memcpy(copy.data, entry->data, entry->size);
    log->bytes += entry->size;
    log->entry[log->count++] = copy;
    return ERR_NONE;
}

void wire_log_done(struct wire_log *log)
{
    for (size_t i = 0; i < log->count; i++)
        wipe_free(log->entry[i].data, log->entry[i].size);
    free(log->entry);
    *log = (struct wire_log){0};
}

bool wire_act_is_in(enum wire_act act)
{
    return act == WIRE_ACT_IN || act == WIRE_ACT_CONTROL_IN;
}
