/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl calendar check FILE…: is it one that kiosks take? show: the one that counts here now.
 * sign FILE --key KEY: what a province publishes. */
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/bus/client.h"
#include "platform/province/calendar.h"
#include "platform/province/signed.h"

enum { EXIT_GOOD, EXIT_BAD, EXIT_USAGE, PATIENCE_MS = 3000 };

static int usage(void)
{
    fprintf(stderr,
            "usage: kioskctl calendar check FILE...\n"
            "       kioskctl calendar sign FILE KEY\n"
            "       kioskctl calendar show\n"
            "check: exit status 1 when a FILE is none that kiosks take.\n"
            "sign: writes the signed document to standard output; KEY is the publisher's\n"
            "private SM2 key. show: which days are worked otherwise, as this kiosk counts.\n");
    return EXIT_USAGE;
}

static void print_days(const struct calendar *c)
{
    printf("version=%u from=%d until=%d office=%02d:%02d-%02d:%02d\n", c->version, c->from,
           c->until, c->office_from / 60, c->office_from % 60, c->office_until / 60,
           c->office_until % 60);
    for (size_t i = 0; i < c->count; i++)
        printf("%d %s\n", c->day[i].date, c->day[i].works ? "works" : "off");
}

static bool read_calendar(const char *path, char **ret_body, size_t *ret_size)
{
    struct calendar calendar;
    char area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY] = "";
    enum err e = paths_read_file(path, SIGNED_BODY_MAX, ret_body, ret_size);
    if (e == ERR_NONE)
        e = calendar_read(*ret_body, *ret_size, &calendar, area, why);
    if (e == ERR_NONE)
        fprintf(stderr, "%s: ok, version %u of %s, %zu days\n", path, calendar.version, area,
                calendar.count);
    else
        fprintf(stderr, "%s: %s\n", path, *why ? why : err_text(e));
    return e == ERR_NONE;
}

static int check(int count, char **files)
{
    bool good = true;
    for (int i = 0; i < count; i++) {
        AUTO(auto_free) char *body = NULL;
        size_t size;
        good = read_calendar(files[i], &body, &size) && good;
    }
    return good ? EXIT_GOOD : EXIT_BAD;
}

static int sign(const char *path, const char *key_path)
{
    AUTO(auto_free) char *body = NULL;
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_sm2_free) struct sm2_key *key = NULL;
    size_t size;
    if (!read_calendar(path, &body, &size))
        return EXIT_BAD;
    enum err e = sm2_load_private(key_path, &key);
    if (e == ERR_NONE)
        e = signed_write(key, CALENDAR_KIND, (struct signed_text){body, size}, &text, &size);
    if (e != ERR_NONE) {
        fprintf(stderr, "%s: %s\n", key_path, err_text(e));
        return EXIT_BAD;
    }
    return fwrite(text, 1, size, stdout) == size ? EXIT_GOOD : EXIT_BAD;
}

struct showing {
    sd_event *loop;
    struct platform_client *client;
    int status;
};

static void on_calendar(void *user, enum err e, const struct calendar *calendar)
{
    struct showing *s = user;
    if (e == ERR_NONE && calendar->version > 0) {
        print_days(calendar);
        s->status = EXIT_GOOD;
    } else {
        fprintf(stderr, "kioskctl calendar: %s\n", e == ERR_NONE ? "there is none" : err_text(e));
    }
    sd_event_exit(s->loop, 0);
}

static void on_up(void *user)
{
    struct showing *s = user;
    if (platform_client_calendar(s->client, on_calendar, s) != ERR_NONE)
        sd_event_exit(s->loop, 0);
}

static void on_patience_over(void *user)
{
    fprintf(stderr, "kioskctl calendar: kiosk-platform does not answer\n");
    sd_event_exit(((struct showing *)user)->loop, 0);
}

static enum err ask(struct showing *s, struct timers *timers)
{
    const struct platform_events events = {.user = s, .up = on_up};
    struct timer *patience;
    TRY(platform_client_new(s->loop, timers, &events, &s->client));
    TRY(timer_new(timers, on_patience_over, s, &patience));
    timer_set_after(patience, PATIENCE_MS);
    return sd_event_loop(s->loop) < 0 ? ERR_LIBRARY : ERR_NONE;
}

static int show(void)
{
    struct showing s = {.status = EXIT_BAD};
    struct timers *timers = NULL;
    enum err e = sd_event_new(&s.loop) < 0 ? ERR_LIBRARY : timers_new(s.loop, &timers);
    if (e == ERR_NONE)
        e = ask(&s, timers);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl calendar: %s\n", err_text(e));
    platform_client_free(s.client);
    timers_free(timers);
    sd_event_unref(s.loop);
    return s.status;
}

int main(int argc, char **argv)
{
    log_init("kioskctl");
    if (argc >= 3 && strcmp(argv[1], "check") == 0)
        return check(argc - 2, argv + 2);
    if (argc == 4 && strcmp(argv[1], "sign") == 0)
        return sign(argv[2], argv[3]);
    if (argc == 2 && strcmp(argv[1], "show") == 0)
        return show();
    return usage();
}
