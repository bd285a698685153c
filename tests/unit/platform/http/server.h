/* SPDX-License-Identifier: Apache-2.0 */
/* TLS servers played by `openssl s_server`, with the certificates that bad-servers makes. */
#pragma once

#include <stdio.h>
#include <sys/types.h>

#include "platform/http/http.h"

enum { SERVER_PATH = 128 };

/* Makes a directory and the certificates in it; false when that fails. */
bool servers_begin(void);
const char *servers_directory(void);
void servers_done(void);
/* The exit status of `program argument`. */
int servers_run(const char *program, const char *argument);
/* "<directory>/<name>.<ending>"; holds for four calls. */
const char *server_file(const char *name, const char *ending);

struct server {
    pid_t pid;
    FILE *says;
    int typing; /* what it sends when it plays no web server */
    int port;
};

enum asks { ASKS, ASKS_NOT, REDIRECTS };

/* `version`: "-tls1_3" and so on. It listens when this returns. */
void server_start(struct server *s, const char *name, const char *version, enum asks asks);
void server_end(struct server *s);

struct asked {
    bool answered;
    int status;
    enum err err;
    enum tls_trouble trouble;
    const struct http *http;
};

/* One GET; returns when it has ended. */
struct asked ask(const char *url, const struct http_trust *trust);
