/* SPDX-License-Identifier: Apache-2.0 */
/* The drivers of printer and scanner against kiosk-sim, through the real libusb. */
#include "tests/unit/check.h"

#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>

#include "drivers/receipt/receipt.h"
#include "drivers/scanner/scanner.h"
#include "drivers/wire/usb.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/receipt/slip.h"
#include "tests/unit/sim/live.h"

enum { PRINTER = 0x0E15, SCANNER = 0x0901, ARRIVAL_MS = 5000, TEXT_MAX = 65536 };

static struct live live;
static struct wire_usb *usb;
static const struct driver_settings settings = {.receipt_profile = "generic-80"};

/* The newest port of each product, as libusb's thread tells. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct wire_port *printer, *scanner;
} plugged = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void on_plug(void *user, struct wire_port *port, bool arrived)
{
    (void)user;
    uint16_t product = port->identity.product;
    if (product != PRINTER && product != SCANNER)
        return;
    struct wire_port **slot = product == PRINTER ? &plugged.printer : &plugged.scanner;
    pthread_mutex_lock(&plugged.lock);
    if (*slot && (arrived || *slot == port)) {
        wire_port_unref(*slot);
        *slot = NULL;
    }
    if (arrived)
        *slot = wire_port_ref(port);
    pthread_cond_broadcast(&plugged.changed);
    pthread_mutex_unlock(&plugged.lock);
}

static struct wire_port *wait_for(struct wire_port **slot)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ARRIVAL_MS / 1000;
    pthread_mutex_lock(&plugged.lock);
    while (!*slot)
        assert_int_equal(0, pthread_cond_timedwait(&plugged.changed, &plugged.lock, &until));
    struct wire_port *port = wire_port_ref(*slot);
    pthread_mutex_unlock(&plugged.lock);
    return port;
}

static void open_device(struct device *d, const struct driver *driver, struct wire_port **slot)
{
    struct wire_port *port = wait_for(slot);
    *d = (struct device){.settings = &settings, .info.id = "receipt0"};
    assert_ok(wire_port_open(port, &port->identity.interface[0], &d->wire));
    assert_ok(driver->open(d));
    wire_port_unref(port);
}

static void close_device(struct device *d, const struct driver *driver)
{
    driver->close(d);
    wire_close(d->wire);
}

static void assert_said(const char *expected, const char *reply)
{
    if (strncmp(reply, expected, strlen(expected)) != 0)
        fail_msg("\"%s\" does not begin with \"%s\"", reply, expected);
}

static unsigned receipts_now(void)
{
    unsigned n = 0;
    assert_int_equal(1, sscanf(live_say(&live, "receipts"), "ok %u", &n));
    return n;
}

static char *receipt_text(unsigned n)
{
    char path[512], *text = NULL;
    size_t size;
    assert_said("ok", live_say(&live, "wait receipts %u 5000", n));
    assert_int_equal(1, sscanf(live_say(&live, "receipt %u text", n), "ok %511s", path));
    assert_ok(paths_read_file(path, TEXT_MAX, &text, &size));
    return text;
}

/* What an outside decoder reads on the picture of the paper. */
static void assert_code_on_paper(unsigned n, const char *payload)
{
    char path[512], command[600], read[256] = "";
    assert_int_equal(1, sscanf(live_say(&live, "receipt %u png", n), "ok %511s", path));
    snprintf(command, sizeof command, "env -u LD_PRELOAD zbarimg --nodbus --quiet --raw %s", path);
    FILE *f = popen(command, "r");
    if (!f || !fgets(read, sizeof read, f))
        fail_msg("%s", command);
    if (f)
        pclose(f);
    read[strcspn(read, "\n")] = '\0';
    assert_string_equal(payload, read);
}

static enum print_outcome print_slip(struct device *d, const char *name, enum err *why)
{
    struct receipt_job job;
    slip_full(&job);
    if (name)
        assert_ok(secret_set_text(&job.line[4].value, name));
    enum print_outcome outcome = escpos_driver.print(d, &job, why);
    receipt_job_wipe(&job);
    return outcome;
}

