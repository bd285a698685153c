/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/drivers/core/toy.h"

#include <pthread.h>

struct toy toy;

struct toy_wire {
    struct wire wire;
    pthread_mutex_t lock;
    pthread_cond_t woken;
};

static enum err toy_pause(struct wire *wire, int64_t ms)
{
    struct toy_wire *w = (struct toy_wire *)wire;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += ms * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&w->lock);
    while (!wire_is_halted(wire) && pthread_cond_timedwait(&w->woken, &w->lock, &until) == 0)
        ;
    pthread_mutex_unlock(&w->lock);
    return wire_is_halted(wire) ? ERR_CANCELLED : ERR_NONE;
}

static void toy_wake(struct wire *wire)
{
    struct toy_wire *w = (struct toy_wire *)wire;
    pthread_mutex_lock(&w->lock);
    pthread_cond_broadcast(&w->woken);
    pthread_mutex_unlock(&w->lock);
}

static enum err toy_reset(struct wire *wire)
{
    (void)wire;
    return ERR_NONE;
}

static enum err toy_clear_halt(struct wire *wire, uint8_t endpoint)
{
    (void)wire;
    assert_int_equal(TOY_ENDPOINT, endpoint);
    atomic_fetch_add(&toy.cleared, 1);
    return ERR_NONE;
}

static void toy_close(struct wire *wire)
{
    free(wire);
}

static const struct wire_ops toy_ops = {.pause = toy_pause,
                                        .wake = toy_wake,
                                        .clear_halt = toy_clear_halt,
                                        .reset = toy_reset,
                                        .close = toy_close};

static enum err toy_open_port(struct wire_port *port, const struct wire_interface *interface,
                              struct wire **ret_wire)
{
    (void)port, (void)interface;
    struct toy_wire *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->wire.ops = &toy_ops;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->woken, NULL);
    *ret_wire = &w->wire;
    return ERR_NONE;
}

static void toy_free_port(struct wire_port *port)
{
    free(port);
}

static const struct wire_port_ops port_ops = {.open = toy_open_port, .free = toy_free_port};

static enum err toy_open(struct device *device)
{
    atomic_fetch_add(&toy.opens, 1);
    atomic_fetch_add(&toy.fresh, device->fresh);
    return (enum err)atomic_load(&toy.opening);
}

static void toy_done(struct device *device)
{
    (void)device;
}

static enum err toy_check(struct device *device)
{
    (void)device;
    return (enum err)atomic_load(&toy.health);
}

static enum err toy_identify(struct device *device, struct id_record *ret_record)
{
    device_hint(device, ID_HINT_READING);
    device_hint(device, ID_HINT_READING);
    while (atomic_load(&toy.outcome) < 0)
        TRY(wire_pause(device->wire, 5));
    TRY((enum err)atomic_load(&toy.outcome));
    return secret_set_text(&ret_record->field[ID_NAME], "张三");
}

static enum print_outcome toy_print(struct device *device, const struct receipt_job *job,
                                    enum err *ret_why)
{
    (void)device, (void)job;
    atomic_fetch_add(&toy.prints, 1);
    *ret_why = (enum err)atomic_load(&toy.outcome);
    return *ret_why == ERR_NONE ? PRINT_DONE : PRINT_INCOMPLETE;
}

const struct driver toy_reader = {.name = "toy",
                                  .device_class = DEVICE_IDCARD,
                                  .check_ms = 20,
                                  .open = toy_open,
                                  .close = toy_done,
                                  .check = toy_check,
                                  .identify = toy_identify};
const struct driver toy_printer = {.name = "toy",
                                   .device_class = DEVICE_RECEIPT,
                                   .check_ms = 20,
                                   .open = toy_open,
                                   .close = toy_done,
                                   .check = toy_check,
                                   .print = toy_print};

struct wire_port *toy_port_new(uint16_t product)
{
    struct wire_port *port = calloc(1, sizeof *port);
    assert_non_null(port);
    port->ops = &port_ops;
    port->references = 1;
    port->identity = (struct wire_identity){.vendor = 1, .product = product, .interface_count = 1};
    port->identity.interface[0].endpoint_count = 1;
    port->identity.interface[0].endpoint[0].address = TOY_ENDPOINT;
    return port;
}

struct wire_port *toy_port_at(uint16_t product, const char *place, const char *serial)
{
    struct wire_port *port = toy_port_new(product);
    port->identity.release = 0x0100;
    snprintf(port->identity.place, sizeof port->identity.place, "%s", place);
    snprintf(port->identity.serial, sizeof port->identity.serial, "%s", serial);
    return port;
}
