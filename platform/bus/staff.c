/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/staff.h"

#include <string.h>

#include "platform/bus/client_parts.h"
#include "platform/bus/interface.h"

enum { NOTE_MS = 1000 };

static const char *const names[STAFF_DEEDS] = {
    [STAFF_READ_CARD] = "read-card",   [STAFF_READ_PHOTO] = "read-photo", [STAFF_SCAN] = "scan",
    [STAFF_PRINT_TEST] = "print-test", [STAFF_RESET] = "reset",           [STAFF_PIN] = "pin",
    [STAFF_UNPIN] = "unpin",           [STAFF_RECORD] = "record"};

const char *staff_deed_name(enum staff_deed deed)
{
    return (size_t)deed < STAFF_DEEDS ? names[deed] : NULL;
}

enum staff_deed staff_deed_of(const char *name)
{
    for (enum staff_deed deed = STAFF_NOTHING; deed < STAFF_DEEDS; deed++)
        if (names[deed] && strcmp(names[deed], name) == 0)
            return deed;
    return STAFF_NOTHING;
}

static void on_written(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    AUTO(auto_free) struct open_call *call = user;
    call->fn.done(call->user, e);
}

enum err platform_client_staff(struct platform_client *client, enum staff_deed deed,
                               const char *device, platform_done_fn *fn, void *user)
{
    const char *name = staff_deed_name(deed);
    sd_bus_message *m;
    if (!name)
        return ERR_FORMAT;
    TRY(client_new_call(client, "Staff", &m));
    enum err built = sd_bus_message_append(m, "ss", name, device) < 0 ? ERR_FORMAT : ERR_NONE;
    return client_send_call(client, m, built, on_written,
                            (struct open_call){.fn.done = fn, .user = user});
}

struct note {
    enum staff_deed deed;
    const char *device;
    sd_event *loop;
    struct timers *timers;
    struct timer *patience;
    struct platform_client *client;
    enum err err;
};

static void on_patience(void *user)
{
    sd_event_exit(((struct note *)user)->loop, 0);
}

static void on_done(void *user, enum err e)
{
    struct note *note = user;
    note->err = e;
    sd_event_exit(note->loop, 0);
}

static void on_up(void *user)
{
    struct note *note = user;
    enum err e = platform_client_staff(note->client, note->deed, note->device, on_done, note);
    if (e != ERR_NONE)
        on_done(note, e);
}

static enum err note_begin(struct note *note)
{
    const struct platform_events events = {.user = note, .up = on_up};
    if (sd_event_new(&note->loop) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(note->loop, &note->timers));
    TRY(timer_new(note->timers, on_patience, note, &note->patience));
    timer_set_after(note->patience, NOTE_MS);
    return platform_client_new(note->loop, note->timers, &events, &note->client);
}

enum err staff_note(enum staff_deed deed, const char *device)
{
    struct note note = {.deed = deed, .device = device, .err = ERR_GONE};
    if (!peer_is_there(PLATFORM_SOCKET))
        return ERR_GONE;
    enum err e = note_begin(&note);
    if (e == ERR_NONE && sd_event_loop(note.loop) < 0)
        e = ERR_LIBRARY;
    platform_client_free(note.client);
    timers_free(note.timers);
    sd_event_unref(note.loop);
    return e == ERR_NONE ? note.err : e;
}