static void a_slip_is_printed_and_confirmed(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "盐湖区政务服务",
        "业务受理回执",
        "办理事项  异地就医备案",
        "申请人    张三",
        "证件号码  110105********002X",
        "办件编号  1408 0226 1123 0047",
        "扫码查询办理进度",
        "或到大厅综合窗口咨询。",
        "终端 K017",
    };
    struct device d;
    enum err why = ERR_STATE;
    unsigned n = receipts_now();
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_ok(escpos_driver.check(&d));
    assert_int_equal(d.rest, DEVICE_READY);
    assert_string_equal(d.info.model, "T80");
    assert_string_equal(d.info.serial, "P0001");
    assert_string_equal("done", print_outcome_name(print_slip(&d, NULL, &why)));
    assert_ok(why);
    AUTO(auto_free) char *text = receipt_text(n + 1);
    const char *at = text;
    for (size_t i = 0; i < ARRAY_LEN(expected) && at; i++) {
        at = strstr(at, expected[i]);
        if (!at)
            fail_msg("\"%s\" is not (in this order) in:\n%s", expected[i], text);
    }
    assert_code_on_paper(n + 1, "https://yhq.example.cn/q/1408022611230047");
    close_device(&d, &escpos_driver);
}

static void a_rare_name_comes_out_as_a_picture(void **state)
{
    (void)state;
    struct device d;
    enum err why;
    unsigned n = receipts_now();
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_int_equal(PRINT_DONE, print_slip(&d, "张䶮㐀𠮷", &why));
    AUTO(auto_free) char *text = receipt_text(n + 1);
    assert_non_null(strstr(text, "[raster 576x34]"));
    close_device(&d, &escpos_driver);
}

static void without_paper_nothing_is_begun(void **state)
{
    (void)state;
    struct device d;
    enum err why;
    unsigned n = receipts_now();
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_said("ok", live_say(&live, "paper out"));
    assert_ok(escpos_driver.check(&d));
    assert_int_equal(d.info.flags, DEVICE_FLAG_PAPER_OUT);
    assert_int_equal(d.rest, DEVICE_NEEDS_STAFF);
    assert_int_equal(PRINT_NOT_BEGUN, print_slip(&d, NULL, &why));
    assert_err(ERR_PAPER_OUT, why);
    assert_said("ok", live_say(&live, "paper in"));
    assert_said("ok", live_say(&live, "cover open"));
    assert_int_equal(PRINT_NOT_BEGUN, print_slip(&d, NULL, &why));
    assert_err(ERR_COVER_OPEN, why);
    assert_int_equal(d.info.flags, DEVICE_FLAG_COVER_OPEN);
    assert_said("ok", live_say(&live, "cover closed"));
    assert_said("ok", live_say(&live, "paper low"));
    assert_ok(escpos_driver.check(&d));
    assert_int_equal(d.info.flags, DEVICE_FLAG_PAPER_LOW);
    assert_int_equal(d.rest, DEVICE_READY);
    assert_said("ok", live_say(&live, "paper in"));
    assert_ok(escpos_driver.check(&d));
    assert_int_equal(d.info.flags, 0);
    assert_int_equal(receipts_now(), n);
    close_device(&d, &escpos_driver);
}

static void after_a_refill_nothing_old_comes_out(void **state)
{
    (void)state;
    struct device d;
    enum err why;
    unsigned n = receipts_now();
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_said("ok", live_say(&live, "paper out after 9"));
    assert_string_equal("incomplete", print_outcome_name(print_slip(&d, "甲某某", &why)));
    assert_err(ERR_PAPER_OUT, why);
    assert_int_equal(d.rest, DEVICE_NEEDS_STAFF);
    assert_said("ok", live_say(&live, "paper in"));
    assert_ok(escpos_driver.check(&d));
    assert_int_equal(d.rest, DEVICE_READY);
    assert_int_equal(PRINT_DONE, print_slip(&d, "乙某某", &why));
    AUTO(auto_free) char *text = receipt_text(n + 1);
    assert_non_null(strstr(text, "乙某某"));
    assert_null(strstr(text, "甲某某"));
    assert_null(strstr(strstr(text, "扫码") + 1, "扫码"));
    assert_int_equal(receipts_now(), n + 1);
    close_device(&d, &escpos_driver);
}

static void unplugged_on_the_way_is_unknown(void **state)
{
    (void)state;
    struct device d;
    enum err why;
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_said("ok", live_say(&live, "fault printer unplug-after 6000"));
    assert_string_equal("unknown", print_outcome_name(print_slip(&d, NULL, &why)));
    assert_err(ERR_GONE, why);
    close_device(&d, &escpos_driver);
    assert_said("ok", live_say(&live, "fault printer clear"));
    live_say(&live, "plug printer");
    unsigned n = receipts_now();
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_int_equal(PRINT_DONE, print_slip(&d, "乙某某", &why));
    AUTO(auto_free) char *half = receipt_text(n + 1);
    AUTO(auto_free) char *text = receipt_text(n + 2);
    assert_non_null(strstr(half, "业务受理回执"));
    assert_null(strstr(half, "乙某某"));
    assert_non_null(strstr(text, "乙某某"));
    assert_null(strstr(strstr(text, "业务受理回执") + 1, "业务受理回执"));
    close_device(&d, &escpos_driver);
}

