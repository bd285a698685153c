/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/hotline.h"

#include <string.h>

#include "platform/base/text.h"

/* openapi.yaml OrderDoc: 100 and 1000 characters. */
enum { TITLE_TEXT = 100 * 4 + 1, CONTENT_TEXT = 1000 * 3 };

/* What was chosen there, as Chinese words; NULL when nothing was. */
static const char *said(const struct visit *visit, size_t field)
{
    const struct item_field *in_chinese = &item_in(visit->item, LANGUAGE_CHINESE)->field[field];
    const struct answer *answer = &visit->form.answer[field];
    if (in_chinese->type != ITEM_TYPE_CHOICE || answer->state != ANSWER_GIVEN)
        return NULL;
    const struct item_option *option = item_option_find(in_chinese, secret_text(&answer->value));
    return option ? option->text : NULL;
}

static const char *said_of(const struct visit *visit, const char *name)
{
    const char *text =
        said(visit, (size_t)(item_field_find(visit->item, name) - visit->item->field));
    return text ? text : "";
}

/* 类型：投诉；地点：永济市；…。 */
static void write_content(const struct visit *visit, char *ret_text, size_t size)
{
    const struct item *in_chinese = item_in(visit->item, LANGUAGE_CHINESE);
    size_t at = 0;
    for (size_t i = 0; i < in_chinese->field_count; i++) {
        const char *text = said(visit, i);
        if (text && at < size)
            at += (size_t)snprintf(ret_text + at, size - at, "%s%s：%s", at ? "；" : "",
                                   in_chinese->field[i].label, text);
    }
    if (at < size)
        snprintf(ret_text + at, size - at, "。");
}

static enum err add(struct application *application, const char *name, const char *text)
{
    if (application->count == APPLICATION_FIELDS_MAX)
        return ERR_TOO_LONG;
    struct application_field *field = &application->field[application->count++];
    text_copy(field->name, sizeof field->name, name);
    field->source = SOURCE_ANSWER;
    return secret_set_text(&field->value, text);
}

enum err hotline_add(const struct visit *visit, struct application *application)
{
    char title[TITLE_TEXT], content[CONTENT_TEXT] = "";
    snprintf(title, sizeof title, "%s %s", said_of(visit, "order_area"), said_of(visit, "subject"));
    write_content(visit, content, sizeof content);
    enum err e = add(application, "title", title);
    if (e == ERR_NONE)
        e = add(application, "content", content);
    wipe(title, sizeof title);
    wipe(content, sizeof content);
    return e;
}
