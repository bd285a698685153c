/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl devices: what kiosk-devices sees, and trying a device from a shell. */
#include <string.h>

#include "drivers/bus/client.h"
#include "drivers/ctl/photo.h"
#include "drivers/ctl/show.h"
#include "platform/base/log.h"

enum { TOKEN = 1, LIST_WAIT_MS = 3000 };

struct ctl {
    const struct verb *verb;
    const char *argument;
    sd_event *loop;
    struct timers *timers;
    struct timer *patience;
    struct devices_client *client;
    size_t listed;
};

struct verb {
    const char *name, *help;
    /* After the bridge came up; NULL: what comes is shown. */
    enum err (*begin)(struct ctl *ctl);
    bool wants_argument;
    bool stays; /* has no end of its own */
};

static void finish(struct ctl *ctl, enum err e)
{
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl: %s: %s\n", err_name(e), err_text(e));
    sd_event_exit(ctl->loop, e == ERR_NONE ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void on_device(void *user, const struct device_info *info)
{
    struct ctl *ctl = user;
    if (ctl->verb->begin)
        return;
    show_device(info);
    ctl->listed++;
    if (!ctl->verb->stays)
        timer_set_after(ctl->patience, 50); /* the list comes in one go */
}

static void on_up(void *user)
{
    struct ctl *ctl = user;
    if (ctl->verb->begin || ctl->verb->stays)
        timer_stop(ctl->patience); /* before begin(), which may set a time of its own */
    enum err e = ctl->verb->begin ? ctl->verb->begin(ctl) : ERR_NONE;
    if (e != ERR_NONE)
        finish(ctl, e);
}

static void on_down(void *user)
{
    struct ctl *ctl = user;
    if (ctl->verb->stays)
        printf("kiosk-devices went away\n");
    fflush(stdout);
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    (void)user, (void)token;
    printf("%s\n", id_hint_name(hint));
    fflush(stdout);
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    const struct ctl *ctl = user;
    (void)token;
    if (e == ERR_NONE)
        show_record(record);
    if (e == ERR_NONE && ctl->argument)
        e = photo_keep(record, ctl->argument);
    finish(user, e);
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    (void)token;
    if (e == ERR_NONE)
        show_code(data, size);
    finish(user, e);
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    (void)token;
    printf("%s\n", print_outcome_name(outcome));
    finish(user, outcome == PRINT_DONE ? ERR_NONE : why);
}

static void on_patience(void *user)
{
    struct ctl *ctl = user;
    bool met = ctl->listed || devices_client_is_up(ctl->client);
    if (!met)
        fprintf(stderr, "kioskctl: kiosk-devices does not answer\n");
    sd_event_exit(ctl->loop, met ? EXIT_SUCCESS : EXIT_FAILURE);
}

static enum err begin_read(struct ctl *ctl)
{
    return devices_client_identify(ctl->client, TOKEN);
}

static enum err begin_photo(struct ctl *ctl)
{
    return devices_client_identify_photo(ctl->client, TOKEN);
}

static enum err begin_scan(struct ctl *ctl)
{
    return devices_client_scan(ctl->client, TOKEN);
}

static enum err begin_print(struct ctl *ctl)
{
    struct receipt_job job = {0};
    enum err e = show_test_job(&job);
    if (e == ERR_NONE)
        e = devices_client_print(ctl->client, TOKEN, &job);
    receipt_job_wipe(&job);
    return e;
}

static enum err begin_reset(struct ctl *ctl)
{
    TRY(devices_client_reset(ctl->client, ctl->argument));
    timer_set_after(ctl->patience, 200); /* time to send it */
    return ERR_NONE;
}

static const struct verb verbs[] = {
    {"list", "every device, its state and flags", NULL, false, false},
    {"watch", "the list, then every change", NULL, false, true},
    {"read-card", "reads one card and shows it masked", begin_read, false, false},
    {"read-photo", "FILE: the same, and keeps the photo there (PPM)", begin_photo, true, false},
    {"scan", "reads one code and shows its length and kind", begin_scan, false, false},
    {"print-test", "prints a test slip", begin_print, false, false},
    {"reset", "ID: recovers one device from the ground up", begin_reset, true, false},
};

static int usage(void)
{
    fprintf(stderr, "usage: kioskctl devices VERB\n");
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
        fprintf(stderr, "  %-10s  %s\n", verbs[i].name, verbs[i].help);
    return 2;
}

static const struct verb *find_verb(int argc, char **argv)
{
    for (size_t i = 0; argc >= 2 && i < ARRAY_LEN(verbs); i++)
        if (strcmp(argv[1], verbs[i].name) == 0 && argc == (verbs[i].wants_argument ? 3 : 2))
            return &verbs[i];
    return NULL;
}

static enum err start(struct ctl *ctl)
{
    const struct devices_events events = {.user = ctl,
                                          .up = on_up,
                                          .down = on_down,
                                          .device = on_device,
                                          .hint = on_hint,
                                          .identified = on_identified,
                                          .scanned = on_scanned,
                                          .printed = on_printed};
    if (sd_event_new(&ctl->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(ctl->loop, &ctl->timers));
    TRY(timer_new(ctl->timers, on_patience, ctl, &ctl->patience));
    timer_set_after(ctl->patience, LIST_WAIT_MS);
    return devices_client_new(ctl->loop, ctl->timers, &events, &ctl->client);
}

int main(int argc, char **argv)
{
    struct ctl ctl = {.verb = find_verb(argc, argv)};
    if (!ctl.verb)
        return usage();
    log_init("kioskctl");
    ctl.argument = ctl.verb->wants_argument ? argv[2] : NULL;
    int code = EXIT_FAILURE;
    enum err e = start(&ctl);
    if (e == ERR_NONE)
        code = sd_event_loop(ctl.loop);
    else
        fprintf(stderr, "kioskctl: %s\n", err_text(e));
    devices_client_free(ctl.client);
    timers_free(ctl.timers);
    sd_event_unref(ctl.loop);
    return code < 0 ? EXIT_FAILURE : code;
}
