/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/web.h"

#include <gnutls/x509.h>
#include <netinet/in.h>
#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/engine.h"
#include "tests/province/pems.h"

enum { BODY_MAX = 26 * 1024 * 1024, CODE_SIZE = 64 };

struct web {
    sd_event *loop;
    struct web_options options;
    struct pems pems;
    struct engine engine;
    struct exchange *first;
};

/* One request on its way. */
struct exchange {
    struct exchange *next;
    struct web *web;
    struct MHD_Connection *connection;
    sd_event_source *delay;
    char *body;
    size_t size;
    bool waiting, waited, too_long;
    char key[CODE_SIZE];
};

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
}

/* The name in the client's certificate, which the handshake has verified; "" when there is none. */
static void read_common_name(struct MHD_Connection *c, char *ret_name, size_t size)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    unsigned count = 0;
    unsigned status = 1;
    gnutls_x509_crt_t certificate;
    *ret_name = '\0';
    if (!info || gnutls_certificate_verify_peers2(info->tls_session, &status) != 0 || status != 0)
        return;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(info->tls_session, &count);
    if (!chain || count == 0 || gnutls_x509_crt_init(&certificate) != 0)
        return;
    if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) != 0 ||
        gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, ret_name,
                                      &size) != 0)
        *ret_name = '\0';
    gnutls_x509_crt_deinit(certificate);
}

/* Before the handshake: no certificate, no connection. */
static void on_connection(void *user, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    (void)context;
    const struct web *web = user;
    if (what != MHD_CONNECTION_NOTIFY_STARTED)
        return;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (info && info->tls_session && !web->options.lapses->on[LAPSE_ANYBODY]) {
        gnutls_certificate_server_set_request(info->tls_session, GNUTLS_CERT_REQUIRE);
        gnutls_session_set_verify_cert(info->tls_session, NULL, 0);
    }
}

static struct exchange *exchange_new(struct web *web, struct MHD_Connection *c)
{
    struct exchange *x = calloc(1, sizeof *x);
    if (!x)
        return NULL;
    *x = (struct exchange){.web = web, .connection = c, .next = web->first};
    snprintf(x->key, sizeof x->key, "%s", header(c, "Idempotency-Key"));
    web->first = x;
    return x;
}

static void on_completed(void *user, struct MHD_Connection *c, void **context,
                         enum MHD_RequestTerminationCode why)
{
    (void)c, (void)why;
    struct web *web = user;
    struct exchange *x = *context;
    struct exchange **at = &web->first;
    if (!x)
        return;
    while (*at != x)
        at = &(*at)->next;
    *at = x->next;
    sd_event_source_disable_unref(x->delay);
    free(x->body);
    free(x);
    *context = NULL;
}

static bool take_body(struct exchange *x, const char *data, size_t size)
{
    if (size > BODY_MAX - x->size)
        return false;
    char *body = realloc(x->body, x->size + size + 1);
    if (!body)
        return false;
    memcpy(body + x->size, data, size);
    x->body = body;
    x->size += size;
    body[x->size] = '\0';
    return true;
}

static bool key_waits(const struct web *web, const struct exchange *mine)
{
    for (const struct exchange *x = web->first; x; x = x->next)
        if (x != mine && x->waiting && *x->key && strcmp(x->key, mine->key) == 0)
            return true;
    return false;
}

static int on_delay_over(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    struct exchange *x = user;
    struct web *web = x->web;
    x->waiting = false;
    x->waited = true;
    MHD_resume_connection(x->connection);
    engine_pump(&web->engine);
    return 0;
}

static enum MHD_Result wait_for(struct exchange *x, long ms)
{
    if (sd_event_add_time_relative(x->web->loop, &x->delay, CLOCK_MONOTONIC, (uint64_t)ms * 1000,
                                   1000, on_delay_over, x) < 0)
        return MHD_NO;
    x->waiting = true;
    MHD_suspend_connection(x->connection);
    return MHD_YES;
}

/* A body that ends too early. */
struct torn {
    size_t left;
    char *at, *text;
};

static ssize_t read_torn(void *user, uint64_t position, char *buffer, size_t room)
{
    (void)position;
    struct torn *torn = user;
    size_t n = torn->left < room ? torn->left : room;
    if (n == 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    memcpy(buffer, torn->at, n);
    torn->at += n;
    torn->left -= n;
    return (ssize_t)n;
}

static void free_torn(void *user)
{
    struct torn *torn = user;
    free(torn->text);
    free(torn);
}

static struct MHD_Response *torn_response(char *text, long bytes)
{
    size_t size = strlen(text);
    struct torn *torn = malloc(sizeof *torn);
    if (!torn)
        return NULL;
    *torn = (struct torn){(size_t)bytes < size ? (size_t)bytes : size - 1, text, text};
    return MHD_create_response_from_callback(size, 256, read_torn, torn, free_torn);
}

/* By the stepped clock; libmicrohttpd's own would be by the machine's. */
static void add_date(const struct lapses *l, struct MHD_Response *response)
{
    char text[64];
    struct tm when;
    time_t now = (time_t)(clock_wall_ms() / 1000) - (l->on[LAPSE_OLD_DATE] ? 3600 : 0);
    if (l->on[LAPSE_NO_DATE])
        return;
    gmtime_r(&now, &when);
    strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &when);
    MHD_add_response_header(response, "Date", text);
}

