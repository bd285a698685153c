/* SPDX-License-Identifier: Apache-2.0 */
/* A running kiosk-sim for a test that uses libusb itself: its control socket and its devices. */
#pragma once

#include <libusb.h>

#include "platform/base/err.h"

enum { LIVE_REPLY = 4096 };

struct live {
    pid_t pid;
    char folder[64], control[96], ready[96], directory[256]; /* directory: UMOCKDEV_DIR */
    int fd;                                                  /* control connection */
    libusb_context *usb;
};

/* Runs the program again under the preload with UMOCKDEV_DIR set, once; the simulator's process
 * stays. Returns in the second life. */
void live_begin(struct live *l, char **argv);
void live_end(struct live *l);
/* Sends one line; returns the reply, valid until the next call. */
const char *live_say(struct live *l, const char *format, ...) PRINTF_LIKE(2, 3);
/* Opens the device with this product id, waiting for it. */
libusb_device_handle *live_open(struct live *l, uint16_t product);
