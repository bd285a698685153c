/* SPDX-License-Identifier: Apache-2.0 */
/* dialogues ROUNDS: what drivers add to the time of the wire. Each dialogue runs on simulated
 * devices through the real libusb (umockdev); a seam laid over the wire counts the time within its
 * calls. Then 20 kB of raster, by our wire and by plain libusb in turns. One line a value:
 * dialogue, what, value, separated by tabs. */
#include "tests/unit/check.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "drivers/idcard/sam_driver.h"
#include "drivers/receipt/receipt.h"
#include "drivers/scanner/scanner.h"
#include "drivers/wire/usb.h"
#include "platform/base/clock.h"
#include "tests/unit/drivers/receipt/slip.h"
#include "tests/unit/sim/live.h"

enum {
    READER = 0xC35A,
    PRINTER = 0x0E15,
    SCANNER = 0x0901,
    ARRIVAL_S = 10,
    BEGUN_MS = 200, /* a command waits for the citizen by then */
    RASTER_WIDE = 72,
    RASTER_HIGH = 284,
    RASTER_HEAD = 8,
    RASTER = RASTER_HEAD + RASTER_WIDE * RASTER_HIGH,
    PIECE = 4096,
    WAIT_MS = 5000,
    OUT = 0x01,
};

static struct live live;
static struct wire_usb *usb;
static struct ids *ids;
static const struct driver_settings settings = {.receipt_profile = "generic-80"};
static const uint16_t products[] = {READER, PRINTER, SCANNER};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct wire_port *ports[ARRAY_LEN(products)];

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int64_t busy_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* --- the seam over the wire --- */

static struct {
    const struct wire_ops *real;
    int64_t waited_ns, busy_ns; /* within calls */
    unsigned calls;
} seam;

struct span {
    int64_t began, busy;
};

static struct span enter(void)
{
    return (struct span){now_ns(), busy_ns()};
}

static enum err leave(struct span s, enum err e)
{
    seam.waited_ns += now_ns() - s.began;
    seam.busy_ns += busy_ns() - s.busy;
    seam.calls++;
    return e;
}

static enum err timed_transfer(struct wire *w, const struct wire_transfer *t, size_t *ret_done)
{
    struct span s = enter();
    return leave(s, seam.real->transfer(w, t, ret_done));
}

static enum err timed_clear_halt(struct wire *w, uint8_t endpoint)
{
    struct span s = enter();
    return leave(s, seam.real->clear_halt(w, endpoint));
}

static enum err timed_reset(struct wire *w)
{
    struct span s = enter();
    return leave(s, seam.real->reset(w));
}

static enum err timed_pause(struct wire *w, int64_t ms)
{
    struct span s = enter();
    return leave(s, seam.real->pause(w, ms));
}

static struct wire_ops timed;

static void lay_seam(struct wire *w)
{
    seam.real = w->ops;
    timed = *w->ops;
    timed.transfer = timed_transfer;
    timed.clear_halt = timed_clear_halt;
    timed.reset = timed_reset;
    timed.pause = timed_pause;
    w->ops = &timed;
}

/* --- devices --- */

static void on_plug(void *user, struct wire_port *port, bool arrived)
{
    (void)user;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < ARRAY_LEN(products); i++)
        if (arrived && !ports[i] && port->identity.product == products[i])
            ports[i] = wire_port_ref(port);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static struct wire_port *port_of(size_t i)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ARRIVAL_S;
    pthread_mutex_lock(&lock);
    while (!ports[i])
        assert_int_equal(0, pthread_cond_timedwait(&changed, &lock, &until));
    pthread_mutex_unlock(&lock);
    return ports[i];
}

static void open_wire(struct device *d, size_t i)
{
    struct wire_port *port = port_of(i);
    const struct wire_interface *interface = NULL;
    const struct id_row *row = ids_match(ids, &port->identity, &interface);
    assert_non_null(row);
    *d = (struct device){.settings = &settings, .info.id = "bench", .row = row};
    assert_ok(wire_port_open(port, interface, &d->wire));
    lay_seam(d->wire);
}

/* --- dialogues --- */

static void run_identify(struct device *d)
{
    struct id_record record = {.kind = ID_CITIZEN};
    assert_ok(sam_driver.identify(d, &record));
    id_record_wipe(&record);
}

static void run_scan(struct device *d)
{
    struct secret code = {.text = NULL};
    assert_ok(hidpos_driver.scan(d, &code));
    secret_wipe(&code);
}

static void run_print(struct device *d)
{
    enum err why = ERR_NONE;
    struct receipt_job job;
    SLIP(&job, {RECEIPT_TEXT, "盐湖区政务服务", .align = RECEIPT_CENTRE, .scale = 2},
         {RECEIPT_RULE}, {RECEIPT_PAIR, "姓名", "张䶮"},
         {RECEIPT_PAIR, "办件编号", "1408022611230047"},
         {RECEIPT_QR, "盐湖区政务服务 1408022611230047 12345", .align = RECEIPT_CENTRE},
         {RECEIPT_TEXT, "请保留此回执。"});
    assert_int_equal(PRINT_DONE, escpos_driver.print(d, &job, &why));
    receipt_job_wipe(&job);
}