static void a_mute_printer_begins_nothing(void **state)
{
    (void)state;
    struct device d;
    enum err why;
    open_device(&d, &escpos_driver, &plugged.printer);
    assert_said("ok", live_say(&live, "fault printer mute"));
    assert_int_equal(PRINT_NOT_BEGUN, print_slip(&d, NULL, &why));
    assert_int_equal(err_category(why), ERR_CAT_LINK);
    assert_said("ok", live_say(&live, "fault printer late 150"));
    assert_string_equal("done", print_outcome_name(print_slip(&d, NULL, &why)));
    assert_said("ok", live_say(&live, "fault printer clear"));
    close_device(&d, &escpos_driver);
}

/* ---- scanner ---- */

struct scanning {
    struct device device;
    struct secret code;
    enum err result;
    int done;
};

static void *scan(void *user)
{
    struct scanning *s = user;
    s->result = hidpos_driver.scan(&s->device, &s->code);
    eventfd_write(s->done, 1);
    return NULL;
}

/* Shows the code to the scanner until the scan has ended: it may not have begun the first time. */
static void scan_of(struct scanning *s, const char *shown)
{
    pthread_t thread;
    struct pollfd end = {.fd = s->done, .events = POLLIN};
    eventfd_t ignored;
    assert_int_equal(0, pthread_create(&thread, NULL, scan, s));
    for (int i = 0; i < 50 && poll(&end, 1, 100) == 0; i++)
        assert_said("ok", live_say(&live, "scan %s", shown));
    pthread_join(thread, NULL);
    eventfd_read(s->done, &ignored);
}

static void a_code_is_scanned(void **state)
{
    (void)state;
    static struct scanning s;
    char text[201] = "";
    for (int i = 0; i < 20; i++)
        strcat(text, "0123456789");
    open_device(&s.device, &hidpos_driver, &plugged.scanner);
    s.done = eventfd(0, EFD_CLOEXEC);
    assert_ok(hidpos_driver.check(&s.device));
    assert_said("ok", live_say(&live, "scan text of the citizen before"));
    char shown[256];
    snprintf(shown, sizeof shown, "text %s", text);
    scan_of(&s, shown);
    assert_ok(s.result);
    assert_string_equal(secret_text(&s.code), text);
    scan_of(&s, "hex C4E300BAC3");
    assert_ok(s.result);
    assert_int_equal(s.code.len, 5);
    assert_memory_equal(s.code.text, "\xC4\xE3\0\xBA\xC3", 5);
    secret_wipe(&s.code);
    assert_string_equal(s.device.info.model, "QR scanner");
    close_device(&s.device, &hidpos_driver);
    close(s.done);
}

static void a_scan_is_cancelled_at_once(void **state)
{
    (void)state;
    static struct scanning s;
    pthread_t thread;
    open_device(&s.device, &hidpos_driver, &plugged.scanner);
    s.done = eventfd(0, EFD_CLOEXEC);
    assert_int_equal(0, pthread_create(&thread, NULL, scan, &s));
    wire_cancel(s.device.wire);
    pthread_join(thread, NULL);
    assert_err(ERR_CANCELLED, s.result);
    close_device(&s.device, &hidpos_driver);
    close(s.done);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_printed_and_confirmed),
        cmocka_unit_test(a_rare_name_comes_out_as_a_picture),
        cmocka_unit_test(without_paper_nothing_is_begun),
        cmocka_unit_test(after_a_refill_nothing_old_comes_out),
        cmocka_unit_test(unplugged_on_the_way_is_unknown),
        cmocka_unit_test(a_mute_printer_begins_nothing),
        cmocka_unit_test(a_code_is_scanned),
        cmocka_unit_test(a_scan_is_cancelled_at_once),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    live_begin(&live, argv);
    setenv("BUDAYANG_RUN", live.folder, 1);
    if (wire_usb_new(on_plug, NULL, &usb) != ERR_NONE)
        return 99;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    const char *keep = getenv("KEEP_RECEIPTS");
    char command[256];
    snprintf(command, sizeof command, "cp %s/receipts/* %s", live.folder, keep ? keep : "");
    if (keep && system(command) != 0)
        perror("KEEP_RECEIPTS");
    if (plugged.printer)
        wire_port_unref(plugged.printer);
    if (plugged.scanner)
        wire_port_unref(plugged.scanner);
    plugged.printer = plugged.scanner = NULL;
    wire_usb_free(usb);
    live_end(&live);
    return failed;
}
