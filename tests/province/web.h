/* SPDX-License-Identifier: Apache-2.0 */
/* HTTPS on the loop: TLS 1.3 only, client certificate required. Knows no operation. */
#pragma once

#include <systemd/sd-event.h>

#include "tests/province/desk.h"

struct web;

typedef void web_serve_fn(void *user, const struct desk_request *request, struct reply *ret_reply);

struct web_options {
    uint16_t port;               /* 0: any; the same one again after web_restore() */
    const char *keys;            /* directory with ca.pem, server.pem, server.key */
    const struct guard *guard;   /* names the headers that a gateway looks at */
    const struct lapses *lapses; /* of the line: looked at by web_restore() */
    web_serve_fn *serve;
    void *user;
};

/* `options` is copied, its texts must outlive the server. NULL with a line on standard error. */
struct web *web_new(sd_event *loop, const struct web_options *options);
void web_free(struct web *web);
uint16_t web_port(const struct web *web);

bool web_is_up(const struct web *web);
/* Closes the listener and every connection at once; what waited is forgotten. */
void web_cut(struct web *web);
/* Listens again; false when the port is taken. */
bool web_restore(struct web *web);
