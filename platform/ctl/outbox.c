/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl outbox counts: what waits for the province, as kiosk-platform says. export: that itself,
 * when kiosk-platform does not run any more. */
#include <inttypes.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/bus/client.h"
#include "platform/ctl/outbox_export.h"

enum { PATIENCE_MS = 3000 };

struct question {
    sd_event *loop;
    struct platform_client *client;
    bool answered;
};

static void on_health(void *user, enum err e, bool online, const struct outbox_counts *counts)
{
    struct question *q = user;
    q->answered = e == ERR_NONE;
    if (e == ERR_NONE)
        printf("waiting=%" PRIu32 " sent=%" PRIu32 " refused=%" PRIu32 " oldest_ms=%" PRId64
               " online=%s given_up=%" PRIu32 " for_staff=%" PRIu32 "\n",
               counts->waiting, counts->sent, counts->refused, counts->oldest_ms,
               online ? "yes" : "no", counts->given_up, counts->for_staff);
    else
        fprintf(stderr, "kioskctl outbox: %s\n", err_text(e));
    sd_event_exit(q->loop, 0);
}

static void on_up(void *user)
{
    struct question *q = user;
    enum err e = platform_client_health(q->client, on_health, q);
    if (e != ERR_NONE)
        on_health(q, e, false, NULL);
}

static void on_patience_over(void *user)
{
    fprintf(stderr, "kioskctl outbox: kiosk-platform does not answer\n");
    sd_event_exit(((struct question *)user)->loop, 0);
}

static enum err ask(struct question *q, struct timers *timers)
{
    const struct platform_events events = {.user = q, .up = on_up};
    struct timer *patience;
    TRY(platform_client_new(q->loop, timers, &events, &q->client));
    TRY(timer_new(timers, on_patience_over, q, &patience));
    timer_set_after(patience, PATIENCE_MS);
    return sd_event_loop(q->loop) < 0 ? ERR_LIBRARY : ERR_NONE;
}

static int usage(void)
{
    fprintf(stderr,
            "usage: kioskctl outbox counts\n"
            "       kioskctl outbox export FILE [DATABASE]\n"
            "export: what waits, sealed as it is, into a new FILE for the province, and what\n"
            "goes with it into FILE.attachments. For a kiosk that does not run any more;\n"
            "DATABASE is its outbox.db, here or on a disk that was taken out. What was broken\n"
            "off goes on when it is run again. Exit status 1 when not all could be carried.\n");
    return 2;
}

static int counts(void)
{
    struct question question = {0};
    struct timers *timers = NULL;
    enum err e =
        sd_event_new(&question.loop) < 0 ? ERR_LIBRARY : timers_new(question.loop, &timers);
    if (e == ERR_NONE)
        e = ask(&question, timers);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl outbox: %s\n", err_text(e));
    platform_client_free(question.client);
    timers_free(timers);
    sd_event_unref(question.loop);
    return question.answered ? 0 : 1;
}

int main(int argc, char **argv)
{
    log_init("kioskctl-outbox");
    if (argc == 2 && strcmp(argv[1], "counts") == 0)
        return counts();
    if ((argc == 3 || argc == 4) && strcmp(argv[1], "export") == 0)
        return outbox_export(argv[2], argc == 4 ? argv[3] : NULL);
    return usage();
}
