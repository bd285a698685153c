/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl status: asks both bridges, says in plain words who is up. Exit 0 when all is well, 1
 * when something needs a look. */
#include <string.h>

#include "drivers/bus/client.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/bus/client.h"
#include "platform/bus/client_standing.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/settings.h"
#include "platform/peer/timer.h"

enum { WAIT_MS = 1500, SETTLE_MS = 250, DEVICES_MAX = 16, PATH_SIZE = 256 };

struct status {
    sd_event *loop;
    struct timers *timers;
    struct timer *patience, *settle;
    struct devices_client *devices;
    struct platform_client *platform;
    bool devices_up, platform_up, health_known, online;
    struct outbox_counts counts;
    struct standing standing;
    size_t count;
    struct device_info device[DEVICES_MAX];
};

static void end(void *user)
{
    struct status *s = user;
    sd_event_exit(s->loop, 0);
}

/* Both have spoken: the device list follows as signals, give it a moment. */
static void look(struct status *s)
{
    if (s->devices_up && s->health_known)
        timer_set_after(s->settle, SETTLE_MS);
}

static void on_devices_up(void *user)
{
    struct status *s = user;
    s->devices_up = true;
    look(s);
}

static void on_device(void *user, const struct device_info *info)
{
    struct status *s = user;
    size_t at = 0;
    while (at < s->count && strcmp(s->device[at].id, info->id) != 0)
        at++;
    if (at < DEVICES_MAX) {
        s->device[at] = *info;
        s->count += at == s->count;
    }
    look(s);
}

static void on_health(void *user, enum err e, bool online, const struct outbox_counts *counts)
{
    struct status *s = user;
    s->health_known = e == ERR_NONE;
    s->online = online;
    if (e == ERR_NONE)
        s->counts = *counts;
    look(s);
}

static void on_standing(void *user, enum err e, const struct standing *standing)
{
    if (e == ERR_NONE)
        ((struct status *)user)->standing = *standing;
}

static void on_platform_up(void *user)
{
    struct status *s = user;
    s->platform_up = true;
    if (platform_client_standing(s->platform, on_standing, s) != ERR_NONE)
        end(s);
    if (platform_client_health(s->platform, on_health, s) != ERR_NONE)
        end(s);
}

