/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/crash/sending/troubles.h"

#include <signal.h>

enum {
    HELLO_TO_BODY = 9000,   /* bytes up: a handshake and a request */
    TO_LAST_PIECE = 400000, /* the same with attachments */
    HELLO_TO_ANSWER = 4000  /* bytes down */
};

static int pick(struct world *w, int least, int most)
{
    return least + (int)world_roll(w, (uint32_t)(most - least + 1));
}

/* --- the line --- */

static void plan(struct world *w, enum line_fault fault)
{
    enum line_way way = world_roll(w, 2) ? LINE_UP : LINE_DOWN;
    size_t most = way == LINE_UP ? HELLO_TO_BODY : HELLO_TO_ANSWER;
    line_set(w->line, &(struct line_plan){.fault = fault,
                                          .way = way,
                                          .bytes = world_roll(w, (uint32_t)most),
                                          .times = pick(w, 1, 4)});
}

static void line_refuses(struct world *w)
{
    plan(w, LINE_REFUSE);
}

static void line_resets(struct world *w)
{
    plan(w, LINE_RESET);
}

static void line_is_cut(struct world *w)
{
    plan(w, LINE_CUT);
}

static void line_stalls(struct world *w)
{
    plan(w, LINE_STALL);
}

/* Somewhere in the pieces of an attachment. */
static void line_breaks_late(struct world *w)
{
    line_set(w->line, &(struct line_plan){.fault = world_roll(w, 2) ? LINE_RESET : LINE_CUT,
                                          .way = LINE_UP,
                                          .bytes = world_roll(w, TO_LAST_PIECE)});
}

static void line_is_slow(struct world *w)
{
    line_set(w->line, &(struct line_plan){.fault = LINE_SLOW, .bytes = (size_t)pick(w, 200, 2000)});
}

/* Between POST and reply, to the byte. */
static void kill_it(void *user)
{
    struct world *w = user;
    if (w->house.platform && !w->is_dead)
        kill(w->house.platform, SIGKILL);
}

static void dies_on_the_line(struct world *w)
{
    enum line_way way = world_roll(w, 2) ? LINE_UP : LINE_DOWN;
    size_t most = way == LINE_UP ? HELLO_TO_BODY : HELLO_TO_ANSWER;
    line_set(w->line, &(struct line_plan){.fault = LINE_CALL,
                                          .way = way,
                                          .bytes = world_roll(w, (uint32_t)most),
                                          .called = kill_it,
                                          .user = w});
}

/* --- the province --- */

/* What it spoils: cases, or what comes after they were returned. */
static const char *where(struct world *w)
{
    return world_roll(w, 3) ? "" : " on correct";
}

static void province_says_later(struct world *w)
{
    static const int status[] = {409, 429, 500, 503};
    house_ask(&w->house, "fault status %d%s x %d", status[world_roll(w, ARRAY_LEN(status))],
              where(w), pick(w, 1, 6));
}

static void province_drops(struct world *w)
{
    house_ask(&w->house, "fault drop%s x %d", where(w), pick(w, 1, 3));
}

static void province_cuts(struct world *w)
{
    house_ask(&w->house, "fault cut %d%s x %d", pick(w, 0, 200), where(w), pick(w, 1, 3));
}

static void province_is_slow(struct world *w)
{
    house_ask(&w->house, "fault delay %d x %d", pick(w, 1, 40), pick(w, 1, 3));
}

static void province_hears_twice(struct world *w)
{
    house_ask(&w->house, "fault twice%s x %d", where(w), pick(w, 1, 3));
}

static void province_spoils_pieces(struct world *w)
{
    static const char *const faults[] = {"drop", "twice", "cut 20", "status 503"};
    house_ask(&w->house, "fault %s on attachments x %d", faults[world_roll(w, ARRAY_LEN(faults))],
              pick(w, 1, 4));
}

static void province_is_away(struct world *w)
{
    house_ask(&w->house, "network cut");
}

