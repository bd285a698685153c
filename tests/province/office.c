/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office.h"

#include <netinet/in.h>
#include <string.h>

#include "platform/base/paths.h"
#include "tests/province/engine.h"
#include "tests/province/office_acts.h"
#include "tests/province/office_pages.h"

enum { FORM_MAX = 256 * 1024, FIELD_MAX = 64 * 1024, BACK_SIZE = 256, STYLE_MAX = 64 * 1024 };

struct office {
    struct engine engine;
    struct control_rooms rooms;
    struct control *control;
    uint16_t port;
};

/* A form on its way. */
struct visit {
    struct MHD_PostProcessor *reader;
    json_t *form;
    size_t size;
    bool bad;
};

static enum MHD_Result send_text(struct MHD_Connection *c, unsigned status, const char *type,
                                 char *text, size_t size)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(size, text, MHD_RESPMEM_MUST_FREE);
    if (!r)
        return MHD_NO;
    MHD_add_response_header(r, "Content-Type", type);
    MHD_add_response_header(r, "Cache-Control", "no-store");
    MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
    /* Only the dock, which is on this machine, may show it in a frame. */
    MHD_add_response_header(r, "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; img-src data:; form-action "
                            "'self'; frame-ancestors http://127.0.0.1:* http://localhost:*");
    enum MHD_Result result = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return result;
}

static enum MHD_Result send_words(struct MHD_Connection *c, unsigned status, const char *words)
{
    char *text = strdup(words);
    return text ? send_text(c, status, "text/plain; charset=utf-8", text, strlen(text)) : MHD_NO;
}

static enum MHD_Result send_back(struct MHD_Connection *c, const char *to)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!r)
        return MHD_NO;
    MHD_add_response_header(r, "Location", to);
    enum MHD_Result result = MHD_queue_response(c, MHD_HTTP_SEE_OTHER, r);
    MHD_destroy_response(r);
    return result;
}

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
}

static bool is_here(const struct office *o, const char *host)
{
    char number[32], name[32];
    snprintf(number, sizeof number, "127.0.0.1:%u", o->port);
    snprintf(name, sizeof name, "localhost:%u", o->port);
    return strcmp(host, number) == 0 || strcmp(host, name) == 0;
}

/* A page of another site must not act here, nor reach this by a name that leads here. */
static bool is_for_us(const struct office *o, struct MHD_Connection *c)
{
    const char *origin = header(c, "Origin");
    static const char scheme[] = "http://";
    if (!is_here(o, header(c, "Host")))
        return false;
    return !*origin ||
           (strncmp(origin, scheme, strlen(scheme)) == 0 && is_here(o, origin + strlen(scheme)));
}

static enum MHD_Result send_style(struct MHD_Connection *c)
{
    char *text;
    size_t size;
    if (paths_read_file(OFFICE_PAGE "/office.css", STYLE_MAX, &text, &size) != ERR_NONE)
        return send_words(c, MHD_HTTP_NOT_FOUND, "no style");
    return send_text(c, MHD_HTTP_OK, "text/css; charset=utf-8", text, size);
}

static enum MHD_Result send_page(const struct office *o, struct MHD_Connection *c, const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *page = open_memstream(&text, &size);
    if (!page)
        return MHD_NO;
    bool there = office_page(page, &o->rooms, path);
    fclose(page);
    if (there)
        return send_text(c, MHD_HTTP_OK, "text/html; charset=utf-8", text, size);
    free(text);
    return send_words(c, MHD_HTTP_NOT_FOUND, "没有这一页 · no such page\n");
}

static enum MHD_Result act(struct office *o, struct MHD_Connection *c, const char *path,
                           const struct visit *visit)
{
    char back[BACK_SIZE] = "/cases";
    if (visit->bad)
        return send_words(c, MHD_HTTP_BAD_REQUEST, "表单读不懂 · the form cannot be read\n");
    switch (office_act(&o->rooms, path, visit->form, back)) {
    case OFFICE_DONE:
        control_look(o->control);
        return send_back(c, back);
    case OFFICE_WRONG:
        return send_words(c, MHD_HTTP_UNPROCESSABLE_CONTENT, back);
    case OFFICE_NOWHERE:
    default:
        return send_words(c, MHD_HTTP_NOT_FOUND, "没有这一页 · no such page\n");
    }
}