static enum err start(struct status *s)
{
    const struct devices_events devices = {.user = s, .up = on_devices_up, .device = on_device};
    const struct platform_events platform = {.user = s, .up = on_platform_up};
    if (sd_event_new(&s->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(s->loop, &s->timers));
    TRY(timer_new(s->timers, end, s, &s->patience));
    TRY(timer_new(s->timers, end, s, &s->settle));
    timer_set_after(s->patience, WAIT_MS);
    TRY(devices_client_new(s->loop, s->timers, &devices, &s->devices));
    return platform_client_new(s->loop, s->timers, &platform, &s->platform);
}

static const char *state_words(enum device_state state)
{
    static const char *const words[] = {[DEVICE_ABSENT] = "not plugged in",
                                        [DEVICE_READY] = "ready",
                                        [DEVICE_BUSY] = "busy",
                                        [DEVICE_NEEDS_CITIZEN] = "waiting for the citizen",
                                        [DEVICE_NEEDS_STAFF] = "NEEDS STAFF",
                                        [DEVICE_BROKEN] = "BROKEN: does not answer properly",
                                        [DEVICE_SUSPECT] = "SUSPECT: not the device expected"};
    return words[state];
}

/* The gravest first: one is said. */
static const char *flag_words(uint32_t flags)
{
    static const struct {
        uint32_t flag;
        const char *words;
    } all[] = {{DEVICE_FLAG_COVER_OPEN, ", cover open"},
               {DEVICE_FLAG_PAPER_OUT, ", out of paper"},
               {DEVICE_FLAG_MEDIA_JAMMED, ", paper jammed"},
               {DEVICE_FLAG_MEDIA_PRESENT, ", a slip waits to be taken"},
               {DEVICE_FLAG_PAPER_LOW, ", paper is low"},
               {DEVICE_FLAG_MEDIA_RETRACTED, ", nobody took the last slip: it is in the bin"},
               {DEVICE_FLAG_CARD_PRESENT, ", a card lies on it"}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (flags & all[i].flag)
            return all[i].words;
    return "";
}

static bool is_usable(const struct device_info *d)
{
    return d->state == DEVICE_READY || d->state == DEVICE_BUSY || d->state == DEVICE_NEEDS_CITIZEN;
}

/* A second one of a class that is not there is missed only when staff pinned it. */
static bool is_missed(const struct status *s, const struct device_info *d)
{
    if (d->state != DEVICE_ABSENT || (d->flags & DEVICE_FLAG_PINNED))
        return !is_usable(d);
    for (size_t i = 0; i < s->count; i++)
        if (s->device[i].device_class == d->device_class && is_usable(&s->device[i]))
            return false;
    return true;
}

static bool say_devices(const struct status *s)
{
    bool well = s->devices_up;
    printf("kiosk-devices   %s\n", s->devices_up ? "up" : "DOWN");
    for (size_t i = 0; s->devices_up && i < s->count; i++) {
        const struct device_info *d = &s->device[i];
        well = well && !is_missed(s, d);
        printf("  %-13s %s%s%s%s\n", d->id, state_words(d->state), flag_words(d->flags),
               *d->model ? ", " : "", d->model);
        if (d->state == DEVICE_SUSPECT && d->why == ERR_STRANGER)
            printf("                was it exchanged? kioskctl devices pin %s accepts it\n", d->id);
    }
    return well;
}

/* Without settings that can be read, nothing is: kiosk-platform says what is wrong with them. */
static bool is_late(const struct status *s)
{
    char path[PATH_SIZE];
    struct settings settings;
    if (paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path) != ERR_NONE ||
        settings_load(path, &settings, NULL) != ERR_NONE)
        return false;
    return s->counts.oldest_ms > (int64_t)settings.province.late_h * 60 * 60 * 1000;
}

static void say_until(const char *what, int64_t until_ms, const char *words)
{
    int minute, date = date_in_china(until_ms, &minute);
    printf("  %-13s until %04d-%02d-%02d %02d:%02d in China: %s\n", what, date / 10000,
           date / 100 % 100, date % 100, minute / 60, minute % 60, words);
}

/* What the province ordered: it ends by itself or by another order, not here. */
static void say_orders(const struct standing *o)
{
    int64_t now = clock_wall_ms();
    if (standing_is_closed(o, now))
        say_until("OUT OF SERVICE", o->closed_until_ms, o->closed.zh);
    if (standing_is_noticed(o, now))
        say_until("notice", o->notice_until_ms, o->notice.zh);
    if (o->opens_min != o->closes_min)
        printf("  hours         %02d:%02d to %02d:%02d%s\n", o->opens_min / 60, o->opens_min % 60,
               o->closes_min / 60, o->closes_min % 60,
               standing_is_shut(o, now) ? ", CLOSED NOW" : "");
}

/* What only people can mend, a line each. */
static bool say_alarms(const struct status *s)
{
    const struct outbox_counts *c = &s->counts;
    bool late = is_late(s);
    if (late)
        printf("  ALARM         it waits longer than province.late_h in kiosk.ini: see why the "
               "province does not answer\n");
    if (c->for_staff)
        printf(
            "  ALARM         %u cannot go as they are: courier_needs_staff in the log says why\n",
            c->for_staff);
    if (c->given_up)
        printf(
            "  ALARM         %u given up in the last 7 days, a photograph was lost or not taken: "
            "kioskctl audit show has their numbers\n",
            c->given_up);
    if (c->clock_off_ms)
        printf("  ALARM         the clock is %lld s %s the province's: set it (date, chrony, "
               "battery); "
               "sending goes on by the province's clock\n",
               llabs((long long)c->clock_off_ms) / 1000,
               c->clock_off_ms > 0 ? "ahead of" : "behind");
    if (!c->keys)
        printf(
            "  ALARM         what lies in keys/ is unusable (see the log): the last good keys are "
            "in use\n");
    return late || c->for_staff || c->given_up || c->clock_off_ms || !c->keys;
}

static bool say_platform(const struct status *s)
{
    printf("kiosk-platform  %s\n", s->platform_up ? "up" : "DOWN");
    if (!s->health_known)
        return false;
    printf("  province      %s\n", s->online ? "can be reached" : "CANNOT BE REACHED");
    printf("  outbox        %u waiting, %u sent, %u refused", s->counts.waiting, s->counts.sent,
           s->counts.refused);
    if (s->counts.waiting)
        printf(", oldest waits %lld s", (long long)(s->counts.oldest_ms / 1000));
    printf("\n");
    bool alarm = say_alarms(s);
    say_orders(&s->standing);
    if (!s->counts.storage)
        printf("  storage       NOTHING CAN BE KEPT: the disk is full or fails\n");
    return s->online && s->counts.storage && !alarm;
}

int main(void)
{
    static struct status s;
    log_init("kioskctl-status");
    enum err e = start(&s);
    if (e == ERR_NONE)
        sd_event_loop(s.loop);
    else
        fprintf(stderr, "kioskctl status: %s\n", err_text(e));
    bool devices = say_devices(&s), platform = say_platform(&s);
    platform_client_free(s.platform);
    devices_client_free(s.devices);
    timers_free(s.timers);
    sd_event_unref(s.loop);
    return devices && platform ? 0 : 1;
}
