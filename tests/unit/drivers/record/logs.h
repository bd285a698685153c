/* SPDX-License-Identifier: Apache-2.0 */
/* Records made by hand. Include after check.h. */
#pragma once

#include <string.h>

#include "drivers/idcard/sam_codec.h"
#include "drivers/record/record.h"

static char why[RECORD_WHY];

static inline struct record record_of(const char *driver, uint8_t device_class)
{
    struct record r = {
        .identity = {.vendor = 0x400,
                     .product = 0xc35a,
                     .release = 0x100,
                     .product_string = 2,
                     .serial_string = 3,
                     .serial = "R0001",
                     .place = "1-2",
                     .interface_count = 1,
                     .interface[0] = {
                         .device_class = device_class,
                         .endpoint_count = 1,
                         .endpoint[0] = {.address = 0x81, .type = WIRE_BULK, .max_packet = 64}}}};
    strcpy(r.driver, driver);
    strcpy(r.row, "sam-usb");
    return r;
}

static inline void add(struct record *r, enum wire_act act, uint8_t endpoint, const void *data,
                       size_t size)
{
    uint8_t copy[4096];
    assert_true(size <= sizeof copy);
    memcpy(copy, data, size);
    const struct wire_entry e = {.act = act,
                                 .endpoint = endpoint,
                                 .room = (uint32_t)size,
                                 .timeout_ms = 1000,
                                 .us = 7,
                                 .data = copy,
                                 .size = size};
    assert_ok(wire_log_add(&r->log, &e));
}

static inline void ask(struct record *r, enum sam_command command)
{
    uint8_t request[SAM_REQUEST_SIZE];
    sam_request(command, request);
    add(r, WIRE_ACT_OUT, 0x02, request, sizeof request);
}

static inline void answer(struct record *r, uint8_t status, const void *data, size_t size)
{
    uint8_t frame[4096] = {0xaa, 0xaa, 0xaa, 0x96, 0x69};
    size_t len = size + 4, n = 7;
    frame[5] = (uint8_t)(len >> 8);
    frame[6] = (uint8_t)len;
    frame[n++] = 0;
    frame[n++] = 0;
    frame[n++] = status;
    memcpy(frame + n, data, size);
    n += size;
    for (size_t i = 5; i < n; i++)
        frame[n] ^= frame[i];
    add(r, WIRE_ACT_IN, 0x81, frame, n + 1);
}

static inline void control_in(struct record *r, struct wire_control control, const char *data,
                              size_t size)
{
    uint8_t copy[256];
    memcpy(copy, data, size);
    const struct wire_entry e = {.act = WIRE_ACT_CONTROL_IN,
                                 .control = control,
                                 .room = 255,
                                 .timeout_ms = 1000,
                                 .data = copy,
                                 .size = size};
    assert_ok(wire_log_add(&r->log, &e));
}
