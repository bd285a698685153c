/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/storage.h"

#include "platform/base/log.h"

enum { TIDY_AFTER_MS = 50 };

struct storage {
    struct timer *look;
    struct outbox *outbox;
    storage_fn *changed;
    void *user;
    enum err state; /* ERR_NONE: able */
    bool untidy;    /* something was kept since the outbox was tidied */
};

static void set(struct storage *s, enum err e)
{
    bool was_able = s->state == ERR_NONE, able = e == ERR_NONE;
    if (e != s->state)
        log_event(able ? LOG_INFO : LOG_ERROR, "storage", "err=%s", err_name(e));
    s->state = e;
    if (able != was_able && s->changed)
        s->changed(s->user, able);
}

static void look(void *user)
{
    struct storage *s = user;
    set(s, s->state == ERR_NONE ? outbox_has_room(s->outbox) : outbox_try(s->outbox));
    if (s->state == ERR_NONE && s->untidy) {
        s->untidy = false;
        outbox_tidy(s->outbox);
    }
    timer_set_after(s->look, STORAGE_LOOK_MS);
}

enum err storage_new(struct timers *timers, struct outbox *outbox, storage_fn *changed, void *user,
                     struct storage **ret_storage)
{
    struct storage *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    *s = (struct storage){.outbox = outbox};
    enum err e = timer_new(timers, look, s, &s->look);
    if (e != ERR_NONE) {
        free(s);
        return e;
    }
    set(s, outbox_try(outbox));
    s->changed = changed;
    s->user = user;
    timer_set_after(s->look, STORAGE_LOOK_MS);
    *ret_storage = s;
    return ERR_NONE;
}

void storage_free(struct storage *storage)
{
    if (!storage)
        return;
    timer_free(storage->look);
    free(storage);
}

bool storage_is_able(const struct storage *storage)
{
    return storage->state == ERR_NONE;
}

void storage_heard(struct storage *storage, enum err e)
{
    if (err_category(e) == ERR_CAT_STORAGE)
        set(storage, e);
    if (e != ERR_NONE)
        return;
    set(storage, outbox_has_room(storage->outbox));
    storage->untidy = true;
    timer_set_after(storage->look, TIDY_AFTER_MS); /* the answer goes first */
}
