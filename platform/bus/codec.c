/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec.h"

#include <string.h>

#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/bus/codec_parts.h"
#include "platform/bus/interface.h"

enum err platform_get_text(sd_bus_message *m, char *ret_text, size_t size)
{
    TRY(codec_text(m, ret_text, size));
    return *ret_text ? ERR_NONE : ERR_FORMAT;
}

enum err platform_put_status(sd_bus_message *m, const struct case_status *s)
{
    return codec_result(sd_bus_message_append(m, PLATFORM_STATUS_SIGNATURE, (uint32_t)s->state,
                                              s->local_number, s->project_no, s->message,
                                              s->promise_date, s->contact_date, (int)s->unpaid));
}

enum err platform_get_status(sd_bus_message *m, struct case_status *ret_s)
{
    struct case_status s = {0};
    uint32_t state = 0;
    TRY(codec_u32_below(m, CASE_STATE_COUNT, &state));
    s.state = (enum case_state)state;
    TRY(codec_text(m, s.local_number, sizeof s.local_number));
    TRY(codec_text(m, s.project_no, sizeof s.project_no));
    TRY(codec_text(m, s.message, sizeof s.message));
    TRY(codec_text(m, s.promise_date, sizeof s.promise_date));
    TRY(codec_text(m, s.contact_date, sizeof s.contact_date));
    TRY(codec_flag(m, &s.unpaid));
    *ret_s = s;
    return ERR_NONE;
}

