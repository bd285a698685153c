/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_corrections.h"

#include <string.h>

#include "tests/province/desk_corrections.h"
#include "tests/province/html.h"
#include "tests/province/items.h"
#include "tests/province/office_materials.h"

enum { ROWS = 3, NAME_SIZE = 32, WHAT_SIZE = 192, DAYS_TO_COME = 5, DAY = 8 };

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* --- the form --- */

/* What is chosen says at once which, and what it is called: "-house_lease 租房合同". */
static void write_option(FILE *page, const char *mark, const char *name, const char *title)
{
    fprintf(page, "<option value=\"%s", mark);
    html_text(page, name);
    fputs(" ", page);
    html_text(page, title);
    fputs("\">", page);
    html_text(page, title);
    fputs("</option>", page);
}

static void write_choices(FILE *page, const json_t *doc)
{
    const json_t *materials = json_object_get(doc, "materials");
    const char *name;
    json_t *value;
    for (size_t i = 0; i < json_array_size(materials); i++) {
        const json_t *one = json_array_get(materials, i);
        write_option(page, "-", member(one, "name"), member(one, "material_name"));
    }
    write_option(page, "", "contact_mobile", "contact_mobile");
    json_object_foreach(json_object_get(doc, "form"), name, value)
        write_option(page, "", name, name);
}

void office_write_lacks(FILE *page, const json_t *doc)
{
    for (int i = 1; i <= ROWS; i++) {
        fprintf(page,
                "<fieldset><select name=\"what%d\"><option value=\"\">另一份材料 another paper"
                "</option>",
                i);
        write_choices(page, doc);
        fprintf(page,
                "</select><input name=\"name%d\" maxlength=\"40\" placeholder=\"叫什么 called\">"
                "<input name=\"why%d\" maxlength=\"100\" placeholder=\"为什么 why\">"
                "<input name=\"until%d\" pattern=\"[0-9]{8}\" placeholder=\"最晚 until "
                "20261210\"></fieldset>",
                i, i, i);
    }
}

static const char *field(const json_t *form, const char *name, int row)
{
    char numbered[NAME_SIZE];
    snprintf(numbered, sizeof numbered, "%s%d", name, row);
    return member(form, numbered);
}

/* The row's words, or those for all. */
static bool return_row(const struct control_rooms *rooms, const char *number, const json_t *form,
                       int row)
{
    char what[WHAT_SIZE], day[DAY + 1];
    snprintf(what, sizeof what, "%s", field(form, "what", row));
    char *title = strchr(what, ' ');
    if (title)
        *title++ = '\0';
    const char *name = field(form, "name", row), *why = field(form, "why", row);
    const char *until = field(form, "until", row);
    const char *called = *name ? name : title ? title : "";
    items_day(DAYS_TO_COME, day);
    const struct desk_lack lack = {.field = *what == '-' ? "" : what,
                                   .material = *what == '-' ? what + 1 : "",
                                   .name = called,
                                   .reason = *why ? why : member(form, "message"),
                                   .until = strlen(until) == DAY ? until : day,
                                   .part = member(form, "part")};
    return !*called || desk_return(rooms->desk, number, &lack);
}

bool office_return(const struct control_rooms *rooms, const char *number, const json_t *form)
{
    bool ok = true;
    for (int i = 1; i <= ROWS && ok; i++)
        ok = return_row(rooms, number, form, i);
    return ok;
}

/* --- what came --- */

static const json_t *find_material(const json_t *doc, const char *name)
{
    const json_t *all = json_object_get(doc, "materials");
    for (size_t i = 0; i < json_array_size(all); i++)
        if (strcmp(member(json_array_get(all, i), "name"), name) == 0)
            return json_array_get(all, i);
    return NULL;
}

bool office_is_corrected(const json_t *corrections, const char *material)
{
    for (size_t i = 0; i < json_array_size(corrections); i++)
        if (find_material(json_array_get(corrections, i), material))
            return true;
    return false;
}

static void write_version(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                          const char *name, size_t nth)
{
    const json_t *one = find_material(doc, name);
    if (!one && nth > 0)
        return;
    fputs("<section><h4>", page);
    if (nth == 0)
        fputs("原来 <small>before</small>", page);
    else
        fprintf(page, "第 %zu 次补正 <small>corrected</small>", nth);
    fputs("</h4><p>", page);
    if (one)
        office_write_way(page, one);
    else
        fputs("没有 <small>none</small>", page);
    fputs("</p>", page);
    office_write_pages(page, rooms, doc, name);
    fputs("</section>\n", page);
}

/* Its first time among the corrections, so that it is shown once. */
static bool is_first(const json_t *corrections, size_t at, const char *name)
{
    for (size_t i = 0; i < at; i++)
        if (find_material(json_array_get(corrections, i), name))
            return false;
    return true;
}

static void write_versions_of(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                              const json_t *corrections, const json_t *material)
{
    const char *name = member(material, "name");
    fputs("<h3>", page);
    html_text(page, member(material, "material_name"));
    fputs(" <small>前后对照 before and after</small></h3><div class=\"versions\">\n", page);
    write_version(page, rooms, doc, name, 0);
    for (size_t i = 0; i < json_array_size(corrections); i++)
        write_version(page, rooms, json_array_get(corrections, i), name, i + 1);
    fputs("</div>\n", page);
}

void office_write_versions(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                           const json_t *corrections)
{
    for (size_t i = 0; i < json_array_size(corrections); i++) {
        const json_t *all = json_object_get(json_array_get(corrections, i), "materials");
        for (size_t m = 0; m < json_array_size(all); m++)
            if (is_first(corrections, i, member(json_array_get(all, m), "name")))
                write_versions_of(page, rooms, doc, corrections, json_array_get(all, m));
    }
}
