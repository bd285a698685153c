/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/html.h"

#include <string.h>

void html_text(FILE *page, const char *text)
{
    for (const char *at = text ? text : ""; *at; at++)
        switch (*at) {
        case '&':
            fputs("&amp;", page);
            break;
        case '<':
            fputs("&lt;", page);
            break;
        case '>':
            fputs("&gt;", page);
            break;
        case '"':
            fputs("&quot;", page);
            break;
        case '\'':
            fputs("&#39;", page);
            break;
        default:
            fputc(*at, page);
        }
}

static const struct {
    const char *path, *label, *note;
} tabs[] = {{"/cases", "办件", "cases"},
            {"/people", "人员与数据", "people, shared data"},
            {"/phones", "短信", "their phones"},
            {"/published", "公布", "published"},
            {"/booking", "预约与缴费", "appointments, fees"},
            {"/faults", "故障", "faults"},
            {"/kiosks", "终端", "kiosks"}};

static void write_tabs(FILE *page, const char *here)
{
    fputs("<nav>", page);
    for (size_t i = 0; i < ARRAY_LEN(tabs); i++)
        fprintf(page, "<a href=\"%s\"%s>%s <small>%s</small></a>", tabs[i].path,
                strcmp(here, tabs[i].path) == 0 ? " aria-current=\"page\"" : "", tabs[i].label,
                tabs[i].note);
    fputs("</nav>", page);
}

void html_begin(FILE *page, const char *title, const char *here, int again_s)
{
    fputs("<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
          page);
    if (again_s > 0)
        fprintf(page, "<meta http-equiv=\"refresh\" content=\"%d\">\n", again_s);
    fputs("<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/office.css\">\n"
          "<title>",
          page);
    html_text(page, title);
    fputs(" · 省平台</title>\n<body>\n<header><h1>省平台 <small>the province</small></h1>", page);
    if (here)
        write_tabs(page, here);
    fputs("</header>\n<main>\n", page);
}

void html_end(FILE *page)
{
    fputs("</main>\n</body>\n</html>\n", page);
}

void html_form(FILE *page, const char *path)
{
    fputs("<form method=\"post\" action=\"", page);
    html_text(page, path);
    fputs("\">", page);
}

void html_button(FILE *page, const char *label, const char *note, const char *look)
{
    fprintf(page, "<button class=\"%s\">%s <small>%s</small></button></form>\n", look, label, note);
}
