/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/http/http.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "platform/base/clock.h"
#include "platform/base/secret.h"
#include "platform/http/loop.h"
#include "platform/http/memory.h"
#include "platform/http/policy.h"

enum {
    REPLY_HEADERS_MAX = 64 * 1024,
    REPLY_FIRST = 4096,
    CONTENT_TYPE_SIZE = 64,
    DATE_FRESH_MS = 30 * 1000, /* an answer that took longer does not say what time it is */
    RETRY_MAX_S = 24 * 60 * 60
};

struct http {
    struct timers *timers;
    struct http_loop *loop;
    struct http_exchange *first;
    struct http_policy policy;
    int64_t date_ms, dated_ms; /* the last Date header, and when it came by clock_now_ms() */
    http_heed_fn *heed;
    void *heed_user;
    enum tls_trouble trouble; /* of the exchange that ended last */
};

struct http_exchange {
    struct http_exchange *next;
    struct http *http;
    CURL *easy;
    struct curl_slist *headers;
    struct timer *deadline;
    struct http_greeting greeting;
    http_fn *fn;
    void *user;
    char *body; /* of the request */
    size_t body_size;
    char *reply; /* always NUL-terminated once it exists */
    size_t reply_size, reply_room, header_bytes;
    int64_t begun_ms, date_ms, retry_ms;
    char content_type[CONTENT_TYPE_SIZE];
    bool too_long;
};

static void exchange_free(struct http_exchange *x)
{
    struct http_exchange **at = &x->http->first;
    while (*at && *at != x)
        at = &(*at)->next;
    if (*at)
        *at = x->next;
    timer_free(x->deadline);
    if (x->easy) {
        http_loop_remove(x->http->loop, x->easy);
        curl_easy_cleanup(x->easy);
    }
    tls_watch_unref(x->greeting.watch);
    curl_slist_free_all(x->headers);
    wipe_free(x->body, x->body_size);
    wipe_free(x->reply, x->reply_room);
    free(x);
}

/* Before its caller does. */
static void look_at(struct http *http, const struct http_reply *reply, int64_t begun_ms)
{
    int64_t now_ms = clock_now_ms();
    if (reply->date_ms && now_ms - begun_ms <= DATE_FRESH_MS) {
        http->date_ms = reply->date_ms;
        http->dated_ms = now_ms;
    }
    if (http->heed)
        http->heed(http->heed_user, reply);
}

/* The exchange is gone before its caller hears of it: the caller may begin another at once. */
static void exchange_end(struct http_exchange *x, enum err e)
{
    http_fn *fn = x->fn;
    void *user = x->user;
    long status = 0;
    char type[CONTENT_TYPE_SIZE];
    memcpy(type, x->content_type, sizeof type);
    if (e == ERR_NONE)
        curl_easy_getinfo(x->easy, CURLINFO_RESPONSE_CODE, &status);
    struct http_reply reply = {.status = (int)status,
                               .date_ms = x->date_ms,
                               .retry_ms = x->retry_ms,
                               .content_type = type,
                               .body = x->reply,
                               .size = x->reply_size};
    char *body = x->reply;
    size_t room = x->reply_room;
    struct http *http = x->http;
    int64_t begun_ms = x->begun_ms;
    x->reply = NULL;
    exchange_free(x);
    if (!reply.body)
        reply.body = "";
    if (e == ERR_NONE)
        look_at(http, &reply, begun_ms);
    fn(user, e, e == ERR_NONE ? &reply : NULL);
    wipe_free(body, room);
}

static bool make_room(struct http_exchange *x, size_t more)
{
    size_t need = x->reply_size + more + 1;
    if (need <= x->reply_room)
        return true;
    size_t room = x->reply_room ? x->reply_room : REPLY_FIRST;
    while (room < need)
        room *= 2;
    char *bigger = malloc(room);
    if (!bigger)
        return false;
    if (x->reply)
        memcpy(bigger, x->reply, x->reply_size);
    wipe_free(x->reply, x->reply_room);
    x->reply = bigger;
    x->reply_room = room;
    return true;
}

static size_t on_body(char *data, size_t size, size_t count, void *user)
{
    struct http_exchange *x = user;
    size_t n = size * count;
    if (n > HTTP_REPLY_MAX - x->reply_size) {
        x->too_long = true;
        return 0;
    }
    if (!make_room(x, n))
        return 0;
    memcpy(x->reply + x->reply_size, data, n);
    x->reply_size += n;
    x->reply[x->reply_size] = '\0';
    return n;
}

/* The value of a header line of that name, cut to `size`; false when it is another. */
static bool header_value(const char *line, size_t len, const char *name, char *ret_value,
                         size_t size)
{
    size_t skip = strlen(name);
    if (len <= skip || line[skip] != ':' || strncasecmp(line, name, skip) != 0)
        return false;
    snprintf(ret_value, size, "%.*s", (int)(len - skip - 1), line + skip + 1);
    return true;
}

static void read_header(struct http_exchange *x, const char *line, size_t len)
{
    char value[CONTENT_TYPE_SIZE];
    if (header_value(line, len, "Date", value, sizeof value)) {
        time_t when = curl_getdate(value, NULL);
        x->date_ms = when > 0 ? (int64_t)when * 1000 : 0;
    } else if (header_value(line, len, "Retry-After", value, sizeof value)) {
        long seconds = strtol(value, NULL, 10);
        x->retry_ms = seconds > 0 && seconds <= RETRY_MAX_S ? (int64_t)seconds * 1000 : 0;
    } else if (header_value(line, len, "Content-Type", value, sizeof value)) {
        const char *start = value + strspn(value, " \t");
        snprintf(x->content_type, sizeof x->content_type, "%.*s", (int)strcspn(start, "\r\n"),
                 start);
    }
}

