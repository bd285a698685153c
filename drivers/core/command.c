/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/command.h"

enum err command_new(enum command_kind kind, struct command **ret_command)
{
    struct command *command = calloc(1, sizeof *command);
    if (!command)
        return ERR_MEMORY;
    command->kind = kind;
    command->outcome = PRINT_NOT_BEGUN;
    command->told = -1;
    *ret_command = command;
    return ERR_NONE;
}

void command_free(struct command *command)
{
    if (!command)
        return;
    receipt_job_wipe(&command->job);
    id_record_wipe(&command->record);
    secret_wipe(&command->code);
    snapshot_wipe(&command->snapshot);
    free(command);
}

bool command_is_once(const struct command *command)
{
    return command->kind == COMMAND_PRINT || command->kind == COMMAND_CAPTURE;
}

enum device_class command_class(const struct command *command)
{
    static const enum device_class classes[] = {[COMMAND_IDENTIFY] = DEVICE_IDCARD,
                                                [COMMAND_SCAN] = DEVICE_SCANNER,
                                                [COMMAND_CAPTURE] = DEVICE_SCANNER,
                                                [COMMAND_PRINT] = DEVICE_RECEIPT};
    return classes[command->kind];
}

void command_set_result(struct command *command, enum err e)
{
    command->result = e;
    if (e == ERR_NONE)
        return;
    id_record_wipe(&command->record);
    secret_wipe(&command->code);
    snapshot_wipe(&command->snapshot);
}
