/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_together.h"

#include <string.h>

#include "tests/province/html.h"
#include "tests/province/office_cases.h"

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static void write_when(FILE *page, const char *day)
{
    if (strlen(day) == 8)
        fprintf(page, " %.4s-%.2s-%.2s <small>promised</small>", day, day + 4, day + 6);
}

/* One form: words for the citizen, and a button for each decision. */
static void write_acts(FILE *page, const char *local_number, const json_t *part)
{
    static const struct {
        const char *act, *label, *look;
    } acts[] = {{"finish", "办结 <small>finish</small>", "good"},
                {"refuse", "不予办理 <small>refuse</small>", "bad"},
                {"correct", "退回补正 <small>return</small>", "warn"},
                {"accept", "受理 <small>accept</small>", ""}};
    fputs("<form method=\"post\"><input type=\"hidden\" name=\"part\" value=\"", page);
    html_text(page, member(part, "task_code"));
    fputs("\"><input name=\"message\" maxlength=\"130\" required value=\"", page);
    html_text(page, *member(part, "message") ? member(part, "message") : "已经办好。");
    fputs("\">", page);
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        fprintf(page, "<button class=\"%s\" formaction=\"/cases/%s/%s\">%s</button>\n",
                acts[i].look, local_number, acts[i].act, acts[i].label);
    fputs("</form>", page);
}

void office_together(FILE *page, const char *local_number, const json_t *standing)
{
    const json_t *list = json_object_get(standing, "parts");
    if (json_array_size(list) == 0)
        return;
    fputs("<h3>一起办的 <small>each department decides its own part; the whole follows</small></h3>"
          "<table class=\"parts\">\n",
          page);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *part = json_array_get(list, i);
        fputs("<tr><th>", page);
        html_text(page, member(part, "dept_name"));
        fputs("</th><td>", page);
        html_text(page, member(part, "task_name"));
        fputs(" ", page);
        office_write_state(page, member(part, "state"));
        write_when(page, member(part, "promise_date"));
        fputs("<br><small>", page);
        html_text(page, member(part, "project_no"));
        fputs("</small>", page);
        write_acts(page, local_number, part);
        fputs("</td></tr>\n", page);
    }
    fputs("</table>\n", page);
}
