/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/show.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"

enum { NUMBER_FRONT = 6, NUMBER_BACK = 4 };

static const struct {
    uint32_t flag;
    const char *name;
} flags[] = {
    {DEVICE_FLAG_CARD_PRESENT, "card-present"},
    {DEVICE_FLAG_PAPER_LOW, "paper-low"},
    {DEVICE_FLAG_PAPER_OUT, "paper-out"},
    {DEVICE_FLAG_COVER_OPEN, "cover-open"},
    {DEVICE_FLAG_MEDIA_PRESENT, "media-present"},
    {DEVICE_FLAG_MEDIA_TAKEN, "media-taken"},
    {DEVICE_FLAG_MEDIA_RETRACTED, "media-retracted"},
    {DEVICE_FLAG_MEDIA_JAMMED, "media-jammed"},
};

void show_device(const struct device_info *info)
{
    printf("%-10s %-14s", info->id, device_state_name(info->state));
    printf(" %s", info->model[0] ? info->model : "-");
    if (info->serial[0])
        printf(" serial=%s", info->serial);
    for (size_t i = 0; i < ARRAY_LEN(flags); i++)
        if (info->flags & flags[i].flag)
            printf(" %s", flags[i].name);
    printf("\n");
    fflush(stdout);
}

static const char *kind_name(enum id_kind kind)
{
    static const char *const names[] = {"citizen", "hmt-permit", "foreigner-2017",
                                        "foreigner-2023"};
    return (size_t)kind < ARRAY_LEN(names) ? names[kind] : "unknown";
}

void show_record(const struct id_record *record)
{
    char number[32], family[8] = "";
    const char *name = secret_text(&record->field[ID_NAME]);
    if (secret_is_empty(&record->field[ID_NAME]))
        name = secret_text(&record->field[ID_NAME_LATIN]);
    size_t used = text_put(text_next(&name), family);
    family[used] = '\0';
    text_mask(secret_text(&record->field[ID_NUMBER]), NUMBER_FRONT, NUMBER_BACK, number,
              sizeof number);
    printf("%s %s** %s%s%s%s\n", kind_name(record->kind), family, number,
           record->findings & ID_FINDING_CHECK_DIGIT ? " check-digit-wrong" : "",
           record->findings & ID_FINDING_EXPIRED ? " expired" : "",
           record->findings & ID_FINDING_NOT_YET_VALID ? " not-yet-valid" : "");
    wipe(family, sizeof family);
    wipe(number, sizeof number);
}

void show_code(const void *data, size_t size)
{
    printf("%zu bytes, %s\n", size, text_is_utf8(data, size) ? "text" : "binary");
}

static enum err add(struct receipt_job *job, struct receipt_line line, const char *text,
                    const char *value)
{
    struct receipt_line *at = &job->line[job->count++];
    *at = line;
    TRY(secret_set_text(&at->text, text));
    return secret_set_text(&at->value, value);
}

enum err show_test_job(struct receipt_job *ret_job)
{
    char day[16];
    snprintf(day, sizeof day, "%d", clock_today());
    const struct receipt_line title = {.kind = RECEIPT_TEXT, .align = RECEIPT_CENTRE, .scale = 2};
    const struct receipt_line pair = {.kind = RECEIPT_PAIR, .scale = 1};
    const struct receipt_line code = {.kind = RECEIPT_QR, .align = RECEIPT_CENTRE};
    TRY(add(ret_job, title, "打印测试", ""));
    TRY(add(ret_job, (struct receipt_line){.kind = RECEIPT_RULE}, "", ""));
    TRY(add(ret_job, pair, "日期", day));
    TRY(add(ret_job, pair, "说明", "能看清本行文字和下面的二维码，即为正常"));
    TRY(add(ret_job, code, "BUDAYANG TEST", ""));
    return add(ret_job, (struct receipt_line){.kind = RECEIPT_FEED, .scale = 1}, "", "");
}