static const struct dialogue {
    const char *name;
    size_t device;
    const struct driver *driver;
    void (*run)(struct device *d);
    const char *citizen, *after; /* what is done once it waits, and when it has ended */
} dialogues[] = {
    {"identify", 0, &sam_driver, run_identify,
     "card present " TEST_DATA "/id-cards/sample_cn_1295.bin", "card lift"},
    {"scan", 2, &hidpos_driver, run_scan, "scan text https://example.invalid/q/1408022611230047",
     NULL},
    {"print", 1, &escpos_driver, run_print, NULL, NULL},
};

struct turn {
    const struct dialogue *dialogue;
    struct device *device;
    int64_t took_ns, busy_ns;
};

static void *take_turn(void *user)
{
    struct turn *t = user;
    int64_t began = now_ns(), busy = busy_ns();
    t->dialogue->run(t->device);
    t->took_ns = now_ns() - began;
    t->busy_ns = busy_ns() - busy;
    return NULL;
}

static void tell(const char *name, const char *what, double value)
{
    printf("%s\t%s\t%.4f\n", name, what, value);
    fflush(stdout);
}

static void measure(const struct dialogue *dialogue, struct device *d)
{
    pthread_t thread;
    struct turn turn = {.dialogue = dialogue, .device = d};
    seam.waited_ns = seam.busy_ns = 0;
    seam.calls = 0;
    assert_int_equal(0, pthread_create(&thread, NULL, take_turn, &turn));
    if (dialogue->citizen) {
        clock_sleep_until(clock_now_ms() + BEGUN_MS, -1);
        assert_memory_equal("ok", live_say(&live, "%s", dialogue->citizen), 2);
    }
    assert_int_equal(0, pthread_join(thread, NULL));
    if (dialogue->after)
        assert_memory_equal("ok", live_say(&live, "%s", dialogue->after), 2);
    tell(dialogue->name, "in the wire", (double)seam.waited_ns / 1e6);
    tell(dialogue->name, "beside it", (double)(turn.took_ns - seam.waited_ns) / 1e6);
    tell(dialogue->name, "CPU beside it", (double)(turn.busy_ns - seam.busy_ns) / 1e6);
    tell(dialogue->name, "wire calls", seam.calls);
    assert_ok(dialogue->driver->check(d)); /* as between two commands: the card has gone */
}

static void measure_dialogue(const struct dialogue *dialogue, int rounds)
{
    struct device d;
    open_wire(&d, dialogue->device);
    assert_ok(dialogue->driver->open(&d));
    for (int i = 0; i < rounds; i++)
        measure(dialogue, &d);
    dialogue->driver->close(&d);
    wire_close(d.wire);
}

/* --- 20 kB --- */

/* The way a driver sends: what fits the printer, then what is left. */
static void send_by_wire(const uint8_t *data)
{
    struct device d;
    open_wire(&d, 1);
    int64_t began = now_ns();
    for (size_t at = 0; at < RASTER;) {
        size_t n = RASTER - at < PIECE ? RASTER - at : PIECE, done = 0;
        enum err e = wire_out(d.wire, OUT, (struct bytes){data + at, n}, WAIT_MS, &done);
        if (e != ERR_TIMEOUT)
            assert_ok(e);
        at += done;
    }
    tell("20 kB of raster", "our wire", (double)(now_ns() - began) / 1e6);
    wire_close(d.wire);
}

static void send_by_libusb(uint8_t *data)
{
    libusb_device_handle *handle = live_open(&live, PRINTER);
    libusb_detach_kernel_driver(handle, 0);
    assert_int_equal(0, libusb_claim_interface(handle, 0));
    int64_t began = now_ns();
    for (size_t at = 0; at < RASTER;) {
        int n = (int)(RASTER - at < PIECE ? RASTER - at : PIECE), done = 0;
        int e = libusb_bulk_transfer(handle, OUT, data + at, n, &done, WAIT_MS);
        assert_true(e == 0 || e == LIBUSB_ERROR_TIMEOUT);
        at += (size_t)done;
    }
    tell("20 kB of raster", "plain libusb", (double)(now_ns() - began) / 1e6);
    libusb_release_interface(handle, 0);
    libusb_close(handle);
}

/* Both begin with an empty printer: the last one's paper has moved. */
static void settle(void)
{
    clock_sleep_until(clock_now_ms() + 400, -1);
}

static void measure_raster(int rounds)
{
    static uint8_t data[RASTER] = {
        0x1D, 'v', '0', 0, RASTER_WIDE, 0, RASTER_HIGH & 0xFF, RASTER_HIGH >> 8};
    for (size_t i = RASTER_HEAD; i < RASTER; i++)
        data[i] = (uint8_t)(i * 37 % 251 | 0x80);
    for (int i = 0; i < rounds; i++) {
        send_by_wire(data);
        settle();
        send_by_libusb(data);
        settle();
    }
}

int main(int argc, char **argv)
{
    char why[IDS_WHY];
    int rounds = argc > 1 ? atoi(argv[1]) : 5;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    live_begin(&live, argv);
    setenv("BUDAYANG_RUN", live.folder, 1);
    if (ids_load(&ids, why) != ERR_NONE)
        return 2;
    if (rounds < 1 || wire_usb_new(on_plug, NULL, &usb) != ERR_NONE)
        return 2;
    for (size_t i = 0; i < ARRAY_LEN(dialogues); i++)
        measure_dialogue(&dialogues[i], rounds);
    measure_raster(rounds);
    for (size_t i = 0; i < ARRAY_LEN(ports); i++)
        if (ports[i])
            wire_port_unref(ports[i]);
    wire_usb_free(usb);
    live_end(&live);
    free(ids);
    return 0;
}
