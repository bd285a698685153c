/* SPDX-License-Identifier: Apache-2.0 */
/* libsystemd without memory: the n-th call on a message fails, and nothing was put or taken. */
#include <errno.h>
#include <stdarg.h>
#include <systemd/sd-bus.h>

#include "tests/unit/platform/scarce/scarce.h"

#define WRAPPED(call, parameters, arguments)                                                       \
    int __real_sd_bus_message_##call parameters;                                                   \
    int __wrap_sd_bus_message_##call parameters;                                                   \
    int __wrap_sd_bus_message_##call parameters                                                    \
    {                                                                                              \
        return scarce_fails() ? -ENOMEM : __real_sd_bus_message_##call arguments;                  \
    }

WRAPPED(append_basic, (sd_bus_message * m, char type, const void *p), (m, type, p))
WRAPPED(append_array, (sd_bus_message * m, char type, const void *p, size_t size),
        (m, type, p, size))
WRAPPED(open_container, (sd_bus_message * m, char type, const char *contents), (m, type, contents))
WRAPPED(close_container, (sd_bus_message * m), (m))
WRAPPED(read_basic, (sd_bus_message * m, char type, void *p), (m, type, p))
WRAPPED(read_array, (sd_bus_message * m, char type, const void **p, size_t *size),
        (m, type, p, size))
WRAPPED(enter_container, (sd_bus_message * m, char type, const char *contents), (m, type, contents))
WRAPPED(exit_container, (sd_bus_message * m), (m))

int __wrap_sd_bus_message_append(sd_bus_message *m, const char *types, ...);
int __wrap_sd_bus_message_read(sd_bus_message *m, const char *types, ...);

int __wrap_sd_bus_message_append(sd_bus_message *m, const char *types, ...)
{
    if (scarce_fails())
        return -ENOMEM;
    va_list values;
    va_start(values, types);
    int r = sd_bus_message_appendv(m, types, values);
    va_end(values);
    return r;
}

int __wrap_sd_bus_message_read(sd_bus_message *m, const char *types, ...)
{
    if (scarce_fails())
        return -ENOMEM;
    va_list values;
    va_start(values, types);
    int r = sd_bus_message_readv(m, types, values);
    va_end(values);
    return r;
}
