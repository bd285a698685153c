/* SPDX-License-Identifier: Apache-2.0 */
/* The talk with one peer, as the protocol's usb-host. */
#include <errno.h>
#include <sys/socket.h>

#include "platform/base/log.h"
#include "tests/sim/redir/port.h"
#include "tests/sim/redir/shape.h"

/* ---- the socket ---- */

static int on_read(void *user, uint8_t *data, int size)
{
    const struct port *port = user;
    ssize_t n = recv(port->fd, data, (size_t)size, 0);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    return n == 0 ? -1 : (int)n;
}

static int on_write(void *user, uint8_t *data, int size)
{
    const struct port *port = user;
    ssize_t n = send(port->fd, data, (size_t)size, MSG_NOSIGNAL);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    return (int)n;
}

static void on_log(void *user, int level, const char *words)
{
    const struct port *port = user;
    log_event(level <= usbredirparser_warning ? LOG_WARN : LOG_DEBUG, "sim_redir",
              "device=%s said=\"%s\"", port->gadget->words->name, words);
}

void session_flush(struct port *port)
{
    if (usbredirparser_do_write(port->parser) != 0)
        shutdown(port->fd, SHUT_RDWR); /* the serving thread sees it and closes */
    else if (usbredirparser_has_data_to_write(port->parser))
        port_ring(port); /* it may be waiting without a wish to write */
}

bool session_read(struct port *port)
{
    if (usbredirparser_do_read(port->parser) != 0)
        return false;
    session_flush(port);
    return true;
}

/* ---- the device's coming and going ---- */

static void tell_shape(struct port *port, struct shape *shape)
{
    shape_of(port->gadget->words, shape);
    usbredirparser_send_interface_info(port->parser, &shape->interfaces);
    usbredirparser_send_ep_info(port->parser, &shape->endpoints);
}

static void show(struct port *port)
{
    struct shape shape;
    tell_shape(port, &shape);
    usbredirparser_send_device_connect(port->parser, &shape.connect);
    port->shown = true;
}

static void take_away(struct port *port)
{
    packet_drop_all(port);
    usbredirparser_send_device_disconnect(port->parser);
    port->shown = false;
    port->leaving = usbredirparser_peer_has_cap(port->parser, usb_redir_cap_device_disconnect_ack);
}

void session_tell(struct port *port)
{
    bool there = port->gadget->presence == GADGET_PRESENT;
    if (port->fd < 0 || !port->met || there == port->shown || (there && port->leaving))
        return;
    if (there)
        show(port);
    else
        take_away(port);
    session_flush(port);
}

static void on_hello(void *user, struct usb_redir_hello_header *h)
{
    struct port *port = user;
    log_event(LOG_INFO, "sim_redir_met", "device=%s peer=\"%.*s\"", port->gadget->words->name,
              (int)sizeof h->version, h->version);
    port->met = true;
    session_tell(port);
}

static void on_disconnect_ack(void *user)
{
    struct port *port = user;
    port->leaving = false;
    session_tell(port);
}

/* ---- the device's state ---- */

static void on_reset(void *user)
{
    struct port *port = user;
    if (port->shown)
        gadget_reset(port->gadget);
}

static void tell_configuration(struct port *port, uint64_t id, uint8_t status)
{
    struct usb_redir_configuration_status_header h = {status, port->gadget->configuration};
    usbredirparser_send_configuration_status(port->parser, id, &h);
}

/* 0 is "address state" (USB 2.0, 9.4.7). Halts and half-received things end with it. */
static void on_set_configuration(void *user, uint64_t id,
                                 struct usb_redir_set_configuration_header *h)
{
    struct port *port = user;
    struct shape shape;
    bool known = h->configuration <= 1;
    if (known && port->shown) {
        gadget_reset(port->gadget);
        port->gadget->configuration = h->configuration;
        tell_shape(port, &shape);
    }
    tell_configuration(port, id, known ? usb_redir_success : usb_redir_stall);
}

static void on_get_configuration(void *user, uint64_t id)
{
    tell_configuration(user, id, usb_redir_success);
}

static void tell_alternate(struct port *port, uint64_t id, uint8_t interface, uint8_t alternate)
{
    bool good = interface < port->gadget->interfaces && alternate == 0;
    struct usb_redir_alt_setting_status_header h = {good ? usb_redir_success : usb_redir_stall,
                                                    interface, 0};
    usbredirparser_send_alt_setting_status(port->parser, id, &h);
}

static void on_set_alternate(void *user, uint64_t id, struct usb_redir_set_alt_setting_header *h)
{
    tell_alternate(user, id, h->interface, h->alt);
}

static void on_get_alternate(void *user, uint64_t id, struct usb_redir_get_alt_setting_header *h)
{
    tell_alternate(user, id, h->interface, 0);
}

/* ---- endpoints ---- */

static void tell_listening(struct port *port, uint64_t id, uint8_t endpoint, uint8_t status)
{
    struct usb_redir_interrupt_receiving_status_header h = {status, endpoint};
    usbredirparser_send_interrupt_receiving_status(port->parser, id, &h);
}