static enum MHD_Result on_field(void *user, enum MHD_ValueKind kind, const char *name,
                                const char *file, const char *type, const char *encoding,
                                const char *data, uint64_t offset, size_t size)
{
    (void)kind, (void)file, (void)type, (void)encoding;
    struct visit *visit = user;
    const char *had = offset ? json_string_value(json_object_get(visit->form, name)) : "";
    AUTO(auto_free) char *text = NULL;
    if (!had || strlen(had) + size > FIELD_MAX ||
        asprintf(&text, "%s%.*s", had, (int)size, data) < 0 ||
        json_object_set_new(visit->form, name, json_string(text)) != 0)
        visit->bad = true; /* too long, or no UTF-8 */
    return MHD_YES;
}

/* `c` NULL: a request that brings no form. */
static struct visit *visit_new(struct MHD_Connection *c)
{
    struct visit *visit = calloc(1, sizeof *visit);
    if (!visit)
        return NULL;
    visit->form = json_object();
    visit->reader = c ? MHD_create_post_processor(c, 4096, on_field, visit) : NULL;
    visit->bad = !visit->reader || !visit->form;
    return visit;
}

static enum MHD_Result on_request(void *user, struct MHD_Connection *c, const char *path,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **context)
{
    (void)version;
    struct office *o = user;
    bool posts = strcmp(method, "POST") == 0;
    if (!*context) {
        *context = visit_new(posts ? c : NULL);
        return *context ? MHD_YES : MHD_NO;
    }
    struct visit *visit = *context;
    if (*size > 0) {
        visit->size += *size;
        visit->bad |= visit->size > FORM_MAX;
        if (!visit->bad && MHD_post_process(visit->reader, data, *size) != MHD_YES)
            visit->bad = true;
        *size = 0;
        return MHD_YES;
    }
    if (!is_for_us(o, c))
        return send_words(c, MHD_HTTP_FORBIDDEN, "not from here\n");
    if (posts)
        return act(o, c, path, visit);
    if (strcmp(method, "GET") != 0)
        return send_words(c, MHD_HTTP_METHOD_NOT_ALLOWED, "GET or POST\n");
    if (strcmp(path, "/") == 0)
        return send_back(c, "/cases");
    return strcmp(path, "/office.css") == 0 ? send_style(c) : send_page(o, c, path);
}

static void on_completed(void *user, struct MHD_Connection *c, void **context,
                         enum MHD_RequestTerminationCode why)
{
    (void)user, (void)c, (void)why;
    struct visit *visit = *context;
    if (!visit)
        return;
    if (visit->reader)
        MHD_destroy_post_processor(visit->reader);
    json_decref(visit->form);
    free(visit);
    *context = NULL;
}

struct office *office_new(sd_event *loop, uint16_t port, struct control_rooms rooms,
                          struct control *control)
{
    struct office *o = calloc(1, sizeof *o);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (!o)
        return NULL;
    o->rooms = rooms;
    o->control = control;
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL, port, NULL, NULL, on_request, o, MHD_OPTION_SOCK_ADDR,
                         &address, MHD_OPTION_NOTIFY_COMPLETED, on_completed, o, MHD_OPTION_END);
    if (!engine_start(&o->engine, loop, daemon)) {
        fprintf(stderr, "province-standin: the office cannot listen on port %u\n", port);
        free(o);
        return NULL;
    }
    o->port = engine_port(&o->engine);
    return o;
}

void office_free(struct office *office)
{
    if (!office)
        return;
    engine_stop(&office->engine);
    free(office);
}

uint16_t office_port(const struct office *office)
{
    return office->port;
}