static enum MHD_Result send_reply(const struct web *web, struct MHD_Connection *c,
                                  const struct reply *reply)
{
    char *text = json_dumps(reply->answer.body, JSON_COMPACT);
    if (!text)
        return MHD_NO;
    struct MHD_Response *response =
        reply->how == REPLY_CUT
            ? torn_response(text, reply->amount)
            : MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_FREE);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", "application/json");
    add_date(web->options.lapses, response);
    if (reply->answer.status == 429 || reply->answer.status == 503)
        MHD_add_response_header(response, "Retry-After", "60");
    if (reply->answer.allow)
        MHD_add_response_header(response, "Allow", reply->answer.allow);
    enum MHD_Result r = MHD_queue_response(c, (unsigned)reply->answer.status, response);
    MHD_destroy_response(response);
    return r;
}

static enum MHD_Result serve(struct exchange *x, const char *method, const char *path)
{
    struct web *web = x->web;
    struct MHD_Connection *c = x->connection;
    char name[CODE_SIZE];
    read_common_name(c, name, sizeof name);
    struct desk_request request = {.judged = {.method = method,
                                              .path = path,
                                              .certificate_cn = name,
                                              .content_type = header(c, "Content-Type"),
                                              .code = header(c, "X-Kiosk-Code"),
                                              .timestamp = header(c, "X-Kiosk-Timestamp"),
                                              .nonce = header(c, "X-Kiosk-Nonce"),
                                              .digest = header(c, "X-Kiosk-Digest"),
                                              .signature = header(c, "X-Kiosk-Signature"),
                                              .key = x->key,
                                              .body = x->body ? x->body : "",
                                              .size = x->size},
                                   .waited = x->waited,
                                   .at_work = key_waits(web, x)};
    const char *const *pass = guard_headers(web->options.guard);
    for (size_t i = 0; i < GUARD_HEADERS; i++)
        request.judged.pass[i] = pass[i] ? header(c, pass[i]) : "";
    struct reply reply = {0};
    web->options.serve(web->options.user, &request, &reply);
    enum MHD_Result r;
    if (reply.how == REPLY_WAIT)
        r = wait_for(x, reply.amount);
    else
        r = reply.how == REPLY_DROP ? MHD_NO : send_reply(web, c, &reply);
    answer_done(&reply.answer);
    return r;
}

static enum MHD_Result on_request(void *user, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **context)
{
    (void)version;
    struct exchange *x = *context;
    if (!x) {
        *context = exchange_new(user, c);
        return *context ? MHD_YES : MHD_NO;
    }
    if (*size > 0) {
        bool taken = take_body(x, data, *size);
        *size = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    return x->waiting ? MHD_YES : serve(x, method, url);
}

/* Lets the server work and asks when it wants to again. */
bool web_restore(struct web *web)
{
    if (web->engine.daemon)
        return true;
    /* Anew each time: a certificate may have been renewed. */
    if (!pems_read(&web->pems, web->options.keys))
        return false;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(web->options.port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct lapses *l = web->options.lapses;
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_TLS | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK,
        web->options.port, NULL, NULL, on_request, web, MHD_OPTION_SOCK_ADDR, &address,
        MHD_OPTION_HTTPS_MEM_KEY, web->pems.key, MHD_OPTION_HTTPS_MEM_CERT, web->pems.certificate,
        MHD_OPTION_HTTPS_MEM_TRUST, web->pems.ca, MHD_OPTION_HTTPS_PRIORITIES,
        l->on[LAPSE_OLD_TLS] ? "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"
                             : "NORMAL:-VERS-ALL:+VERS-TLS1.3",
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, web, MHD_OPTION_NOTIFY_CONNECTION, on_connection,
        web, MHD_OPTION_END);
    if (!engine_start(&web->engine, web->loop, daemon))
        return false;
    web->options.port = engine_port(&web->engine);
    return true;
}

void web_cut(struct web *web)
{
    if (!web->engine.daemon)
        return;
    for (struct exchange *x = web->first; x; x = x->next)
        if (x->waiting) /* the server must not stop with a suspended connection */
            MHD_resume_connection(x->connection);
    engine_stop(&web->engine);
}

struct web *web_new(sd_event *loop, const struct web_options *options)
{
    struct web *web = calloc(1, sizeof *web);
    if (!web)
        return NULL;
    *web = (struct web){.loop = loop, .options = *options};
    if (!web_restore(web)) {
        fprintf(stderr, "province-standin: cannot listen on port %u\n", options->port);
        web_free(web);
        return NULL;
    }
    return web;
}

void web_free(struct web *web)
{
    if (!web)
        return;
    web_cut(web);
    pems_done(&web->pems);
    free(web);
}

uint16_t web_port(const struct web *web)
{
    return web->options.port;
}

bool web_is_up(const struct web *web)
{
    return web->engine.daemon != NULL;
}
