/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/peer/mailbox.h"

#include <errno.h>
#include <pthread.h>
#include <sys/eventfd.h>

struct letter {
    struct letter *next;
    mailbox_fn *run, *drop;
    void *message;
};

struct mailbox {
    pthread_mutex_t lock;
    struct letter *first, **last;
    int bell;
    sd_event_source *source;
};

static struct letter *take_all(struct mailbox *box)
{
    pthread_mutex_lock(&box->lock);
    struct letter *all = box->first;
    box->first = NULL;
    box->last = &box->first;
    pthread_mutex_unlock(&box->lock);
    return all;
}

static int on_bell(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source, (void)events;
    uint64_t rung;
    ssize_t n = read(fd, &rung, sizeof rung);
    (void)n;
    for (struct letter *l = take_all(user), *next; l; l = next) {
        next = l->next;
        l->run(l->message);
        free(l);
    }
    return 0;
}

enum err mailbox_new(sd_event *loop, struct mailbox **ret_box)
{
    struct mailbox *box = calloc(1, sizeof *box);
    if (!box)
        return ERR_MEMORY;
    pthread_mutex_init(&box->lock, NULL);
    box->last = &box->first;
    box->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (box->bell < 0 ||
        sd_event_add_io(loop, &box->source, box->bell, EPOLLIN, on_bell, box) < 0) {
        mailbox_free(box);
        return ERR_LIBRARY;
    }
    *ret_box = box;
    return ERR_NONE;
}

enum err mailbox_post(struct mailbox *box, mailbox_fn *run, mailbox_fn *drop, void *message)
{
    struct letter *l = malloc(sizeof *l);
    if (!l)
        return ERR_MEMORY;
    *l = (struct letter){.run = run, .drop = drop, .message = message};
    pthread_mutex_lock(&box->lock);
    *box->last = l;
    box->last = &l->next;
    pthread_mutex_unlock(&box->lock);
    uint64_t one = 1;
    ssize_t n = write(box->bell, &one, sizeof one);
    (void)n;
    return ERR_NONE;
}

static void drop(struct letter *l)
{
    if (l->drop)
        l->drop(l->message);
    free(l);
}

/* Unlinks what matches → the unlinked ones. The lock is held. */
static struct letter *take_matching(struct mailbox *box, mailbox_fn *run, mailbox_match *match,
                                    const void *user)
{
    struct letter *taken = NULL, **at = &box->first;
    while (*at) {
        struct letter *l = *at;
        if (l->run != run || !match(l->message, user)) {
            at = &l->next;
            continue;
        }
        *at = l->next;
        l->next = taken;
        taken = l;
    }
    box->last = at;
    return taken;
}

void mailbox_withdraw(struct mailbox *box, mailbox_fn *run, mailbox_match *match, const void *user)
{
    pthread_mutex_lock(&box->lock);
    struct letter *taken = take_matching(box, run, match, user);
    pthread_mutex_unlock(&box->lock);
    for (struct letter *next; taken; taken = next) {
        next = taken->next;
        drop(taken);
    }
}

void mailbox_free(struct mailbox *box)
{
    if (!box)
        return;
    sd_event_source_disable_unref(box->source);
    for (struct letter *l = take_all(box), *next; l; l = next) {
        next = l->next;
        drop(l);
    }
    if (box->bell >= 0)
        close(box->bell);
    pthread_mutex_destroy(&box->lock);
    free(box);
}
