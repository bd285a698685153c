/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ctl/item_index.h"

#include <string.h>

#include "app/item/shelf.h"
#include "platform/base/clock.h"
#include "platform/base/paths.h"
#include "platform/bus/client.h"
#include "platform/peer/timer.h"

enum { SHOWN, HIDDEN, UNUSABLE, WAIT_MS = 2000 };

struct question {
    sd_event *loop;
    struct timers *timers;
    struct timer *patience;
    struct platform_client *client;
    struct catalogue_row *rows; /* NULL: none came */
    size_t count;
    enum err err;
};

static void on_patience_over(void *user)
{
    sd_event_exit(((struct question *)user)->loop, 0);
}

static void on_rows(void *user, enum err e, const struct catalogue_row *rows, size_t count)
{
    struct question *q = user;
    q->rows = e == ERR_NONE ? calloc(count + 1, sizeof *rows) : NULL;
    q->err = e == ERR_NONE && !q->rows ? ERR_MEMORY : e;
    if (q->rows && count) {
        memcpy(q->rows, rows, count * sizeof *rows);
        q->count = count;
    }
    sd_event_exit(q->loop, 0);
}

static void on_up(void *user)
{
    struct question *q = user;
    q->err = platform_client_catalogue(q->client, on_rows, q);
    if (q->err != ERR_NONE)
        sd_event_exit(q->loop, 0);
}

static enum err ask(struct question *q)
{
    const struct platform_events events = {.user = q, .up = on_up};
    q->err = ERR_GONE;
    if (sd_event_new(&q->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(q->loop, &q->timers));
    TRY(timer_new(q->timers, on_patience_over, q, &q->patience));
    TRY(platform_client_new(q->loop, q->timers, &events, &q->client));
    timer_set_after(q->patience, WAIT_MS);
    return sd_event_loop(q->loop) < 0 ? ERR_LIBRARY : q->err;
}

static void question_done(struct question *q)
{
    platform_client_free(q->client);
    timer_free(q->patience);
    timers_free(q->timers);
    sd_event_unref(q->loop);
    free(q->rows);
}

static const char *words_of(enum catalogue_reason reason)
{
    static const char *const words[CATALOGUE_REASON_COUNT] = {
        [CATALOGUE_OFFERED] = "shown",
        [CATALOGUE_SUSPENDED] = "not shown: the province suspended it (task_state 2)",
        [CATALOGUE_CANCELLED] = "not shown: the province cancelled it (task_state 3)",
        [CATALOGUE_NO_TERMINAL] = "not shown: not meant for kiosks (is_service_terminals 0)",
        [CATALOGUE_ELSEWHERE] = "not shown: of another area than kiosk.ini's area_code",
        [CATALOGUE_OTHER_LEVEL] = "not shown: of a town or village other than village_code",
        [CATALOGUE_NOT_YET] = "not shown: begins later (plan_effective_date)",
        [CATALOGUE_ENDED] = "not shown: has ended (plan_cancel_date)",
        [CATALOGUE_DAMAGED] = "not shown: its file is damaged and is being fetched again"};
    return words[reason];
}

static const struct catalogue_row *row_of(const struct question *q, const char *task_code)
{
    for (size_t i = 0; i < q->count; i++)
        if (strcmp(q->rows[i].task_code, task_code) == 0)
            return &q->rows[i];
    return NULL;
}

/* What the citizen finds marked, not hidden. */
static const char *needs_of(const struct face *face)
{
    bool network = face->traits.needs & ITEM_NEED_NETWORK,
         printer = face->traits.needs & ITEM_NEED_PRINTER;
    return network && printer ? " (needs network and printer)"
           : network          ? " (needs the network)"
           : printer          ? " (needs the printer)"
                              : "";
}

static int say_carried(const struct question *q, const struct shelf *shelf)
{
    int worst = SHOWN;
    for (size_t i = 0; i < shelf->count; i++) {
        const struct face *face = &shelf->entry[i].face;
        const struct catalogue_row *row = row_of(q, face->task_code);
        const char *words = row        ? words_of(row->reason)
                            : q->count ? "not shown: the catalogue does not name it"
                                       : "shown: there is no catalogue yet";
        bool shown = row ? row->reason == CATALOGUE_OFFERED : q->count == 0;
        printf("%s\t%s\t%s%s\n", face->task_code, face->task_name, words,
               shown ? needs_of(face) : "");
        worst = shown ? worst : HIDDEN;
    }
    return worst;
}

static int say_missing(const struct question *q, const struct shelf *shelf)
{
    int worst = SHOWN;
    for (size_t i = 0; i < q->count; i++) {
        size_t at = 0;
        while (at < shelf->count &&
               strcmp(shelf->entry[at].face.task_code, q->rows[i].task_code) != 0)
            at++;
        if (at < shelf->count)
            continue;
        printf("%s\t\tnot shown: the kiosk does not carry it, and the catalogue brings no file\n",
               q->rows[i].task_code);
        worst = HIDDEN;
    }
    return worst;
}

/* What the kiosk carries and, where there is a set of it, what the province sent. */
static enum err load(struct shelf *ret_shelf)
{
    char path[SHELF_PATH_MAX];
    TRY(paths_join(PLACE_ASSETS, "items", path, sizeof path));
    TRY(shelf_load(path, ret_shelf, NULL));
    enum err e = paths_join(PLACE_ITEMS, "current", path, sizeof path);
    if (e == ERR_NONE)
        e = shelf_join(ret_shelf, path, NULL);
    if (e == ERR_NONE || e == ERR_ABSENT)
        return ERR_NONE;
    shelf_done(ret_shelf);
    return e;
}

int item_index_say(void)
{
    struct question q = {.count = 0};
    struct shelf shelf;
    int worst = UNUSABLE;
    enum err e = ask(&q);
    if (e == ERR_NONE && (e = load(&shelf)) == ERR_NONE) {
        int carried = say_carried(&q, &shelf), missing = say_missing(&q, &shelf);
        worst = carried > missing ? carried : missing;
        shelf_done(&shelf);
    }
    question_done(&q);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl item: %s\n",
                e == ERR_GONE ? "kiosk-platform does not answer" : err_text(e));
    return worst;
}