enum err platform_put_pairs(sd_bus_message *m, const struct pairs *p)
{
    int r = sd_bus_message_open_container(m, 'a', "(ss)");
    for (size_t i = 0; r >= 0 && i < p->count; i++)
        r = sd_bus_message_append(m, "(ss)", p->pair[i].name, secret_text(&p->pair[i].value));
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_pair(sd_bus_message *m, struct pairs *p)
{
    if (p->count == PAIRS_MAX)
        return ERR_TOO_LONG;
    struct pair *pair = &p->pair[p->count++];
    TRY(codec_text(m, pair->name, sizeof pair->name));
    TRY(codec_secret(m, &pair->value));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_pairs(sd_bus_message *m, struct pairs *p)
{
    if (sd_bus_message_enter_container(m, 'a', "(ss)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "ss")) > 0)
        TRY(read_pair(m, p));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_pairs(sd_bus_message *m, struct pairs *ret_p)
{
    *ret_p = (struct pairs){0};
    enum err e = read_pairs(m, ret_p);
    if (e != ERR_NONE)
        pairs_wipe(ret_p);
    return e;
}

enum err platform_put_cases(sd_bus_message *m, const struct case_list *list)
{
    int r = sd_bus_message_append(m, "b", (int)list->more);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(usssssuub)");
    for (size_t i = 0; r >= 0 && i < list->count; i++) {
        const struct case_row *row = &list->row[i];
        r = sd_bus_message_append(m, "(usssssuub)", (uint32_t)row->state, row->task_name,
                                  row->project_no, row->apply_date, row->promise_date, row->message,
                                  row->parts, row->parts_done, (int)row->unpaid);
    }
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_case_row(sd_bus_message *m, struct case_list *list)
{
    if (list->count == CASE_LIST_MAX)
        return ERR_TOO_LONG;
    struct case_row *row = &list->row[list->count++];
    uint32_t state = 0;
    TRY(codec_u32_below(m, CASE_STATE_COUNT, &state));
    row->state = (enum case_state)state;
    TRY(codec_text(m, row->task_name, sizeof row->task_name));
    TRY(codec_text(m, row->project_no, sizeof row->project_no));
    TRY(codec_text(m, row->apply_date, sizeof row->apply_date));
    TRY(codec_text(m, row->promise_date, sizeof row->promise_date));
    TRY(codec_text(m, row->message, sizeof row->message));
    TRY(codec_u32_below(m, PARTS_MAX + 1, &row->parts));
    TRY(codec_u32_below(m, row->parts + 1, &row->parts_done));
    TRY(codec_flag(m, &row->unpaid));
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

static enum err read_cases(sd_bus_message *m, struct case_list *list)
{
    TRY(codec_flag(m, &list->more));
    if (sd_bus_message_enter_container(m, 'a', "(usssssuub)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "usssssuub")) > 0)
        TRY(read_case_row(m, list));
    return r < 0 || sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_cases(sd_bus_message *m, struct case_list *ret_list)
{
    *ret_list = (struct case_list){0};
    enum err e = read_cases(m, ret_list);
    if (e != ERR_NONE)
        case_list_wipe(ret_list);
    return e;
}

enum err platform_put_rating(sd_bus_message *m, const struct rating *r)
{
    return codec_result(sd_bus_message_append(m, "suss", r->local_number, (uint32_t)r->satisfaction,
                                              r->reason_codes, r->words));
}

enum err platform_get_rating(sd_bus_message *m, struct rating *ret_r)
{
    struct rating r = {0};
    uint32_t satisfaction = 0;
    TRY(codec_text(m, r.local_number, sizeof r.local_number));
    TRY(codec_u32_below(m, SATISFACTION_VERY_BAD + 1, &satisfaction));
    r.satisfaction = (enum satisfaction)satisfaction;
    TRY(codec_text(m, r.reason_codes, sizeof r.reason_codes));
    TRY(codec_text(m, r.words, sizeof r.words));
    *ret_r = r;
    return ERR_NONE;
}

enum err platform_put_health(sd_bus_message *m, bool online, const struct outbox_counts *c)
{
    return codec_result(sd_bus_message_append(
        m, PLATFORM_HEALTH_SIGNATURE, (int)online, c->waiting, c->sent, c->refused, c->oldest_ms,
        (int)c->storage, c->clock_off_ms, (int)c->keys, c->given_up, c->for_staff));
}

enum err platform_get_health(sd_bus_message *m, bool *ret_online, struct outbox_counts *ret_c)
{
    struct outbox_counts c = {0};
    int online = 0, storage = 0, keys = 0;
    if (sd_bus_message_read(m, PLATFORM_HEALTH_SIGNATURE, &online, &c.waiting, &c.sent, &c.refused,
                            &c.oldest_ms, &storage, &c.clock_off_ms, &keys, &c.given_up,
                            &c.for_staff) <= 0)
        return ERR_FORMAT;
    c.storage = storage;
    c.keys = keys;
    *ret_online = online;
    *ret_c = c;
    return ERR_NONE;
}

enum err platform_put_catalogue(sd_bus_message *m, const struct catalogue_row *rows, size_t count)
{
    int r = sd_bus_message_open_container(m, 'a', "(ssy)");
    for (size_t i = 0; r >= 0 && i < count; i++)
        r = sd_bus_message_append(m, "(ssy)", rows[i].task_code, rows[i].task_version,
                                  (int)rows[i].reason);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

enum err platform_put_calendar(sd_bus_message *m, const struct calendar *c)
{
    int r = sd_bus_message_append(m, "uiiii", c->version, c->from, c->until, c->office_from,
                                  c->office_until);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(ib)");
    for (size_t i = 0; r >= 0 && i < c->count; i++)
        r = sd_bus_message_append(m, "(ib)", c->day[i].date, (int)c->day[i].works);
    return codec_result(r < 0 ? r : sd_bus_message_close_container(m));
}

static enum err read_days(sd_bus_message *m, struct calendar *c)
{
    int r, works, last = 0;
    while ((r = sd_bus_message_enter_container(m, 'r', "ib")) > 0) {
        if (c->count == CALENDAR_DAYS_MAX)
            return ERR_TOO_LONG;
        struct calendar_day *day = &c->day[c->count++];
        if (sd_bus_message_read(m, "ib", &day->date, &works) < 0)
            return ERR_FORMAT;
        day->works = works;
        if (!date_is_valid(day->date) || day->date <= last)
            return ERR_RANGE;
        last = day->date;
        if (sd_bus_message_exit_container(m) < 0)
            return ERR_FORMAT;
    }
    return r < 0 ? ERR_FORMAT : ERR_NONE;
}

static bool is_calendar(const struct calendar *c)
{
    enum { DAY_MINUTES = 24 * 60 };
    return c->version == 0 || (date_is_valid(c->from) && date_is_valid(c->until) &&
                               c->from <= c->until && c->office_from >= 0 &&
                               c->office_from < c->office_until && c->office_until <= DAY_MINUTES);
}

enum err platform_get_calendar(sd_bus_message *m, struct calendar *ret_c)
{
    struct calendar c = {.count = 0};
    if (sd_bus_message_read(m, "uiiii", &c.version, &c.from, &c.until, &c.office_from,
                            &c.office_until) < 0 ||
        sd_bus_message_enter_container(m, 'a', "(ib)") <= 0)
        return ERR_FORMAT;
    TRY(read_days(m, &c));
    if (sd_bus_message_exit_container(m) < 0)
        return ERR_FORMAT;
    if (!is_calendar(&c))
        return ERR_RANGE;
    *ret_c = c;
    return ERR_NONE;
}

static enum err read_row(sd_bus_message *m, struct catalogue_row *ret_row)
{
    uint8_t reason = 0;
    TRY(codec_text(m, ret_row->task_code, sizeof ret_row->task_code));
    TRY(codec_text(m, ret_row->task_version, sizeof ret_row->task_version));
    if (sd_bus_message_read_basic(m, 'y', &reason) <= 0)
        return ERR_FORMAT;
    if (reason >= CATALOGUE_REASON_COUNT)
        return ERR_RANGE;
    ret_row->reason = reason;
    return sd_bus_message_exit_container(m) < 0 ? ERR_FORMAT : ERR_NONE;
}

enum err platform_get_catalogue(sd_bus_message *m, struct catalogue_row **ret_rows,
                                size_t *ret_count)
{
    AUTO(auto_free) struct catalogue_row *rows = NULL;
    size_t count = 0;
    if (sd_bus_message_enter_container(m, 'a', "(ssy)") <= 0)
        return ERR_FORMAT;
    int r;
    while ((r = sd_bus_message_enter_container(m, 'r', "ssy")) > 0) {
        if (count == CATALOGUE_ROWS_MAX)
            return ERR_TOO_LONG;
        struct catalogue_row *more = reallocarray(rows, count + 1, sizeof *rows);
        if (!more)
            return ERR_MEMORY;
        rows = more;
        TRY(read_row(m, &rows[count++]));
    }
    if (r < 0 || sd_bus_message_exit_container(m) < 0)
        return ERR_FORMAT;
    *ret_rows = rows;
    *ret_count = count;
    rows = NULL;
    return ERR_NONE;
}

enum err platform_get_credential(sd_bus_message *m, const void **ret_data, size_t *ret_size)
{
    const void *data;
    size_t size;
    if (sd_bus_message_read_array(m, 'y', &data, &size) < 0 || size == 0)
        return ERR_FORMAT;
    if (size > PLATFORM_CREDENTIAL_MAX)
        return ERR_TOO_LONG;
    *ret_data = data;
    *ret_size = size;
    return ERR_NONE;
}

enum err platform_put_help(sd_bus_message *m, const struct help_call *call)
{
    return codec_result(
        sd_bus_message_append(m, "sus", call->help_id, (uint32_t)call->reason, call->screen));
}

enum err platform_get_help(sd_bus_message *m, struct help_call *ret_call)
{
    struct help_call call = {.reason = HELP_PERSON};
    uint32_t reason = 0;
    TRY(platform_get_text(m, call.help_id, sizeof call.help_id));
    TRY(codec_u32_below(m, HELP_REASON_COUNT, &reason));
    call.reason = (enum help_reason)reason;
    TRY(platform_get_text(m, call.screen, sizeof call.screen));
    *ret_call = call;
    return ERR_NONE;
}
