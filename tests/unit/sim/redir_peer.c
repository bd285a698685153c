/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/sim/redir_peer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "platform/base/clock.h"

static void note(struct peer *p, struct heard heard)
{
    assert_true(p->count < PEER_HEARD);
    p->heard[p->count++] = heard;
}

static void keep(struct peer *p, uint8_t *data, int size)
{
    assert_true(size >= 0 && size <= PEER_DATA);
    if (size > 0)
        memcpy(p->data, data, (size_t)size);
    usbredirparser_free_packet_data(p->parser, data);
}

/* ---- what comes ---- */

static void on_hello(void *user, struct usb_redir_hello_header *h)
{
    (void)h;
    note(user, (struct heard){.what = "hello"});
}

static void on_connect(void *user, struct usb_redir_device_connect_header *h)
{
    struct peer *p = user;
    p->device = *h;
    note(p, (struct heard){.what = "connect", .value = h->product_id});
}

static void on_gone(void *user)
{
    note(user, (struct heard){.what = "gone"});
}

static void on_interfaces(void *user, struct usb_redir_interface_info_header *h)
{
    ((struct peer *)user)->interfaces = *h;
}

static void on_endpoints(void *user, struct usb_redir_ep_info_header *h)
{
    ((struct peer *)user)->endpoints = *h;
    note(user, (struct heard){.what = "shape"});
}

static void on_configuration(void *user, uint64_t id,
                             struct usb_redir_configuration_status_header *h)
{
    note(user, (struct heard){"configuration", id, h->status, 0, h->configuration, 0});
}

static void on_alternate(void *user, uint64_t id, struct usb_redir_alt_setting_status_header *h)
{
    note(user, (struct heard){"alternate", id, h->status, h->interface, h->alt, 0});
}

static void on_listening(void *user, uint64_t id,
                         struct usb_redir_interrupt_receiving_status_header *h)
{
    note(user, (struct heard){"listening", id, h->status, h->endpoint, 0, 0});
}

static void on_stream(void *user, uint64_t id, struct usb_redir_iso_stream_status_header *h)
{
    note(user, (struct heard){"stream", id, h->status, h->endpoint, 0, 0});
}

static void on_control(void *user, uint64_t id, struct usb_redir_control_packet_header *h,
                       uint8_t *data, int size)
{
    note(user, (struct heard){"control", id, h->status, h->endpoint, 0, h->length});
    keep(user, data, size);
}

static void on_bulk(void *user, uint64_t id, struct usb_redir_bulk_packet_header *h, uint8_t *data,
                    int size)
{
    size_t length = h->length | (size_t)h->length_high << 16;
    note(user, (struct heard){"bulk", id, h->status, h->endpoint, 0, length});
    keep(user, data, size);
}

static void on_interrupt(void *user, uint64_t id, struct usb_redir_interrupt_packet_header *h,
                         uint8_t *data, int size)
{
    note(user, (struct heard){"interrupt", id, h->status, h->endpoint, 0, h->length});
    keep(user, data, size);
}

/* ---- the socket ---- */

static void on_log(void *user, int level, const char *words)
{
    (void)user;
    if (level <= usbredirparser_warning)
        fail_msg("peer: %s", words);
}

static int on_read(void *user, uint8_t *data, int size)
{
    ssize_t n = recv(((struct peer *)user)->fd, data, (size_t)size, 0);
    return n < 0 && errno == EAGAIN ? 0 : n <= 0 ? -1 : (int)n;
}

static int on_write(void *user, uint8_t *data, int size)
{
    ssize_t n = send(((struct peer *)user)->fd, data, (size_t)size, MSG_NOSIGNAL);
    return n < 0 && errno == EAGAIN ? 0 : n < 0 ? -1 : (int)n;
}

static void set_functions(struct usbredirparser *q)
{
    q->log_func = on_log;
    q->read_func = on_read;
    q->write_func = on_write;
    q->hello_func = on_hello;
    q->device_connect_func = on_connect;
    q->device_disconnect_func = on_gone;
    q->interface_info_func = on_interfaces;
    q->ep_info_func = on_endpoints;
    q->configuration_status_func = on_configuration;
    q->alt_setting_status_func = on_alternate;
    q->interrupt_receiving_status_func = on_listening;
    q->iso_stream_status_func = on_stream;
    q->control_packet_func = on_control;
    q->bulk_packet_func = on_bulk;
    q->interrupt_packet_func = on_interrupt;
}

