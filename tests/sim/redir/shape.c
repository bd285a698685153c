/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/redir/shape.h"

#include <string.h>

/* Descriptor types (USB 2.0, 9.4). */
enum { DEVICE_SIZE = 18, TYPE_INTERFACE = 4, TYPE_ENDPOINT = 5 };

static uint16_t word_at(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static void take_interface(struct usb_redir_interface_info_header *all, const uint8_t *d)
{
    if (all->interface_count == SHAPE_ENTRIES)
        return;
    uint32_t i = all->interface_count++;
    all->interface[i] = d[2];
    all->interface_class[i] = d[5];
    all->interface_subclass[i] = d[6];
    all->interface_protocol[i] = d[7];
}

static void take_endpoint(struct usb_redir_ep_info_header *all, const uint8_t *d, uint8_t interface)
{
    int i = (d[2] & 0x80) >> 3 | (d[2] & 15);
    all->type[i] = d[3] & 3;
    all->interval[i] = d[6];
    all->interface[i] = interface;
    all->max_packet_size[i] = word_at(d + 4);
}

static void begin_endpoints(struct usb_redir_ep_info_header *all, uint8_t control_packet)
{
    static const int control[] = {0, SHAPE_ENTRIES / 2};
    memset(all->type, usb_redir_type_invalid, sizeof all->type);
    for (size_t i = 0; i < ARRAY_LEN(control); i++) {
        all->type[control[i]] = usb_redir_type_control;
        all->max_packet_size[control[i]] = control_packet;
    }
}

void shape_of(const struct gadget_words *words, struct shape *ret_shape)
{
    const uint8_t *d = words->descriptors;
    uint8_t interface = 0;
    *ret_shape = (struct shape){
        .connect = {
            .speed = words->speed_mbit == 480 ? usb_redir_speed_high : usb_redir_speed_full,
            .device_class = d[4],
            .device_subclass = d[5],
            .device_protocol = d[6],
            .vendor_id = word_at(d + 8),
            .product_id = word_at(d + 10),
            .device_version_bcd = word_at(d + 12),
        }};
    begin_endpoints(&ret_shape->endpoints, d[7]);
    for (size_t at = DEVICE_SIZE; at < words->descriptors_size; at += d[at]) {
        if (d[at + 1] == TYPE_INTERFACE) {
            interface = d[at + 2];
            take_interface(&ret_shape->interfaces, d + at);
        } else if (d[at + 1] == TYPE_ENDPOINT) {
            take_endpoint(&ret_shape->endpoints, d + at, interface);
        }
    }
}
