/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/service/caller.h"

#include <string.h>
#include <time.h>

/* By the real clock: a test may step the other one. */
enum { PATIENCE_S = 60 };

static void on_up(void *user)
{
    ((struct caller *)user)->ups++;
}

static void on_down(void *user)
{
    ((struct caller *)user)->downs++;
}

static void on_online(void *user, bool online)
{
    struct caller *c = user;
    c->onlines++;
    c->online = online;
}

static void on_case(void *user, const char *local_number)
{
    struct caller *c = user;
    c->changes++;
    snprintf(c->changed, sizeof c->changed, "%s", local_number);
}

static void on_catalogue(void *user)
{
    ((struct caller *)user)->catalogues++;
}

void caller_open(struct caller *c)
{
    *c = (struct caller){0};
    const struct platform_events events = {.user = c,
                                           .up = on_up,
                                           .down = on_down,
                                           .online = on_online,
                                           .case_changed = on_case,
                                           .catalogue_changed = on_catalogue};
    assert_true(sd_event_new(&c->loop) >= 0);
    assert_ok(timers_new(c->loop, &c->timers));
    assert_ok(platform_client_new(c->loop, c->timers, &events, &c->client));
}

void caller_close(struct caller *c)
{
    platform_client_free(c->client);
    timers_free(c->timers);
    sd_event_unref(c->loop);
}

static time_t real_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

bool caller_await(struct caller *c, const int *counter, int wanted, int seconds)
{
    time_t end = real_now() + seconds;
    while (*counter < wanted && real_now() < end)
        sd_event_run(c->loop, 1000000);
    return *counter >= wanted;
}

void caller_wait(struct caller *c, const int *counter, int wanted)
{
    assert_true(caller_await(c, counter, wanted, PATIENCE_S));
}

void caller_wait_online(struct caller *c, bool online)
{
    caller_wait(c, &c->onlines, 1);
    while (c->online != online)
        caller_wait(c, &c->onlines, c->onlines + 1);
}

static enum err answer_of(struct caller *c, enum err sent)
{
    if (sent == ERR_GONE) /* it went between two calls */
        return sent;
    assert_ok(sent);
    caller_wait(c, &c->replies, c->replies + 1);
    return c->err;
}

static void on_health(void *user, enum err e, bool online, const struct outbox_counts *counts)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    c->online = online;
    c->counts = *counts;
}

enum err caller_health(struct caller *c)
{
    return answer_of(c, platform_client_health(c->client, on_health, c));
}

static void on_rows(void *user, enum err e, const struct catalogue_row *rows, size_t count)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    c->rows = count;
    c->first = count ? rows[0].reason : CATALOGUE_OFFERED;
}

enum err caller_catalogue(struct caller *c)
{
    return answer_of(c, platform_client_catalogue(c->client, on_rows, c));
}

void caller_on_status(void *user, enum err e, const struct case_status *status)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    c->status = *status;
}

enum err caller_submit(struct caller *c, const struct application *a)
{
    return answer_of(c, platform_client_submit(c->client, a, caller_on_status, c));
}

enum err caller_status(struct caller *c, const char *local_number)
{
    return answer_of(c, platform_client_status(c->client, local_number, caller_on_status, c));
}

static void on_done(void *user, enum err e)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
}

enum err caller_rate(struct caller *c, const struct rating *rating)
{
    return answer_of(c, platform_client_rate(c->client, rating, on_done, c));
}

static void on_pairs(void *user, enum err e, const struct pairs *pairs)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    snprintf(c->name, sizeof c->name, "%s", pairs_get(pairs, "applyer_name"));
    snprintf(c->mobile, sizeof c->mobile, "%s", pairs_get(pairs, "contact_mobile"));
    snprintf(c->area, sizeof c->area, "%s", pairs_get(pairs, "insured_area"));
}

enum err caller_identify(struct caller *c, const char *credential)
{
    return answer_of(
        c, platform_client_identify(c->client, credential, strlen(credential), on_pairs, c));
}

static struct pairs person(const char *number)
{
    struct pairs who = {.count = 2};
    strcpy(who.pair[0].name, "applyer_name");
    assert_ok(secret_set_text(&who.pair[0].value, "张三"));
    strcpy(who.pair[1].name, "applyer_page_code");
    assert_ok(secret_set_text(&who.pair[1].value, number));
    return who;
}

static const char item[] = "11140802MB0000000K4442036007000";

enum err caller_shared(struct caller *c, const char *number)
{
    struct pairs who = person(number);
    enum err e = answer_of(c, platform_client_shared_data(c->client, item, &who, on_pairs, c));
    pairs_wipe(&who);
    return e;
}

enum err caller_step_up(struct caller *c, const char *number)
{
    static const struct pairs nothing;
    struct pairs who = person(number);
    enum err e = answer_of(c, platform_client_step_up(c->client, item, &who, &nothing,
                                                      (struct platform_answer){on_pairs, c}));
    pairs_wipe(&who);
    return e;
}

void caller_wait_state(struct caller *c, const char *local_number, enum case_state state)
{
    for (;;) {
        int changes = c->changes;
        assert_ok(caller_status(c, local_number));
        if (c->status.state == state)
            return;
        caller_wait(c, &c->changes, changes + 1);
    }
}
