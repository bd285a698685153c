/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl devices: what kiosk-devices sees, and trying a device from a shell. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>

#include "drivers/ctl/devices.h"
#include "drivers/ctl/photo.h"
#include "drivers/ctl/show.h"
#include "platform/base/log.h"

enum { UP_MS = 3000, LIST_MS = 50, GRACE_S = 10, SECONDS_MAX = 86400 };

void ctl_exit(struct ctl *ctl, int code)
{
    fflush(stdout);
    sd_event_exit(ctl->loop, code);
}

void ctl_finish(struct ctl *ctl, enum err e)
{
    bool timeout = e == ERR_CANCELLED && ctl->stopped;
    if (timeout)
        fprintf(stderr, "kioskctl: nothing came within %d s\n", ctl->seconds);
    else if (e == ERR_GONE && !devices_client_is_up(ctl->client))
        fprintf(stderr, "kioskctl: kiosk-devices went away\n");
    else if (e == ERR_BUSY)
        fprintf(stderr, "kioskctl: somebody else, perhaps the kiosk, uses it now\n");
    else if (e != ERR_NONE)
        fprintf(stderr, "kioskctl: %s: %s\n", err_name(e), err_text(e));
    bool down = e == ERR_GONE && !devices_client_is_up(ctl->client);
    ctl_exit(ctl, e == ERR_NONE ? CTL_WELL : timeout ? CTL_TIMEOUT : down ? CTL_DOWN : CTL_FAILED);
}

const struct device_info *ctl_find(const struct ctl *ctl, const char *id)
{
    for (size_t i = 0; i < ctl->count; i++)
        if (strcmp(ctl->device[i].id, id) == 0)
            return &ctl->device[i];
    return NULL;
}

/* Before it is done: whoever ends the program meanwhile did it all the same. A kiosk whose platform
 * is down is mended nevertheless. */
static void write_down(const struct ctl *ctl)
{
    bool one = ctl->id && ctl_find(ctl, ctl->id);
    if (ctl->verb->deed == STAFF_NOTHING)
        return;
    enum err e = staff_note(ctl->verb->deed, one ? ctl->id : "");
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl: this does not stand in the audit log: %s\n",
                e == ERR_GONE ? "kiosk-platform does not answer" : err_text(e));
}

/* The list comes in one go: when it is at its end, the work begins. */
static void begin(struct ctl *ctl)
{
    ctl->begun = true;
    if (ctl->verb->needs_known && !ctl_find(ctl, ctl->id)) {
        fprintf(stderr, "kioskctl: there is no %s\n", ctl->id);
        show_devices(ctl->device, ctl->count, false);
        ctl_exit(ctl, CTL_FAILED);
        return;
    }
    write_down(ctl);
    timer_stop(ctl->patience);
    if (ctl->seconds && ctl->verb->wants != WANTS_RECORD) /* a recording has a time of its own */
        timer_set_after(ctl->patience, (int64_t)ctl->seconds * 1000);
    enum err e = ctl->verb->begin(ctl);
    if (e != ERR_NONE)
        ctl_finish(ctl, e);
}

static void on_device(void *user, const struct device_info *info)
{
    struct ctl *ctl = user;
    size_t at = 0;
    while (at < ctl->count && strcmp(ctl->device[at].id, info->id) != 0)
        at++;
    if (at < CTL_LIST_MAX) {
        ctl->device[at] = *info;
        ctl->count += at == ctl->count;
    }
    if (!ctl->begun)
        timer_set_after(ctl->patience, LIST_MS);
    else if (ctl->verb->wants == WANTS_NOTHING && ctl->verb->seconds == 0)
        show_device(info, ctl->json);
}

static void on_down(void *user)
{
    struct ctl *ctl = user;
    fprintf(stderr, "kioskctl: kiosk-devices went away\n");
    if (ctl->begun && ctl->verb->seconds == 0)
        return; /* watch: it comes back */
    ctl_exit(ctl, CTL_DOWN);
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    (void)user, (void)token;
    printf("%s\n", id_hint_name(hint));
    fflush(stdout);
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    (void)token;
    if (e == ERR_NONE)
        show_record(record);
    const struct ctl *ctl = user;
    if (e == ERR_NONE && ctl->file)
        e = photo_keep(record, ctl->file);
    ctl_finish(user, e);
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    (void)token;
    if (e == ERR_NONE)
        show_code(data, size);
    ctl_finish(user, e);
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    (void)token;
    printf("%s\n", print_outcome_name(outcome));
    ctl_finish(user, outcome == PRINT_DONE ? ERR_NONE : why);
}

/* Never over another file, never half of one. */
static enum err write_file(const char *path, const char *text, size_t size)
{
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return err_from_errno(errno);
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, text + done, size - done);
        if (n < 0 && errno != EINTR) {
            int error = errno;
            unlink(path);
            return err_from_errno(error);
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return ERR_NONE;
}

static void on_recorded(void *user, uint32_t token, enum err e, const char *why, const char *text,
                        size_t size)
{
    (void)token;
    struct ctl *ctl = user;
    if (e == ERR_NONE)
        e = write_file(ctl->file, text, size);
    if (e == ERR_NONE)
        printf("%s: %zu bytes\n", ctl->file, size);
    if (*why)
        fprintf(stderr, "kioskctl: %s%s\n",
                e == ERR_UNSUPPORTED ? "refused, nothing written: " : "", why);
    else if (e == ERR_UNSUPPORTED)
        fprintf(stderr, "kioskctl: what is personal in its protocol is not known: refused\n");
    else if (e == ERR_MISSING)
        fprintf(stderr, "kioskctl: nothing crossed its wire\n");
    ctl->stopped = false;
    ctl_finish(ctl, e);
}

