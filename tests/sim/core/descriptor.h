/* SPDX-License-Identifier: Apache-2.0 */
/* Descriptors as bytes, in the words of USB 2.0, 9.6. */
#pragma once

#define LE16(value) (uint8_t)((value)&255), (uint8_t)((value) >> 8)

/* Strings 1, 2 and 3; class is told by the interface. */
#define DESC_DEVICE(vendor, product, release)                                                      \
    18, 1, LE16(0x0200), 0, 0, 0, 64, LE16(vendor), LE16(product), LE16(release), 1, 2, 3, 1
#define DESC_CONFIGURATION_OF(total, interfaces, attributes)                                       \
    9, 2, LE16(total), interfaces, 1, 0, attributes, 50
#define DESC_CONFIGURATION(total, attributes) DESC_CONFIGURATION_OF(total, 1, attributes)
#define DESC_INTERFACE_AT(number, endpoints, class, subclass, protocol)                            \
    9, 4, number, 0, endpoints, class, subclass, protocol, 0
#define DESC_INTERFACE(endpoints, class, subclass, protocol)                                       \
    DESC_INTERFACE_AT(0, endpoints, class, subclass, protocol)
#define DESC_BULK(address, packet)                7, 5, address, 2, LE16(packet), 0
#define DESC_INTERRUPT(address, packet, interval) 7, 5, address, 3, LE16(packet), interval
#define DESC_HID(size)                            9, 0x21, LE16(0x0111), 0, 1, 0x22, LE16(size)

enum { BUS_POWERED = 0x80, SELF_POWERED = 0xC0 };
