/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_materials.h"

#include <string.h>

#include "tests/province/cipher.h"
#include "tests/province/desk_attachments.h"
#include "tests/province/html.h"
#include "tests/province/office_corrections.h"

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static const struct way_words {
    const char *way, *label, *note, *look;
} ways[] = {{"shared", "部门共享", "shared", "done"},
            {"captured", "终端采集", "captured", "accepted"},
            {"commitment", "告知承诺", "commitment, signed", "accepted"},
            {"later", "容缺后补", "to follow", "correction"}};

static void write_way(FILE *page, const char *way)
{
    for (size_t i = 0; i < ARRAY_LEN(ways); i++)
        if (strcmp(ways[i].way, way) == 0)
            fprintf(page, "<span class=\"state %s\">%s <small>%s</small></span>", ways[i].look,
                    ways[i].label, ways[i].note);
}

/* By when it must be there, or which text was signed, or how many pages. */
static void write_detail(FILE *page, const json_t *one)
{
    const char *due = member(one, "due_date");
    if (*member(one, "limit_days")) {
        html_text(page, member(one, "limit_days"));
        fputs(strcmp(member(one, "limit_type"), "workday") == 0 ? " 个工作日内" : " 天内", page);
    }
    if (strlen(due) == 8)
        fprintf(page, "，最晚 %.4s-%.2s-%.2s <small>due</small>", due, due + 4, due + 6);
    if (*member(one, "commitment_version")) {
        fputs("承诺书 ", page);
        html_text(page, member(one, "commitment_version"));
        fputs(" 版 <small>version signed</small>", page);
    }
    if (strcmp(member(one, "collect_way"), "captured") == 0) {
        html_text(page, member(one, "collect_count"));
        fputs(" 页 <small>pages</small>", page);
    }
}

void office_write_way(FILE *page, const json_t *material)
{
    write_way(page, member(material, "collect_way"));
    fputs(" ", page);
    write_detail(page, material);
}

static void write_materials(FILE *page, const json_t *all)
{
    if (json_array_size(all) == 0)
        return;
    fputs("<h3>材料 <small>materials</small></h3><table class=\"pairs\">\n", page);
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        fputs("<tr><th>", page);
        html_text(page, member(one, "material_name"));
        fputs(" <small>", page);
        html_text(page, member(one, "name"));
        fputs(strcmp(member(one, "is_need"), "1") == 0 ? "</small></th><td>"
                                                       : " · 可不交 optional</small></th><td>",
              page);
        office_write_way(page, one);
        fputs("</td></tr>\n", page);
    }
    fputs("</table>\n", page);
}

/* A picture is shown as it is; of the rest, what it is. */
static void write_attachment(FILE *page, const struct control_rooms *rooms, const char *kiosk,
                             const json_t *one)
{
    AUTO(auto_free) uint8_t *content = NULL;
    size_t size = 0;
    const char *type = member(one, "media_type");
    bool opens = desk_open_attachment(rooms->desk, kiosk, one, &content, &size);
    AUTO(auto_free) char *text = opens ? cipher_base64(content, size) : NULL;
    fputs("<figure>", page);
    if (text && strncmp(type, "image/", strlen("image/")) == 0) {
        fputs("<img alt=\"\" src=\"data:", page);
        html_text(page, type);
        fprintf(page, ";base64,%s\">", text);
    }
    fputs("<figcaption>", page);
    html_text(page, member(one, "name"));
    fputs(" <small>", page);
    html_text(page, type);
    fprintf(page, ", %zu B · %s</small></figcaption></figure>\n", size,
            opens ? "SM3 ✓" : "打不开 cannot be opened");
}

void office_write_pages(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                        const char *material)
{
    const json_t *all = json_object_get(doc, "attachments");
    fputs("<div class=\"attachments\">\n", page);
    for (size_t i = 0; i < json_array_size(all); i++)
        if (strcmp(member(json_array_get(all, i), "name"), material) == 0)
            write_attachment(page, rooms, member(doc, "kiosk_code"), json_array_get(all, i));
    fputs("</div>\n", page);
}

static void write_attachments(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                              const json_t *corrections)
{
    const json_t *all = json_object_get(doc, "attachments");
    size_t here = 0;
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        if (office_is_corrected(corrections, member(one, "name")))
            continue;
        if (here++ == 0)
            fputs("<h3>附件 <small>attachments</small></h3><div class=\"attachments\">\n", page);
        write_attachment(page, rooms, member(doc, "kiosk_code"), one);
    }
    if (here)
        fputs("</div>\n", page);
}

void office_materials(FILE *page, const struct control_rooms *rooms, const json_t *doc,
                      const json_t *corrections)
{
    write_materials(page, json_object_get(doc, "materials"));
    write_attachments(page, rooms, doc, corrections);
}
