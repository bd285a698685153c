/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/show.h"

#include <string.h>

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
    {DEVICE_FLAG_PINNED, "pinned"},
    {DEVICE_FLAG_PHOTOGRAPHS, "photographs"},
};

/* Names come from devices: anything may stand in them. */
static void put_json(const char *key, const char *text)
{
    printf("\"%s\":\"", key);
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            printf("\\u%04x", *text);
        else
            putchar(*text);
    putchar('"');
}

static void put_flags(uint32_t set, const char *before, const char *between, const char *after)
{
    const char *lead = before;
    for (size_t i = 0; i < ARRAY_LEN(flags); i++)
        if (set & flags[i].flag) {
            printf("%s%s%s", lead, flags[i].name, after);
            lead = between;
        }
}

static void put_device_json(const struct device_info *info)
{
    putchar('{');
    put_json("id", info->id);
    putchar(',');
    put_json("class", device_class_name(info->device_class));
    putchar(',');
    put_json("state", device_state_name(info->state));
    putchar(',');
    put_json("reason", info->why == ERR_NONE ? "" : err_name(info->why));
    printf(",\"failures\":%u,\"flags\":[", info->failures);
    put_flags(info->flags, "\"", ",\"", "\"");
    printf("],");
    put_json("model", info->model);
    putchar(',');
    put_json("serial", info->serial);
    putchar(',');
    put_json("place", info->place);
    putchar(',');
    put_json("usb", info->usb);
    putchar(',');
    put_json("release", info->release);
    putchar('}');
}

void show_device(const struct device_info *info, bool json)
{
    if (json) {
        put_device_json(info);
        printf("\n");
        fflush(stdout);
        return;
    }
    printf("%-10s %-14s", info->id, device_state_name(info->state));
    printf(" %s", info->model[0] ? info->model : "-");
    if (info->serial[0])
        printf(" serial=%s", info->serial);
    if (info->place[0])
        printf(" place=%s", info->place);
    if (info->why != ERR_NONE)
        printf(" reason=%s", err_name(info->why));
    put_flags(info->flags, " ", " ", "");
    printf("\n");
    fflush(stdout);
}

void show_devices(const struct device_info *info, size_t count, bool json)
{
    if (json)
        putchar('[');
    for (size_t i = 0; i < count; i++) {
        if (json && i > 0)
            putchar(',');
        if (json)
            put_device_json(&info[i]);
        else
            show_device(&info[i], false);
    }
    if (json)
        printf("]\n");
}

bool show_is_well(const struct device_info *info)
{
    return info->state == DEVICE_READY || info->state == DEVICE_BUSY ||
           info->state == DEVICE_NEEDS_CITIZEN;
}

static void put_line(const char *key, const char *text)
{
    printf("%-9s %s\n", key, *text ? text : "-");
}

void show_state(const struct device_info *info, bool json)
{
    if (json) {
        show_device(info, true);
        return;
    }
    put_line("device", info->id);
    put_line("class", device_class_name(info->device_class));
    put_line("state", device_state_name(info->state));
    if (info->why != ERR_NONE)
        printf("%-9s %s (%s)\n", "reason", err_name(info->why), err_text(info->why));
    printf("%-9s %u since it was plugged in\n", "failures", info->failures);
    printf("%-9s", "flags");
    put_flags(info->flags, " ", " ", "");
    printf("%s\n", info->flags ? "" : " -");
    put_line("model", info->model);
    put_line("serial", info->serial);
    put_line("place", info->place);
    put_line("usb", info->usb);
    put_line("release", info->release);
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

enum err show_test_job(int today, struct receipt_job *ret_job)
{
    char day[16];
    snprintf(day, sizeof day, "%d", today);
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
