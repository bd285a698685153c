/* SPDX-License-Identifier: Apache-2.0 */
/* What can be known of a USB device without opening it. */
#include <fcntl.h>
#include <string.h>

#include "drivers/wire/usb_port.h"
#include "platform/base/text.h"

enum { PORTS_MAX = 7 }; /* USB 3.2, 8.9: tiers below the root */

static void take_interface(struct wire_identity *identity,
                           const struct libusb_interface_descriptor *d)
{
    if (identity->interface_count == WIRE_INTERFACES_MAX)
        return;
    struct wire_interface *f = &identity->interface[identity->interface_count++];
    *f = (struct wire_interface){.number = d->bInterfaceNumber,
                                 .alternate = d->bAlternateSetting,
                                 .device_class = d->bInterfaceClass,
                                 .subclass = d->bInterfaceSubClass,
                                 .protocol = d->bInterfaceProtocol};
    for (int i = 0; i < d->bNumEndpoints && i < WIRE_ENDPOINTS_MAX; i++) {
        const struct libusb_endpoint_descriptor *e = &d->endpoint[i];
        f->endpoint[f->endpoint_count++] =
            (struct wire_endpoint){.address = e->bEndpointAddress,
                                   .type = e->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK,
                                   .max_packet = e->wMaxPacketSize & 0x7ff};
    }
}

/* bus-port.port…, as the kernel names it: it stays the same as long as the plug does. */
static void take_place(libusb_device *device, struct wire_identity *identity)
{
    uint8_t ports[PORTS_MAX];
    int count = libusb_get_port_numbers(device, ports, PORTS_MAX);
    size_t used = 0, size = sizeof identity->place;
    for (int i = 0; i < count && used < size; i++)
        used += (size_t)(i == 0 ? snprintf(identity->place, size, "%u-%u", identity->bus, ports[i])
                                : snprintf(identity->place + used, size - used, ".%u", ports[i]));
}

/* The kernel read the string when the device was plugged in; libusb could only ask the device
 * again, and not from here. */
static void take_serial(struct wire_identity *identity)
{
    char path[sizeof identity->place + 64], text[WIRE_SERIAL];
    snprintf(path, sizeof path, "/sys/bus/usb/devices/%s/serial", identity->place);
    AUTO(auto_close) int fd = identity->place[0] ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
    if (n <= 0)
        return;
    text[n] = '\0';
    text[strcspn(text, "\n")] = '\0';
    if (text_is_utf8(text, strlen(text)))
        text_copy(identity->serial, sizeof identity->serial, text);
}

enum err usb_take_identity(libusb_device *device, struct wire_identity *identity)
{
    struct libusb_device_descriptor d;
    struct libusb_config_descriptor *config = NULL;
    if (libusb_get_device_descriptor(device, &d) < 0 ||
        (libusb_get_active_config_descriptor(device, &config) < 0 &&
         libusb_get_config_descriptor(device, 0, &config) < 0))
        return ERR_IO;
    identity->vendor = d.idVendor;
    identity->product = d.idProduct;
    identity->release = d.bcdDevice;
    identity->product_string = d.iProduct;
    identity->serial_string = d.iSerialNumber;
    identity->bus = libusb_get_bus_number(device);
    identity->address = libusb_get_device_address(device);
    take_place(device, identity);
    take_serial(identity);
    for (int i = 0; i < config->bNumInterfaces; i++)
        for (int a = 0; a < config->interface[i].num_altsetting; a++)
            take_interface(identity, &config->interface[i].altsetting[a]);
    libusb_free_config_descriptor(config);
    return ERR_NONE;
}
