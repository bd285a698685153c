/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/http/loop.h"

#include <sys/epoll.h>

struct http_loop {
    sd_event *event;
    CURLM *multi;
    sd_event_source *timer;
    http_loop_done_fn *done;
    void *user;
};

/* A callback may add or remove transfers; curl is asked again until it has nothing to tell. */
static void tell_ended(struct http_loop *loop)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(loop->multi, &left))) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *easy = message->easy_handle;
        CURLcode result = message->data.result;
        curl_multi_remove_handle(loop->multi, easy);
        loop->done(loop->user, easy, result);
    }
}

static int on_socket_ready(sd_event_source *source, int fd, uint32_t events, void *user)
{
    (void)source;
    struct http_loop *loop = user;
    int what = 0;
    int running;
    if (events & (EPOLLIN | EPOLLHUP))
        what |= CURL_CSELECT_IN;
    if (events & EPOLLOUT)
        what |= CURL_CSELECT_OUT;
    if (events & EPOLLERR)
        what |= CURL_CSELECT_ERR;
    curl_multi_socket_action(loop->multi, fd, what, &running);
    tell_ended(loop);
    return 0;
}

static int on_timer(sd_event_source *source, uint64_t usec, void *user)
{
    (void)source, (void)usec;
    struct http_loop *loop = user;
    int running;
    curl_multi_socket_action(loop->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    tell_ended(loop);
    return 0;
}

static uint32_t epoll_events_of(int what)
{
    switch (what) {
    case CURL_POLL_IN:
        return EPOLLIN;
    case CURL_POLL_OUT:
        return EPOLLOUT;
    case CURL_POLL_INOUT:
        return EPOLLIN | EPOLLOUT;
    default:
        return 0;
    }
}

/* curl tells which socket to watch; `kept` is our watch of it. */
static int on_watch(CURL *easy, curl_socket_t fd, int what, void *user, void *kept)
{
    (void)easy;
    struct http_loop *loop = user;
    sd_event_source *source = kept;
    if (what == CURL_POLL_REMOVE) {
        sd_event_source_disable_unref(source);
        return 0;
    }
    if (source)
        return sd_event_source_set_io_events(source, epoll_events_of(what)) < 0 ? -1 : 0;
    if (sd_event_add_io(loop->event, &source, fd, epoll_events_of(what), on_socket_ready, loop) < 0)
        return -1;
    curl_multi_assign(loop->multi, fd, source);
    return 0;
}

/* curl's own clock, not ours: it has no seam, and curl never asks again after an early call. */
static int on_set_timer(CURLM *multi, long delay_ms, void *user)
{
    (void)multi;
    struct http_loop *loop = user;
    if (delay_ms < 0)
        return sd_event_source_set_enabled(loop->timer, SD_EVENT_OFF) < 0 ? -1 : 0;
    if (sd_event_source_set_time_relative(loop->timer, (uint64_t)delay_ms * 1000) < 0 ||
        sd_event_source_set_enabled(loop->timer, SD_EVENT_ONESHOT) < 0)
        return -1;
    return 0;
}

enum err http_loop_new(sd_event *event, http_loop_done_fn *done, void *user,
                       struct http_loop **ret_loop)
{
    struct http_loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        return ERR_MEMORY;
    *loop =
        (struct http_loop){.event = event, .done = done, .user = user, .multi = curl_multi_init()};
    /* To the microsecond: a request waits for the first call. */
    if (!loop->multi || sd_event_add_time_relative(event, &loop->timer, CLOCK_MONOTONIC, 0, 1,
                                                   on_timer, loop) < 0) {
        http_loop_free(loop);
        return ERR_LIBRARY;
    }
    sd_event_source_set_enabled(loop->timer, SD_EVENT_OFF);
    curl_multi_setopt(loop->multi, CURLMOPT_SOCKETFUNCTION, on_watch);
    curl_multi_setopt(loop->multi, CURLMOPT_SOCKETDATA, loop);
    curl_multi_setopt(loop->multi, CURLMOPT_TIMERFUNCTION, on_set_timer);
    curl_multi_setopt(loop->multi, CURLMOPT_TIMERDATA, loop);
    curl_multi_setopt(loop->multi, CURLMOPT_MAXCONNECTS, 4L);
    *ret_loop = loop;
    return ERR_NONE;
}

void http_loop_free(struct http_loop *loop)
{
    if (!loop)
        return;
    curl_multi_cleanup(loop->multi);
    sd_event_source_disable_unref(loop->timer);
    free(loop);
}

enum err http_loop_add(struct http_loop *loop, CURL *easy)
{
    return curl_multi_add_handle(loop->multi, easy) == CURLM_OK ? ERR_NONE : ERR_LIBRARY;
}

void http_loop_remove(struct http_loop *loop, CURL *easy)
{
    curl_multi_remove_handle(loop->multi, easy);
}
