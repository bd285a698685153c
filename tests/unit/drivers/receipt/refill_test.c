/* SPDX-License-Identifier: Apache-2.0 */
/* The paper ends in the middle of a slip, staff put in a new roll, the next citizen prints: for
 * each way to make a printer forget, and one that cannot be asked anything, only the next slip
 * reaches the next piece of paper. Against kiosk-sim, through the real libusb. */
#include "tests/unit/check.h"

#include <pthread.h>
#include <string.h>

#include "drivers/receipt/receipt.h"
#include "drivers/wire/usb.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/receipt/slip.h"
#include "tests/unit/sim/live.h"

enum { ARRIVAL_MS = 5000, TEXT_MAX = 65536, FIRST = 12, LAST = 31, STEP = 9 };

static struct live live;

/* The newest printer, as libusb's thread tells. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct wire_port *port;
} plugged = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void on_plug(void *user, struct wire_port *port, bool arrived)
{
    (void)user;
    if (port->identity.interface[0].device_class != 7)
        return;
    pthread_mutex_lock(&plugged.lock);
    if (plugged.port && (arrived || plugged.port == port)) {
        wire_port_unref(plugged.port);
        plugged.port = NULL;
    }
    if (arrived)
        plugged.port = wire_port_ref(port);
    pthread_cond_broadcast(&plugged.changed);
    pthread_mutex_unlock(&plugged.lock);
}

static struct wire_port *wait_for_printer(uint16_t product)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ARRIVAL_MS / 1000;
    pthread_mutex_lock(&plugged.lock);
    while (!plugged.port || plugged.port->identity.product != product)
        assert_int_equal(0, pthread_cond_timedwait(&plugged.changed, &plugged.lock, &until));
    struct wire_port *port = wire_port_ref(plugged.port);
    pthread_mutex_unlock(&plugged.lock);
    return port;
}

static void tell(const char *words)
{
    const char *reply = live_say(&live, "%s", words);
    if (strncmp(reply, "ok", 2) != 0)
        fail_msg("%s: %s", words, reply);
}

static unsigned receipts_now(void)
{
    unsigned n = 0;
    assert_int_equal(1, sscanf(live_say(&live, "receipts"), "ok %u", &n));
    return n;
}

static char *text_of(unsigned n)
{
    char path[512], *text = NULL;
    size_t size;
    assert_int_equal(1, sscanf(live_say(&live, "receipt %u text", n), "ok %511s", path));
    assert_ok(paths_read_file(path, TEXT_MAX, &text, &size));
    return text;
}

static enum print_outcome print_for(struct device *d, const char *name)
{
    struct receipt_job job;
    enum err why = ERR_NONE;
    slip_full(&job);
    assert_ok(secret_set_text(&job.line[4].value, name));
    enum print_outcome outcome = escpos_driver.print(d, &job, &why);
    receipt_job_wipe(&job);
    return outcome;
}

static const struct kind {
    const char *device, *profile;
    uint16_t product;
    bool knows; /* that the second slip is printed */
} kinds[] = {
    {"printer", "generic-80", 0x0E15, true},                  /* DLE DC4 8 */
    {"printer-jam-bit", "", 0x1300, true},                    /* chosen by its words */
    {"printer-presenter", "", 0x0205, true},                  /* ESC i, bin */
    {"printer-one-way", "generic-80-one-way", 0x5743, false}, /* nothing but the port */
};

/* Of one that cannot say so: until the paper with the second slip's name is cut. */
static unsigned wait_for_second(unsigned before)
{
    for (unsigned n = before + 1;; n++) {
        char words[64];
        snprintf(words, sizeof words, "wait receipts %u 5000", n);
        tell(words);
        AUTO(auto_free) char *text = text_of(n);
        if (strstr(text, "乙某某"))
            return n;
    }
}

/* The piece of the second slip holds all of it and nothing of the first. */
static void assert_only_the_second(const struct kind *k, unsigned before, int lines)
{
    unsigned last = k->knows ? receipts_now() : wait_for_second(before);
    assert_true(last > before);
    AUTO(auto_free) char *text = text_of(last);
    if (!strstr(text, "乙某某") || !strstr(text, "终端 K017") || strstr(text, "甲某某") ||
        strstr(strstr(text, "业务受理回执") + 1, "业务受理回执"))
        fail_msg("%s, %s, out after %d lines:\n%s", k->device, k->profile, lines, text);
    for (unsigned n = before + 1; n < last; n++) { /* what hung there went out by itself */
        AUTO(auto_free) char *rest = text_of(n);
        if (strstr(rest, "乙某某"))
            fail_msg("%s, %s: in two pieces", k->device, k->profile);
    }
}

/* One that cannot say so prints on from its buffer until the paper ends; the idle looks see it. */
static void look_until_out(struct device *d)
{
    for (int i = 0; i < 100 && !(d->info.flags & DEVICE_FLAG_PAPER_OUT); i++) {
        assert_ok(escpos_driver.check(d));
        assert_ok(wire_pause(d->wire, 50));
    }
    assert_true(d->info.flags & DEVICE_FLAG_PAPER_OUT);
}

static void run_out(const struct kind *k, const struct driver_settings *settings, int lines)
{
    char words[64];
    struct wire_port *port = wait_for_printer(k->product);
    struct device d = {.settings = settings, .info.id = "receipt0"};
    unsigned before = receipts_now();
    assert_ok(wire_port_open(port, &port->identity.interface[0], &d.wire));
    assert_ok(escpos_driver.open(&d));
    snprintf(words, sizeof words, "paper out after %d", lines);
    tell(words);
    enum print_outcome first = print_for(&d, "甲某某");
    if (first == PRINT_DONE)
        fail_msg("%s, %s: done after %d lines", k->device, k->profile, lines);
    look_until_out(&d);
    tell("paper in");
    assert_ok(escpos_driver.check(&d));
    enum print_outcome second = print_for(&d, "乙某某");
    assert_string_equal(print_outcome_name(k->knows ? PRINT_DONE : PRINT_UNKNOWN),
                        print_outcome_name(second));
    assert_only_the_second(k, before, lines);
    tell("paper take");
    escpos_driver.close(&d);
    wire_close(d.wire);
    wire_port_unref(port);
}

static void only_the_next_slip_reaches_the_paper(void **state)
{
    (void)state;
    char words[64];
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        const struct driver_settings settings = {.receipt_profile = kinds[i].profile};
        if (i > 0 && strcmp(kinds[i].device, kinds[i - 1].device) != 0) {
            snprintf(words, sizeof words, "unplug %s", kinds[i - 1].device);
            tell(words);
            snprintf(words, sizeof words, "plug %s", kinds[i].device);
            tell(words);
        }
        for (int lines = FIRST; lines < LAST; lines += STEP)
            run_out(&kinds[i], &settings, lines);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_next_slip_reaches_the_paper),
    };
    struct wire_usb *usb;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    live_begin(&live, argv);
    setenv("BUDAYANG_RUN", live.folder, 1);
    if (wire_usb_new(on_plug, NULL, &usb) != ERR_NONE)
        return 99;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (plugged.port)
        wire_port_unref(plugged.port);
    plugged.port = NULL;
    wire_usb_free(usb);
    live_end(&live);
    return failed;
}
