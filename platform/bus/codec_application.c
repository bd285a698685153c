/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen hands in. */
#include <errno.h>
#include <fcntl.h>

#include "platform/bus/codec_parts.h"

enum { DATE_END = 100000000 }; /* YYYYMMDD */

static enum err put_materials(sd_bus_message *m, const struct application *a)
{
    int r = sd_bus_message_open_container(m, 'a', "(ssbuxubusu)");
    for (size_t i = 0; r >= 0 && i < a->materials; i++) {
        const struct application_material *one = &a->material[i];
        r = sd_bus_message_append(m, "(ssbuxubusu)", one->name, one->material_name,
                                  (int)one->is_need, (uint32_t)one->way, one->collect_ms,
                                  one->limit_days, (int)one->limit_workdays, one->due,
                                  one->commitment_version, one->parts);
    }
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err put_parts(sd_bus_message *m, const struct application *a)
{
    int r = sd_bus_message_open_container(m, 'a', "(ss)");
    for (size_t i = 0; r >= 0 && i < a->parts; i++)
        r = sd_bus_message_append(m, "(ss)", a->part[i].task_code, a->part[i].task_version);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err put_files(sd_bus_message *m, const struct application *a)
{
    int r = sd_bus_message_open_container(m, 'a', "(sh)");
    for (size_t i = 0; r >= 0 && i < a->files; i++)
        r = sd_bus_message_append(m, "(sh)", a->file[i].name, a->file[i].fd);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

enum err platform_put_application(sd_bus_message *m, const struct application *a)
{
    int r =
        sd_bus_message_append(m, "ussssssxbs", (uint32_t)a->kind, a->application_id, a->project_no,
                              a->task_code, a->task_name, a->task_version, a->notice_version,
                              a->consent_ms, (int)a->anonymous, a->assurance_token);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(susus)");
    for (size_t i = 0; r >= 0 && i < a->count; i++)
        r = sd_bus_message_append(m, "(susus)", a->field[i].group, a->field[i].row,
                                  a->field[i].name, (uint32_t)a->field[i].source,
                                  secret_text(&a->field[i].value));
    TRY(codec_result(r < 0 ? r : sd_bus_message_close_container(m)));
    TRY(put_materials(m, a));
    TRY(put_parts(m, a));
    return put_files(m, a);
}

static enum err read_field(sd_bus_message *m, struct application *a)
{
    if (a->count == APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    struct application_field *field = &a->field[a->count++];
    uint32_t source = 0;
    TRY(codec_text(m, field->group, sizeof field->group));
    TRY(codec_u32_below(m, APPLICATION_ROWS_MAX, &field->row));
    TRY(codec_text(m, field->name, sizeof field->name));
    TRY(codec_u32_below(m, SOURCE_ANSWER + 1, &source));
    field->source = (enum value_source)source;
    TRY(codec_secret(m, &field->value));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_material(sd_bus_message *m, struct application *a)
{
    uint32_t way = 0;
    if (a->materials == APPLICATION_MATERIALS_MAX)
        return ERR_TOO_LONG;
    struct application_material *one = &a->material[a->materials++];
    TRY(codec_text(m, one->name, sizeof one->name));
    TRY(codec_text(m, one->material_name, sizeof one->material_name));
    TRY(codec_flag(m, &one->is_need));
    TRY(codec_u32_below(m, COLLECT_WAY_COUNT, &way));
    one->way = (enum collect_way)way;
    if (sd_bus_message_read_basic(m, 'x', &one->collect_ms) <= 0)
        return ERR_FORMAT;
    TRY(codec_u32_below(m, LIMIT_DAYS_MAX + 1, &one->limit_days));
    TRY(codec_flag(m, &one->limit_workdays));
    TRY(codec_u32_below(m, DATE_END, &one->due));
    TRY(codec_text(m, one->commitment_version, sizeof one->commitment_version));
    TRY(codec_u32_below(m, UINT32_C(1) << PARTS_MAX, &one->parts));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_materials(sd_bus_message *m, struct application *a)
{
    if (sd_bus_message_enter_container(m, 'a', "(ssbuxubusu)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "ssbuxubusu")) > 0)
        TRY(read_material(m, a));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_part(sd_bus_message *m, struct application *a)
{
    if (a->parts == PARTS_MAX)
        return ERR_TOO_LONG;
    struct application_part *part = &a->part[a->parts++];
    TRY(codec_text(m, part->task_code, sizeof part->task_code));
    TRY(codec_text(m, part->task_version, sizeof part->task_version));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_parts(sd_bus_message *m, struct application *a)
{
    if (sd_bus_message_enter_container(m, 'a', "(ss)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "ss")) > 0)
        TRY(read_part(m, a));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_file(sd_bus_message *m, struct application *a)
{
    int fd;
    if (a->files == APPLICATION_FILES_MAX)
        return ERR_TOO_LONG;
    struct application_file *file = &a->file[a->files];
    TRY(codec_text(m, file->name, sizeof file->name));
    if (sd_bus_message_read_basic(m, 'h', &fd) <= 0)
        return ERR_FORMAT;
    file->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3); /* the message keeps its own */
    if (file->fd < 0)
        return err_from_errno(errno);
    a->files++;
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_files(sd_bus_message *m, struct application *a)
{
    if (sd_bus_message_enter_container(m, 'a', "(sh)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "sh")) > 0)
        TRY(read_file(m, a));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_application(sd_bus_message *m, struct application *a)
{
    uint32_t kind = 0;
    TRY(codec_u32_below(m, APPLICATION_KIND_COUNT, &kind));
    a->kind = (enum application_kind)kind;
    TRY(codec_text(m, a->application_id, sizeof a->application_id));
    TRY(codec_text(m, a->project_no, sizeof a->project_no));
    TRY(codec_text(m, a->task_code, sizeof a->task_code));
    TRY(codec_text(m, a->task_name, sizeof a->task_name));
    TRY(codec_text(m, a->task_version, sizeof a->task_version));
    TRY(codec_text(m, a->notice_version, sizeof a->notice_version));
    if (sd_bus_message_read_basic(m, 'x', &a->consent_ms) <= 0)
        return ERR_FORMAT;
    TRY(codec_flag(m, &a->anonymous));
    TRY(codec_text(m, a->assurance_token, sizeof a->assurance_token));
    if (sd_bus_message_enter_container(m, 'a', "(susus)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "susus")) > 0)
        TRY(read_field(m, a));
    if (r < 0 || sd_bus_message_exit_container(m) < 0)
        return ERR_FORMAT;
    TRY(read_materials(m, a));
    TRY(read_parts(m, a));
    return read_files(m, a);
}

enum err platform_get_application(sd_bus_message *m, struct application *ret_a)
{
    *ret_a = (struct application){0};
    enum err e = read_application(m, ret_a);
    if (e != ERR_NONE)
        application_wipe(ret_a);
    return e;
}
