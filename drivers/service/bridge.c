/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/service/bridge.h"

static void on_hint(struct command *command, enum id_hint hint)
{
    devices_call_hint(command->user, hint);
}

static void on_end(struct command *command)
{
    struct devices_call *call = command->user;
    switch (command->kind) {
    case COMMAND_IDENTIFY:
        devices_call_identified(call, command->result, &command->record);
        break;
    case COMMAND_SCAN:
        devices_call_scanned(call, command->result, &command->code);
        break;
    case COMMAND_CAPTURE:
        devices_call_captured(call, command->result, &command->snapshot);
        break;
    case COMMAND_PRINT:
        devices_call_printed(call, command->outcome, command->result);
        break;
    }
    command_free(command);
}

static enum err begin(const struct bridge *bridge, struct devices_call *call,
                      enum command_kind kind, struct receipt_job *job, bool photo)
{
    struct command *command;
    TRY(command_new(kind, &command));
    command->on_hint = on_hint;
    command->on_end = on_end;
    command->user = call;
    command->wants_photo = photo;
    devices_call_set_user(call, command);
    if (job)
        command->job = *job;
    enum err e = hub_begin(bridge->hub, command);
    if (e != ERR_NONE) {
        command->job = (struct receipt_job){0}; /* still the caller's */
        command_free(command);
    }
    return e;
}

static enum err identify(void *user, struct devices_call *call)
{
    return begin(user, call, COMMAND_IDENTIFY, NULL, false);
}

static enum err identify_photo(void *user, struct devices_call *call)
{
    return begin(user, call, COMMAND_IDENTIFY, NULL, true);
}

static enum err scan(void *user, struct devices_call *call)
{
    return begin(user, call, COMMAND_SCAN, NULL, false);
}

static enum err capture(void *user, struct devices_call *call)
{
    return begin(user, call, COMMAND_CAPTURE, NULL, false);
}

static enum err print(void *user, struct devices_call *call, struct receipt_job *job)
{
    return begin(user, call, COMMAND_PRINT, job, false);
}

static void cancel(void *user, struct devices_call *call)
{
    const struct bridge *bridge = user;
    if (!recorder_end(bridge->recorder, call))
        hub_cancel(bridge->hub, devices_call_user(call));
}

static enum err reset(void *user, const char *id)
{
    const struct bridge *bridge = user;
    return hub_reset(bridge->hub, id);
}

static enum err pin(void *user, const char *id)
{
    const struct bridge *bridge = user;
    return hub_pin(bridge->hub, id);
}

static enum err unpin(void *user, const char *id)
{
    const struct bridge *bridge = user;
    return hub_unpin(bridge->hub, id);
}

static enum err record(void *user, struct devices_call *call, const char *id, uint32_t seconds)
{
    const struct bridge *bridge = user;
    return recorder_begin(bridge->recorder, call, id, seconds);
}

static size_t list(void *user, struct device_info ret_info[DEVICES_LIST_MAX])
{
    _Static_assert((int)HUB_SLOTS == (int)DEVICES_LIST_MAX, "the list holds every slot");
    const struct bridge *bridge = user;
    return hub_list(bridge->hub, ret_info);
}

const struct devices_handler bridge_template = {.list = list,
                                                .identify = identify,
                                                .identify_photo = identify_photo,
                                                .scan = scan,
                                                .capture = capture,
                                                .print = print,
                                                .cancel = cancel,
                                                .reset = reset,
                                                .pin = pin,
                                                .unpin = unpin,
                                                .record = record};