/* The answer first: what the device has to say may come at once. */
static void on_listen(void *user, uint64_t id, struct usb_redir_start_interrupt_receiving_header *h)
{
    struct port *port = user;
    const struct endpoint *e = gadget_endpoint(port->gadget, h->endpoint);
    bool good = port->shown && e && !e->halted;
    tell_listening(port, id, h->endpoint, good ? usb_redir_success : usb_redir_stall);
    if (good && !packet_listen(port, h->endpoint))
        tell_listening(port, id, h->endpoint, usb_redir_stall);
}

static void on_stop_listening(void *user, uint64_t id,
                              struct usb_redir_stop_interrupt_receiving_header *h)
{
    packet_stop_listening(user, h->endpoint);
    tell_listening(user, id, h->endpoint, usb_redir_success);
}

static void on_cancel(void *user, uint64_t id)
{
    packet_cancel(user, id);
}

/* What was sent before the peer heard that the device is gone is for a device that is no more. */
static void on_control(void *user, uint64_t id, struct usb_redir_control_packet_header *h,
                       uint8_t *data, int size)
{
    struct port *port = user;
    if (port->shown)
        packet_control(port, id, h, data, (size_t)size);
    usbredirparser_free_packet_data(port->parser, data);
}

static void on_bulk(void *user, uint64_t id, struct usb_redir_bulk_packet_header *h, uint8_t *data,
                    int size)
{
    struct port *port = user;
    if (port->shown)
        packet_bulk(port, id, h, data, (size_t)size);
    usbredirparser_free_packet_data(port->parser, data);
}

static void on_interrupt(void *user, uint64_t id, struct usb_redir_interrupt_packet_header *h,
                         uint8_t *data, int size)
{
    struct port *port = user;
    if (port->shown)
        packet_interrupt_out(port, id, h, data, (size_t)size);
    usbredirparser_free_packet_data(port->parser, data);
}

/* No device here has such endpoints. */
static void refuse_stream(struct port *port, uint64_t id, uint8_t endpoint)
{
    struct usb_redir_iso_stream_status_header h = {usb_redir_inval, endpoint};
    usbredirparser_send_iso_stream_status(port->parser, id, &h);
}

static void on_start_stream(void *user, uint64_t id, struct usb_redir_start_iso_stream_header *h)
{
    refuse_stream(user, id, h->endpoint);
}

static void on_stop_stream(void *user, uint64_t id, struct usb_redir_stop_iso_stream_header *h)
{
    refuse_stream(user, id, h->endpoint);
}

static void on_stream(void *user, uint64_t id, struct usb_redir_iso_packet_header *h, uint8_t *data,
                      int size)
{
    (void)size;
    refuse_stream(user, id, h->endpoint);
    usbredirparser_free_packet_data(((struct port *)user)->parser, data);
}

/* ---- beginning and end ---- */

static void set_functions(struct usbredirparser *p)
{
    p->log_func = on_log;
    p->read_func = on_read;
    p->write_func = on_write;
    p->hello_func = on_hello;
    p->reset_func = on_reset;
    p->set_configuration_func = on_set_configuration;
    p->get_configuration_func = on_get_configuration;
    p->set_alt_setting_func = on_set_alternate;
    p->get_alt_setting_func = on_get_alternate;
    p->start_iso_stream_func = on_start_stream;
    p->stop_iso_stream_func = on_stop_stream;
    p->iso_packet_func = on_stream;
    p->start_interrupt_receiving_func = on_listen;
    p->stop_interrupt_receiving_func = on_stop_listening;
    p->cancel_data_packet_func = on_cancel;
    p->control_packet_func = on_control;
    p->bulk_packet_func = on_bulk;
    p->interrupt_packet_func = on_interrupt;
    p->device_disconnect_ack_func = on_disconnect_ack;
}

/* Not among them: bulk receiving, which would read ahead of the host's wish; filters; streams. */
static const int capabilities[] = {
    usb_redir_cap_connect_device_version,  usb_redir_cap_device_disconnect_ack,
    usb_redir_cap_ep_info_max_packet_size, usb_redir_cap_64bits_ids,
    usb_redir_cap_32bits_bulk_length,
};

enum err session_open(struct port *port, int fd)
{
    uint32_t caps[USB_REDIR_CAPS_SIZE] = {0};
    port->parser = usbredirparser_create();
    if (!port->parser)
        return ERR_MEMORY;
    port->fd = fd;
    port->met = port->shown = port->leaving = false;
    port->parser->priv = port;
    set_functions(port->parser);
    for (size_t i = 0; i < ARRAY_LEN(capabilities); i++)
        usbredirparser_caps_set_cap(caps, capabilities[i]);
    usbredirparser_init(port->parser, "kiosk-sim", caps, USB_REDIR_CAPS_SIZE,
                        usbredirparser_fl_usb_host);
    session_flush(port);
    return ERR_NONE;
}

void session_close(struct port *port)
{
    if (port->fd < 0)
        return;
    close(port->fd);
    port->fd = -1;
    packet_drop_all(port);
    usbredirparser_destroy(port->parser);
    port->parser = NULL;
    port->met = port->shown = port->leaving = false;
}