static size_t on_header(char *data, size_t size, size_t count, void *user)
{
    struct http_exchange *x = user;
    size_t n = size * count;
    x->header_bytes += n;
    if (x->header_bytes > REPLY_HEADERS_MAX) {
        x->too_long = true;
        return 0;
    }
    read_header(x, data, n);
    return n;
}

static void on_ended(void *user, CURL *easy, CURLcode result)
{
    (void)user;
    struct http_exchange *x = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&x);
    const struct http_ending ending = {easy, result, x->greeting.watch};
    x->http->trouble = http_ending_trouble(&ending);
    exchange_end(x, x->too_long ? ERR_TOO_LONG : http_ending_err(&ending, x->http->trouble));
}

static void on_deadline(void *user)
{
    struct http_exchange *x = user;
    x->http->trouble = TLS_FINE;
    exchange_end(x, ERR_TIMEOUT);
}

static enum err add_header(struct http_exchange *x, const char *line)
{
    if (strpbrk(line, "\r\n"))
        return ERR_USAGE;
    struct curl_slist *longer = curl_slist_append(x->headers, line);
    if (!longer)
        return ERR_MEMORY;
    x->headers = longer;
    return ERR_NONE;
}

static enum err set_body(struct http_exchange *x, const struct http_request *request)
{
    if (!request->body)
        return ERR_NONE;
    x->body = malloc(request->body_size + 1);
    if (!x->body)
        return ERR_MEMORY;
    memcpy(x->body, request->body, request->body_size);
    x->body_size = request->body_size;
    char type[128];
    snprintf(type, sizeof type, "Content-Type: %s",
             request->content_type ? request->content_type : "application/json");
    TRY(add_header(x, type));
    TRY(add_header(x, "Expect:")); /* no question before a large body */
    if (curl_easy_setopt(x->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)x->body_size) ||
        curl_easy_setopt(x->easy, CURLOPT_POSTFIELDS, x->body) ||
        curl_easy_setopt(x->easy, CURLOPT_CUSTOMREQUEST, request->puts ? "PUT" : "POST"))
        return ERR_LIBRARY;
    return ERR_NONE;
}

static enum err set_request(struct http_exchange *x, const struct http_request *request)
{
    CURL *easy = x->easy;
    for (size_t i = 0; i < HTTP_HEADERS_MAX && request->headers[i]; i++)
        TRY(add_header(x, request->headers[i]));
    TRY(set_body(x, request));
    TRY(http_policy_set(easy, &x->greeting));
    if (curl_easy_setopt(easy, CURLOPT_URL, request->url) ||
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, x->headers) ||
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)request->personal) ||
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) ||
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, x) ||
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) ||
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, x) ||
        curl_easy_setopt(easy, CURLOPT_PRIVATE, (char *)x))
        return ERR_LIBRARY;
    return ERR_NONE;
}

static enum err exchange_begin(struct http_exchange *x, const struct http_request *request)
{
    x->greeting.policy = &x->http->policy;
    TRY(tls_watch_new(&x->greeting.watch));
    x->easy = curl_easy_init();
    if (!x->easy)
        return ERR_MEMORY;
    TRY(set_request(x, request));
    TRY(timer_new(x->http->timers, on_deadline, x, &x->deadline));
    TRY(http_loop_add(x->http->loop, x->easy));
    timer_set_after(x->deadline, request->timeout_ms);
    return ERR_NONE;
}

enum err http_send(struct http *http, const struct http_request *request, http_fn *fn, void *user,
                   struct http_exchange **ret_exchange)
{
    if (request->body_size > HTTP_BODY_MAX)
        return ERR_TOO_LONG;
    if (strncmp(request->url, "https://", strlen("https://")) != 0)
        return ERR_USAGE;
    http->trouble = TLS_FINE;
    struct http_exchange *x = calloc(1, sizeof *x);
    if (!x)
        return ERR_MEMORY;
    *x = (struct http_exchange){
        .http = http, .fn = fn, .user = user, .next = http->first, .begun_ms = clock_now_ms()};
    http->first = x;
    enum err e = exchange_begin(x, request);
    if (e != ERR_NONE) {
        exchange_free(x);
        return e;
    }
    if (ret_exchange)
        *ret_exchange = x;
    return ERR_NONE;
}

void http_cancel(struct http_exchange *exchange)
{
    if (exchange)
        exchange_free(exchange);
}

enum err http_new(sd_event *loop, struct timers *timers, const struct http_trust *trust,
                  struct http **ret_http)
{
    TRY(http_memory_start());
    struct http *http = calloc(1, sizeof *http);
    if (!http)
        return ERR_MEMORY;
    http->timers = timers;
    enum err e = http_policy_copy(trust, &http->policy);
    if (e == ERR_NONE)
        e = http_loop_new(loop, on_ended, http, &http->loop);
    if (e != ERR_NONE) {
        http_free(http);
        return e;
    }
    *ret_http = http;
    return ERR_NONE;
}

void http_free(struct http *http)
{
    if (!http)
        return;
    while (http->first)
        exchange_free(http->first);
    http_loop_free(http->loop);
    http_policy_done(&http->policy);
    free(http);
}

enum err http_renew(struct http *http)
{
    return http_policy_renew(&http->policy);
}

int64_t http_server_ms(const struct http *http)
{
    return http->date_ms ? http->date_ms + clock_now_ms() - http->dated_ms : 0;
}

void http_set_heed(struct http *http, http_heed_fn *heed, void *user)
{
    http->heed = heed;
    http->heed_user = user;
}

enum tls_trouble http_trouble(const struct http *http)
{
    return http->trouble;
}