static void province_certificate(struct world *w)
{
    world_renew_province(w);
}

/* --- the kiosk --- */

static void time_passes(struct world *w)
{
    house_step(pick(w, 100, 15 * 60 * 1000));
}

/* Somebody set it, a minute or days, either way. */
static void clock_jumps(struct world *w)
{
    static const int64_t far_ms[] = {60000, 360000, 3 * 3600000, 26 * 3600000, 72 * 3600000};
    int64_t off = far_ms[world_roll(w, ARRAY_LEN(far_ms))];
    house_set_wall_off(world_roll(w, 2) ? off : -off);
}

static void disk_fails(struct world *w)
{
    atomic_store(&w->disk->after, pick(w, 0, 12));
    atomic_store(&w->disk->times, pick(w, 1, 6));
    atomic_store(&w->disk->fault, world_roll(w, 2) ? BAD_CALLS_EIO : BAD_CALLS_ENOSPC);
}

static void kiosk_certificate(struct world *w)
{
    world_renew_kiosk(w);
}

static void kiosk_certificate_at_start(struct world *w)
{
    world_renew_kiosk(w);
    if (w->house.platform)
        world_end(w, SIGTERM);
}

static void dies_now(struct world *w)
{
    if (w->house.platform)
        world_end(w, SIGKILL);
}

static void ends_in_order(struct world *w)
{
    if (w->house.platform)
        world_end(w, SIGTERM);
}

/* It starts anew and dies there, the first time or a later one. */
static void dies_at_a_failpoint(struct world *w)
{
    static const char *const names[] = {"files", "insert", "commit", "piece",
                                        "post",  "reply",  "ahead",  "mark"};
    dies_now(w);
    snprintf(w->failpoint, sizeof w->failpoint, "%s:%d", names[world_roll(w, ARRAY_LEN(names))],
             pick(w, 1, 3));
}

static struct trouble {
    const char *name;
    void (*begin)(struct world *w);
    uint32_t weight;
    unsigned times;
} troubles[] = {
    {"line refuses", line_refuses, 4, 0},
    {"line resets", line_resets, 6, 0},
    {"line is cut", line_is_cut, 6, 0},
    {"line breaks late", line_breaks_late, 6, 0},
    {"line stalls", line_stalls, 3, 0},
    {"line is slow", line_is_slow, 3, 0},
    {"dies on the line", dies_on_the_line, 8, 0},
    {"province: 409, 429, 500, 503", province_says_later, 10, 0},
    {"province drops", province_drops, 6, 0},
    {"province cuts", province_cuts, 6, 0},
    {"province is slow", province_is_slow, 4, 0},
    {"province hears twice", province_hears_twice, 4, 0},
    {"province spoils pieces", province_spoils_pieces, 6, 0},
    {"province is away", province_is_away, 5, 0},
    {"province's certificate", province_certificate, 2, 0},
    {"time passes", time_passes, 10, 0},
    {"clock jumps", clock_jumps, 4, 0},
    {"disk fails", disk_fails, 8, 0},
    {"kiosk's certificate", kiosk_certificate, 2, 0},
    {"kiosk's certificate at a start", kiosk_certificate_at_start, 1, 0},
    {"dies now", dies_now, 3, 0},
    {"ends in order", ends_in_order, 1, 0},
    {"dies at a failpoint", dies_at_a_failpoint, 12, 0},
};

void troubles_begin(struct world *w)
{
    uint32_t all = 0, at;
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
        all += troubles[i].weight;
    at = world_roll(w, all);
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        struct trouble *t = &troubles[i];
        if (at < t->weight) {
            t->times++;
            t->begin(w);
            return;
        }
        at -= t->weight;
    }
}

void troubles_tell(FILE *out)
{
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
        fprintf(out, "%s%s %u", i ? ", " : "", troubles[i].name, troubles[i].times);
    fprintf(out, "\n");
}