void peer_open(struct peer *p, const char *path)
{
    static const int all[] = {
        usb_redir_cap_connect_device_version,
        usb_redir_cap_filter,
        usb_redir_cap_device_disconnect_ack,
        usb_redir_cap_ep_info_max_packet_size,
        usb_redir_cap_64bits_ids,
        usb_redir_cap_32bits_bulk_length,
        usb_redir_cap_bulk_receiving,
    };
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    uint32_t caps[USB_REDIR_CAPS_SIZE] = {0};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    *p = (struct peer){.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    assert_int_equal(0, connect(p->fd, (struct sockaddr *)&address, sizeof address));
    assert_int_equal(0, fcntl(p->fd, F_SETFL, O_NONBLOCK));
    p->data = malloc(PEER_DATA);
    p->parser = usbredirparser_create();
    assert_true(p->data && p->parser);
    p->parser->priv = p;
    set_functions(p->parser);
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        usbredirparser_caps_set_cap(caps, all[i]);
    usbredirparser_init(p->parser, "test", caps, USB_REDIR_CAPS_SIZE, 0);
    peer_flush(p);
    peer_hear(p, "hello");
}

void peer_close(struct peer *p)
{
    close(p->fd);
    usbredirparser_destroy(p->parser);
    free(p->data);
}

/* True: `events` came within the time. */
static bool wait_for(const struct peer *p, short events, int64_t end_ms)
{
    struct pollfd f = {.fd = p->fd, .events = events};
    int64_t left = end_ms - clock_now_ms();
    return left > 0 && poll(&f, 1, (int)left) > 0;
}

void peer_flush(struct peer *p)
{
    int64_t end = clock_now_ms() + PEER_WAIT_MS;
    while (usbredirparser_has_data_to_write(p->parser)) {
        assert_true(wait_for(p, POLLOUT, end));
        assert_int_equal(0, usbredirparser_do_write(p->parser));
    }
}

struct heard peer_hear(struct peer *p, const char *what)
{
    int64_t end = clock_now_ms() + PEER_WAIT_MS;
    while (p->seen == p->count) {
        p->seen = p->count = 0;
        if (!wait_for(p, POLLIN, end))
            fail_msg("\"%s\" did not come", what);
        if (usbredirparser_do_read(p->parser) != 0)
            fail_msg("hung up before \"%s\"", what);
    }
    struct heard h = p->heard[p->seen++];
    assert_string_equal(what, h.what);
    return h;
}

void peer_hear_nothing(struct peer *p)
{
    enum { QUESTION = 4711 };
    usbredirparser_send_get_configuration(p->parser, QUESTION);
    peer_flush(p);
    assert_int_equal(QUESTION, peer_hear(p, "configuration").id);
}

void peer_hear_silence(struct peer *p)
{
    struct pollfd f = {.fd = p->fd, .events = POLLIN};
    assert_int_equal(p->seen, p->count);
    assert_int_equal(0, poll(&f, 1, 0));
}

void peer_hear_hang_up(struct peer *p)
{
    char byte;
    assert_true(wait_for(p, POLLIN, clock_now_ms() + PEER_WAIT_MS));
    assert_true(recv(p->fd, &byte, 1, 0) <= 0);
}

/* ---- what goes ---- */

void peer_control(struct peer *p, uint64_t id, const uint8_t setup[8], const void *data)
{
    struct usb_redir_control_packet_header h = {
        .endpoint = setup[0] & 0x80,
        .request = setup[1],
        .requesttype = setup[0],
        .value = (uint16_t)(setup[2] | setup[3] << 8),
        .index = (uint16_t)(setup[4] | setup[5] << 8),
        .length = (uint16_t)(setup[6] | setup[7] << 8),
    };
    uint8_t out[64] = {0};
    bool is_out = !(setup[0] & 0x80) && h.length > 0;
    if (is_out)
        memcpy(out, data, h.length);
    usbredirparser_send_control_packet(p->parser, id, &h, is_out ? out : NULL,
                                       is_out ? h.length : 0);
    peer_flush(p);
}

static struct usb_redir_bulk_packet_header bulk_header(uint8_t endpoint, size_t size)
{
    return (struct usb_redir_bulk_packet_header){
        .endpoint = endpoint, .length = (uint16_t)size, .length_high = (uint16_t)(size >> 16)};
}

void peer_bulk_out(struct peer *p, uint64_t id, uint8_t endpoint, void *data, size_t size)
{
    struct usb_redir_bulk_packet_header h = bulk_header(endpoint, size);
    usbredirparser_send_bulk_packet(p->parser, id, &h, data, (int)size);
    peer_flush(p);
}

void peer_bulk_in(struct peer *p, uint64_t id, uint8_t endpoint, size_t size)
{
    struct usb_redir_bulk_packet_header h = bulk_header(endpoint, size);
    usbredirparser_send_bulk_packet(p->parser, id, &h, NULL, 0);
    peer_flush(p);
}

void peer_interrupt_out(struct peer *p, uint64_t id, uint8_t endpoint, void *data, size_t size)
{
    struct usb_redir_interrupt_packet_header h = {.endpoint = endpoint, .length = (uint16_t)size};
    usbredirparser_send_interrupt_packet(p->parser, id, &h, data, (int)size);
    peer_flush(p);
}

void peer_cancel(struct peer *p, uint64_t id)
{
    usbredirparser_send_cancel_data_packet(p->parser, id);
    peer_flush(p);
}

void peer_listen(struct peer *p, uint8_t endpoint, bool listen)
{
    struct usb_redir_start_interrupt_receiving_header begin = {endpoint};
    struct usb_redir_stop_interrupt_receiving_header end = {endpoint};
    if (listen)
        usbredirparser_send_start_interrupt_receiving(p->parser, 0, &begin);
    else
        usbredirparser_send_stop_interrupt_receiving(p->parser, 0, &end);
    peer_flush(p);
}