static void on_obeyed(void *user, enum err e)
{
    if (e == ERR_STATE)
        fprintf(stderr, "kioskctl: it has not told who it is: see kioskctl devices state\n");
    ctl_finish(user, e);
}

/* The time is up: what still runs is taken back, and its end is waited for. */
static void on_patience(void *user)
{
    struct ctl *ctl = user;
    if (!ctl->begun && devices_client_is_up(ctl->client)) {
        begin(ctl);
        return;
    }
    if (!ctl->begun) {
        fprintf(stderr, "kioskctl: kiosk-devices does not answer; is it running?\n");
        ctl_exit(ctl, CTL_DOWN);
        return;
    }
    if (ctl->verb->seconds == 0) { /* watch has seen enough */
        ctl_exit(ctl, CTL_WELL);
        return;
    }
    bool again = ctl->stopped;
    ctl->stopped = true;
    if (again || devices_client_cancel(ctl->client, CTL_TOKEN) != ERR_NONE)
        ctl_finish(ctl, ERR_CANCELLED);
    else
        timer_set_after(ctl->patience, GRACE_S * 1000);
}

static int on_interrupt(sd_event_source *source, const struct signalfd_siginfo *info, void *user)
{
    (void)source, (void)info;
    struct ctl *ctl = user;
    if (!ctl->begun || ctl->verb->wants != WANTS_RECORD || ctl->stopped ||
        devices_client_cancel(ctl->client, CTL_TOKEN) != ERR_NONE)
        ctl_exit(ctl, 128 + SIGINT);
    ctl->stopped = true;
    return 0;
}

static int usage(void)
{
    fprintf(stderr, "usage: kioskctl devices VERB [--seconds N] [--json]\n");
    for (const struct verb *v = ctl_verbs; v->name; v++)
        fprintf(stderr, "  %-10s %-9s  %s\n", v->name, v->arguments, v->help);
    fprintf(stderr, "--seconds: how long it may take; --json: list, state and watch for programs\n"
                    "exit status: 0 well, 1 failed, 2 wrong use, 3 kiosk-devices is not there,\n"
                    "4 nothing came in time\n");
    return CTL_USAGE;
}

static bool take_seconds(struct ctl *ctl, const char *word)
{
    char *end;
    long n = word ? strtol(word, &end, 10) : 0;
    bool ok = word && *word && !*end && n >= 1 &&
              n <= (ctl->verb->wants == WANTS_RECORD ? DEVICES_RECORD_MAX_S : SECONDS_MAX);
    if (!ok)
        fprintf(stderr, "kioskctl: --seconds wants a number from 1 to %d\n",
                ctl->verb->wants == WANTS_RECORD ? DEVICES_RECORD_MAX_S : SECONDS_MAX);
    ctl->seconds = (int)n;
    return ok;
}

static bool take_words(struct ctl *ctl, char **words)
{
    size_t count = 0;
    const char *word[2] = {0};
    for (; *words; words++) {
        if (strcmp(*words, "--json") == 0)
            ctl->json = true;
        else if (strcmp(*words, "--seconds") == 0) {
            if (!take_seconds(ctl, *++words))
                return false;
        } else if (**words == '-' || count == ARRAY_LEN(word))
            return false;
        else
            word[count++] = *words;
    }
    bool file = ctl->verb->wants == WANTS_FILE || ctl->verb->wants == WANTS_RECORD;
    ctl->file = file ? word[0] : NULL;
    ctl->id = file ? word[1] : word[0];
    return count >= (ctl->verb->wants != WANTS_NOTHING) &&
           count <= (ctl->verb->wants == WANTS_RECORD ? 2 : ctl->verb->wants != WANTS_NOTHING);
}

static bool take_arguments(struct ctl *ctl, int argc, char **argv)
{
    const struct verb *v = ctl_verbs;
    while (argc >= 2 && v->name && strcmp(v->name, argv[1]) != 0)
        v++;
    if (argc < 2 || !v->name)
        return false;
    ctl->verb = v;
    ctl->seconds = v->seconds;
    return take_words(ctl, argv + 2);
}

static enum err start(struct ctl *ctl)
{
    const struct devices_events events = {.user = ctl,
                                          .down = on_down,
                                          .device = on_device,
                                          .hint = on_hint,
                                          .identified = on_identified,
                                          .scanned = on_scanned,
                                          .printed = on_printed,
                                          .recorded = on_recorded,
                                          .obeyed = on_obeyed};
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    if (sd_event_new(&ctl->loop) < 0 || sigprocmask(SIG_BLOCK, &interrupt, NULL) < 0 ||
        sd_event_add_signal(ctl->loop, NULL, SIGINT, on_interrupt, ctl) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(ctl->loop, &ctl->timers));
    TRY(timer_new(ctl->timers, on_patience, ctl, &ctl->patience));
    timer_set_after(ctl->patience, UP_MS);
    return devices_client_new(ctl->loop, ctl->timers, &events, &ctl->client);
}

int main(int argc, char **argv)
{
    static struct ctl ctl;
    if (!take_arguments(&ctl, argc, argv))
        return usage();
    log_init("kioskctl");
    int code = CTL_FAILED;
    enum err e = start(&ctl);
    if (e == ERR_NONE)
        code = sd_event_loop(ctl.loop);
    else
        fprintf(stderr, "kioskctl: %s\n", err_text(e));
    devices_client_free(ctl.client);
    timers_free(ctl.timers);
    sd_event_unref(ctl.loop);
    return code < 0 ? CTL_FAILED : code;
}
