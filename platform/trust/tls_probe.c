/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/tls_probe.h"

#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "platform/trust/openssl.h"

enum { PATIENCE_S = 10 };

static int connect_one(const struct addrinfo *at)
{
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    int fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, at->ai_addr, at->ai_addrlen) == 0)
        return fd;
    close(fd);
    return -1;
}

static int connect_any(const char *host, const char *port)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int fd = -1;
    if (getaddrinfo(host, port, &hints, &found) != 0)
        return -1;
    for (const struct addrinfo *at = found; at && fd < 0; at = at->ai_next)
        fd = connect_one(at);
    freeaddrinfo(found);
    return fd;
}

/* The weakest that the library has, so that a refusal is the server's. */
static bool allow_old(SSL_CTX *context)
{
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    return SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION) == 1;
}

/* A server that demands a certificate may end the handshake only after it chose a version: that it
 * chose an old one is enough. */
static bool chose_old(const SSL *ssl, int result)
{
    OSSL_HANDSHAKE_STATE state = SSL_get_state(ssl);
    return result == 1 || (state != TLS_ST_BEFORE && state != TLS_ST_CW_CLNT_HELLO);
}

enum err tls_probe_old(const char *host, const char *port, bool *ret_talks)
{
    AUTO(auto_close) int fd = connect_any(host, port);
    if (fd < 0)
        return ERR_UNREACHABLE;
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *ssl = context && allow_old(context) ? SSL_new(context) : NULL;
    bool ready = ssl && SSL_set_fd(ssl, fd) == 1;
    if (ready) {
        SSL_set_tlsext_host_name(ssl, (char *)(uintptr_t)host); /* it only reads */
        *ret_talks = chose_old(ssl, SSL_connect(ssl));
    }
    SSL_free(ssl);
    SSL_CTX_free(context);
    ERR_clear_error();
    return ready ? ERR_NONE : ERR_LIBRARY;
}
