/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/bus/pack.h"

#include <string.h>

#include "drivers/bus/interface.h"
#include "platform/base/text.h"

enum { FIELD_MAX = 512, PHOTO_MAX = 4096 };

int pack_info(sd_bus_message *m, const struct device_info *info)
{
    return sd_bus_message_append(m, DEVICES_INFO_SIGNATURE, info->id, (uint32_t)info->device_class,
                                 (uint32_t)info->state, info->flags, info->model, info->serial,
                                 info->place, info->usb, info->release, err_name(info->why),
                                 info->failures);
}

int pack_record(sd_bus_message *m, const struct id_record *record)
{
    int r = sd_bus_message_append(m, "uu", (uint32_t)record->kind, record->findings);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "s");
    for (size_t i = 0; i < ID_FIELD_COUNT && r >= 0; i++)
        r = sd_bus_message_append(m, "s", secret_text(&record->field[i]));
    if (r >= 0)
        r = sd_bus_message_close_container(m);
    return r < 0 ? r : sd_bus_message_append_array(m, 'y', record->photo.text, record->photo.len);
}

static int pack_line(sd_bus_message *m, const struct receipt_line *line)
{
    return sd_bus_message_append(m, "(uubuss)", (uint32_t)line->kind, (uint32_t)line->align,
                                 (int)line->bold, (uint32_t)line->scale, secret_text(&line->text),
                                 secret_text(&line->value));
}

int pack_job(sd_bus_message *m, const struct receipt_job *job)
{
    int r = sd_bus_message_open_container(m, 'a', "(uubuss)");
    for (size_t i = 0; i < job->count && r >= 0; i++)
        r = pack_line(m, &job->line[i]);
    return r < 0 ? r : sd_bus_message_close_container(m);
}

enum err unpack_info(sd_bus_message *m, struct device_info *ret_info)
{
    const char *id, *model, *serial, *place, *usb, *release, *why;
    uint32_t c, state, flags, failures;
    int r = sd_bus_message_read(m, DEVICES_INFO_SIGNATURE, &id, &c, &state, &flags, &model, &serial,
                                &place, &usb, &release, &why, &failures);
    if (r <= 0)
        return r == 0 ? ERR_MISSING : ERR_FORMAT;
    if (c >= DEVICE_CLASS_COUNT || state > DEVICE_SUSPECT)
        return ERR_RANGE;
    struct device_info info = {.device_class = (enum device_class)c,
                               .state = (enum device_state)state,
                               .flags = flags,
                               .why = strcmp(why, err_name(ERR_NONE)) == 0 ? ERR_NONE
                                                                           : err_from_name(why),
                               .failures = failures};
    if (!text_copy(info.id, sizeof info.id, id) ||
        !text_copy(info.model, sizeof info.model, model) ||
        !text_copy(info.serial, sizeof info.serial, serial) ||
        !text_copy(info.place, sizeof info.place, place) ||
        !text_copy(info.usb, sizeof info.usb, usb) ||
        !text_copy(info.release, sizeof info.release, release))
        return ERR_TOO_LONG;
    *ret_info = info;
    return ERR_NONE;
}

static enum err take_fields(sd_bus_message *m, struct id_record *draft)
{
    for (size_t i = 0; i < ID_FIELD_COUNT; i++) {
        const char *text;
        if (sd_bus_message_read(m, "s", &text) <= 0)
            return ERR_FORMAT;
        if (strlen(text) > FIELD_MAX)
            return ERR_TOO_LONG;
        TRY(secret_set_text(&draft->field[i], text));
    }
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err take_photo(sd_bus_message *m, struct secret *photo)
{
    const void *data = NULL;
    size_t size = 0;
    if (sd_bus_message_read_array(m, 'y', &data, &size) < 0)
        return ERR_FORMAT;
    if (size > PHOTO_MAX)
        return ERR_TOO_LONG;
    return size ? secret_set(photo, data, size) : ERR_NONE;
}

enum err unpack_record(sd_bus_message *m, struct id_record *ret_record)
{
    uint32_t kind, findings;
    if (sd_bus_message_read(m, "uu", &kind, &findings) <= 0 ||
        sd_bus_message_enter_container(m, 'a', "s") <= 0)
        return ERR_FORMAT;
    if (kind > ID_FOREIGNER_2023)
        return ERR_RANGE;
    struct id_record draft = {.kind = (enum id_kind)kind, .findings = findings};
    enum err e = take_fields(m, &draft);
    if (e == ERR_NONE)
        e = take_photo(m, &draft.photo);
    if (e == ERR_NONE)
        *ret_record = draft;
    else
        id_record_wipe(&draft);
    return e;
}

/* One line; ERR_MISSING at the end of the array. */
static enum err unpack_line(sd_bus_message *m, struct receipt_line *line)
{
    uint32_t kind, align, scale;
    int bold, r;
    const char *text, *value;
    r = sd_bus_message_read(m, "(uubuss)", &kind, &align, &bold, &scale, &text, &value);
    if (r <= 0)
        return r == 0 ? ERR_MISSING : ERR_FORMAT;
    if (kind > RECEIPT_FEED || align > RECEIPT_RIGHT || scale > 8)
        return ERR_RANGE;
    if (strlen(text) > RECEIPT_TEXT_MAX || strlen(value) > RECEIPT_TEXT_MAX)
        return ERR_TOO_LONG;
    line->kind = (enum receipt_kind)kind;
    line->align = (enum receipt_align)align;
    line->bold = bold;
    line->scale = (int)scale;
    TRY(secret_set_text(&line->text, text));
    return secret_set_text(&line->value, value);
}

static enum err take_lines(sd_bus_message *m, struct receipt_job *job)
{
    for (;;) {
        struct receipt_line line = {0};
        enum err e = unpack_line(m, &line);
        if (e == ERR_MISSING)
            return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
        if (e == ERR_NONE && job->count == RECEIPT_LINES_MAX)
            e = ERR_TOO_LONG;
        if (e != ERR_NONE) {
            secret_wipe(&line.text);
            secret_wipe(&line.value);
            return e;
        }
        job->line[job->count++] = line;
    }
}

enum err unpack_job(sd_bus_message *m, struct receipt_job *ret_job)
{
    if (sd_bus_message_enter_container(m, 'a', "(uubuss)") <= 0)
        return ERR_FORMAT;
    *ret_job = (struct receipt_job){0};
    enum err e = take_lines(m, ret_job);
    if (e == ERR_NONE && ret_job->count == 0)
        e = ERR_MISSING;
    if (e != ERR_NONE)
        receipt_job_wipe(ret_job);
    return e;
}

enum err unpack_code(sd_bus_message *m, const void **ret_data, size_t *ret_size)
{
    const void *data;
    size_t size;
    if (sd_bus_message_read_array(m, 'y', &data, &size) < 0)
        return ERR_FORMAT;
    if (size == 0 || size > PACK_CODE_MAX)
        return ERR_RANGE;
    *ret_data = data;
    *ret_size = size;
    return ERR_NONE;
}

enum err unpack_outcome(sd_bus_message *m, enum print_outcome *ret_outcome, enum err *ret_why)
{
    uint32_t outcome;
    const char *why;
    if (sd_bus_message_read(m, "us", &outcome, &why) <= 0)
        return ERR_FORMAT;
    if (outcome > PRINT_UNKNOWN)
        return ERR_RANGE;
    *ret_outcome = (enum print_outcome)outcome;
    *ret_why = outcome == PRINT_DONE ? ERR_NONE : err_from_name(why);
    return ERR_NONE;
}
