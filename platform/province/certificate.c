/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/certificate.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"

#define ROOT "1.2.156.3005.2."

enum { PARTS = 5, RADIX = 36, ISSUER = 18, LINE_CHARACTERS = 200, CODE_MAX = 64 };

/* TYPE, ISSUER, SERIAL, VERSION, CHECK: lengths in characters. */
static const struct {
    size_t min, max;
} parts[PARTS] = {{1, 24}, {ISSUER, ISSUER}, {1, 24}, {1, 6}, {1, 1}};

_Static_assert(sizeof ROOT - 1 + 24 + ISSUER + 24 + 6 + 1 + PARTS - 1 < CERTIFICATE_ID_TEXT,
               "the longest identifier fits");

static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

char certificate_check_character(const char *text, size_t len)
{
    int product = RADIX;
    for (size_t i = 0; i < len; i++) {
        int value = value_of(text[i]);
        if (value < 0)
            return '\0';
        int sum = (product + value) % RADIX;
        product = 2 * (sum ? sum : RADIX) % (RADIX + 1);
    }
    int check = (RADIX + 1 - product) % RADIX;
    return (char)(check < 10 ? '0' + check : 'A' + check - 10);
}

/* The parts one behind the other, without dots. */
static enum err join_parts(const char *at, char ret_text[CERTIFICATE_ID_TEXT], size_t *ret_len)
{
    size_t out = 0;
    for (size_t i = 0; i < PARTS; i++) {
        size_t len = strspn(at, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (len < parts[i].min || len > parts[i].max || at[len] != (i + 1 < PARTS ? '.' : '\0'))
            return ERR_FORMAT;
        memcpy(ret_text + out, at, len);
        out += len;
        at += len + 1;
    }
    *ret_len = out;
    return ERR_NONE;
}

enum err certificate_check(const char *identifier)
{
    char text[CERTIFICATE_ID_TEXT];
    size_t len;
    if (strncmp(identifier, ROOT, sizeof ROOT - 1) != 0)
        return ERR_FORMAT;
    TRY(join_parts(identifier + sizeof ROOT - 1, text, &len));
    return certificate_check_character(text, len - 1) == text[len - 1] ? ERR_NONE : ERR_CHECKSUM;
}

static enum err begin(const struct message_sender *sender, const char *operation,
                      const char *task_code, json_t **ret_object)
{
    TRY(code_check_task(task_code, CODE_EXCHANGE));
    TRY(message_begin(sender, operation, ret_object));
    return json_put_text(*ret_object, "task_code", task_code);
}

static enum err put_cause(json_t *object, const struct pairs *form)
{
    const char *cause = pairs_get(form, "use_cause");
    if (!*cause)
        return ERR_MISSING;
    if (text_count(cause) > CERTIFICATE_CAUSE_CHARACTERS)
        return ERR_TOO_LONG;
    return json_put_text(object, "use_cause", cause);
}

enum err certificate_write_list(const struct message_sender *sender, const char *task_code,
                                const struct pairs *who, const struct pairs *form,
                                struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(begin(sender, "certificates", task_code, &object));
    TRY(message_put_person(object, who));
    TRY(put_cause(object, form));
    return message_end(object, ret_doc);
}

enum err certificate_write_copy(const struct message_sender *sender, const char *task_code,
                                const struct pairs *who, const struct pairs *form,
                                struct secret *ret_doc)
{
    const char *identifier = pairs_get(form, "certificate_identifier");
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(certificate_check(identifier));
    TRY(begin(sender, "certificate_copy", task_code, &object));
    TRY(message_put_person(object, who));
    TRY(put_cause(object, form));
    TRY(json_put_text(object, "certificate_identifier", identifier));
    return message_end(object, ret_doc);
}

/* 国办函〔2016〕108号: A to D; one letter has room. */
static bool is_grade(const char grade[2])
{
    return grade[0] >= 'A' && grade[0] <= 'D';
}

static enum err read_row(const json_t *data, struct certificate *ret_row)
{
    if (!reply_text(data, "certificate_identifier", ret_row->identifier,
                    sizeof ret_row->identifier) ||
        !reply_text(data, "certificate_number", ret_row->number, sizeof ret_row->number) ||
        !reply_text(data, "issue_date", ret_row->issue_date, sizeof ret_row->issue_date) ||
        !reply_text(data, "trust_grade", ret_row->grade, sizeof ret_row->grade))
        return ERR_FORMAT;
    if (!ret_row->issue_date[0] || !reply_is_date_or_empty(ret_row->issue_date) ||
        !is_grade(ret_row->grade) || !reply_is_value(ret_row->number))
        return ERR_FORMAT;
    TRY(reply_words(data, "certificate_name", ret_row->name, sizeof ret_row->name));
    TRY(reply_words(data, "issue_dept", ret_row->dept, sizeof ret_row->dept));
    return ret_row->name[0] ? ERR_NONE : ERR_FORMAT;
}

static enum err read_rows(const json_t *data, struct certificate_list *list)
{
    const json_t *rows = json_object_get(data, "certificates"),
                 *more = json_object_get(data, "more");
    if (!json_is_array(rows) || json_array_size(rows) > CERTIFICATES_MAX || !json_is_boolean(more))
        return ERR_FORMAT;
    list->more = json_typeof(more) == JSON_TRUE;
    for (size_t i = 0; i < json_array_size(rows); i++) {
        struct certificate *row = &list->row[list->count];
        TRY(read_row(json_array_get(rows, i), row));
        if (certificate_check(row->identifier) == ERR_NONE)
            list->count++;
        else
            list->unsound++;
    }
    return ERR_NONE;
}

enum err certificate_read_list(const char *body, size_t size, struct certificate_list *ret_list)
{
    struct certificate_list made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_rows(json_object_get(reply, "data"), &made);
    if (made.count < CERTIFICATES_MAX) /* one that was left out */
        wipe(&made.row[made.count], sizeof made.row[0]);
    if (e == ERR_NONE)
        *ret_list = made;
    certificate_list_wipe(&made);
    return e;
}

static enum err add(struct pairs *copy, const char *name, const char *value)
{
    struct pair *pair = &copy->pair[copy->count++];
    text_copy(pair->name, sizeof pair->name, name);
    return secret_set_text(&pair->value, value);
}

static enum err add_member(struct pairs *copy, const json_t *data, const char *name, size_t max)
{
    char text[CERTIFICATE_QR_MAX + 1];
    if (!reply_text(data, name, text, max + 1) || !reply_is_value(text))
        return ERR_FORMAT;
    enum err e = add(copy, name, text);
    wipe(text, sizeof text);
    return e;
}

static enum err add_line(struct pairs *copy, const json_t *line)
{
    const char *label = json_string_value(json_object_get(line, "label")),
               *text = json_string_value(json_object_get(line, "text"));
    if (!label || !text || !*label || !*text || strlen(label) >= FIELD_NAME_TEXT ||
        text_count(text) > LINE_CHARACTERS || !reply_is_value(label) || !reply_is_value(text))
        return ERR_FORMAT;
    return add(copy, label, text);
}

static enum err read_copy(const json_t *data, struct pairs *copy)
{
    const json_t *lines = json_object_get(data, "lines");
    TRY(add_member(copy, data, "certificate_name", CERTIFICATE_NAME_TEXT - 1));
    TRY(add_member(copy, data, "copy_code", CODE_MAX - 1));
    TRY(add_member(copy, data, "copy_qr", CERTIFICATE_QR_MAX));
    if (secret_is_empty(&copy->pair[0].value) || secret_is_empty(&copy->pair[1].value))
        return ERR_FORMAT;
    if (!json_is_array(lines) || json_array_size(lines) == 0 ||
        json_array_size(lines) > CERTIFICATE_LINES_MAX)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(lines); i++)
        TRY(add_line(copy, json_array_get(lines, i)));
    return ERR_NONE;
}

enum err certificate_read_copy(const char *body, size_t size, struct pairs *ret_copy)
{
    struct pairs made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_copy(json_object_get(reply, "data"), &made);
    if (e != ERR_NONE) {
        pairs_wipe(&made);
        return e;
    }
    *ret_copy = made;
    return ERR_NONE;
}
