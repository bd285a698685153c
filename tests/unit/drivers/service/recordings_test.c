/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of device is recorded through kiosk-devices while a person's data cross its wire; none
 * of them is in the file, and the file plays to the driver again. With $RECORDINGS set to a folder
 * the files are kept there: tests/data/recordings was made so. */
#include "tests/unit/check.h"

#include <iconv.h>
#include <string.h>

#include "tests/unit/drivers/record/replays.h"
#include "tests/unit/drivers/service/cabinet.h"

enum { TOKEN = 9, RECORD_S = 60 };

static struct cabinet c;

static const char card[] = "card present " TEST_DATA "/cards/canary.card";
static const char code[] = "CANARY-140802198307279012-QWERTZ7"; /* 33 bytes */
static const char who[] = "佟雨菁", number[] = "140802198307279012";
static const char *const canaries[] = {
    "佟雨菁",   "雨菁",     "140802198307279012",
    "140802",   "19830727", "7279012",
    "九道弯",   "运城市",   "留痕村",
    "CANARY",   "QWERTZ7",  "20180613",
    "盐湖分局", "9012-QW",
};

static int begin(void **state)
{
    (void)state;
    cabinet_begin(&c);
    return 0;
}

static int end(void **state)
{
    (void)state;
    free(c.recording);
    cabinet_end(&c);
    return 0;
}

/* A recording begins with a new opening; what is said from now on is in it. */
static void record(const char *id)
{
    assert_ok(devices_client_record(c.client, TOKEN, id, RECORD_S));
    cabinet_settle(&c);
}

static void stop(const char *name)
{
    assert_ok(devices_client_cancel(c.client, TOKEN));
    cabinet_wait(&c, "9 recorded ok");
    assert_non_null(c.recording);
    const char *folder = getenv("RECORDINGS");
    if (!folder)
        return;
    char path[256];
    snprintf(path, sizeof path, "%s/%s.record", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fwrite(c.recording, 1, c.recording_size, f);
    fclose(f);
}

static void assert_nowhere(const char *where, const void *hay, size_t hay_size, const char *word,
                           const char *charset)
{
    char out[256], hex[513], *to = out, from_text[128], *from = from_text;
    snprintf(from_text, sizeof from_text, "%s", word);
    size_t left = strlen(word), room = sizeof out;
    iconv_t cd = iconv_open(charset, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    assert_true(iconv(cd, &from, &left, &to, &room) != (size_t)-1);
    iconv_close(cd);
    size_t size = sizeof out - room;
    for (size_t i = 0; i < size; i++)
        snprintf(hex + 2 * i, 3, "%02x", (unsigned char)out[i]);
    if (memmem(hay, hay_size, out, size) || memmem(hay, hay_size, hex, 2 * size))
        fail_msg("%s: \"%s\" is there in %s", where, word, charset);
}

/* In the text, and in what crossed in one direction: a word may lie across two transfers. */
static void assert_nobody(void)
{
    static const char *const charsets[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
    struct record r;
    char why[RECORD_WHY];
    assert_ok(record_read(c.recording, c.recording_size, &r, why));
    uint8_t *crossed[2] = {malloc(r.log.bytes + 1), malloc(r.log.bytes + 1)};
    size_t size[2] = {0};
    for (size_t i = 0; i < r.log.count; i++) {
        const struct wire_entry *e = &r.log.entry[i];
        int in = wire_act_is_in(e->act);
        memcpy(crossed[in] + size[in], e->data, e->size);
        size[in] += e->size;
    }
    for (size_t i = 0; i < ARRAY_LEN(canaries); i++)
        for (size_t j = 0; j < ARRAY_LEN(charsets); j++) {
            assert_nowhere("the text", c.recording, c.recording_size, canaries[i], charsets[j]);
            assert_nowhere("sent", crossed[0], size[0], canaries[i], charsets[j]);
            assert_nowhere("read", crossed[1], size[1], canaries[i], charsets[j]);
        }
    free(crossed[0]);
    free(crossed[1]);
    record_done(&r);
}

static void assert_harmless_and_alive(void)
{
    assert_nobody();
    replay_all(c.recording, c.recording_size, strlen(code), who, number);
}

static void record_reader(const char *reader)
{
    cabinet_say(&c, "unplug reader");
    cabinet_wait_reader(&c, DEVICE_ABSENT, false);
    cabinet_say(&c, "plug %s", reader);
    cabinet_wait_reader(&c, DEVICE_READY, false);
    record("idcard0");
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, "%s", card);
    cabinet_wait(&c, "1 read 佟雨菁");
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_READY, false);
    stop(reader);
    assert_harmless_and_alive();
}

static void readers_are_recorded(void **state)
{
    (void)state;
    record_reader("reader");
    cabinet_say(&c, "unplug reader");
    record_reader("reader-b");
    cabinet_say(&c, "unplug reader-b");
    record_reader("reader-hid");
}

static void record_scanner(const char *scanner)
{
    cabinet_say(&c, "unplug scanner");
    cabinet_wait(&c, "scanner0 absent");
    cabinet_say(&c, "plug %s", scanner);
    cabinet_wait(&c, "scanner0 ready");
    record("scanner0");
    assert_ok(devices_client_scan(c.client, 2));
    cabinet_wait_looking(&c, "scanner0");
    cabinet_say(&c, "scan text %s", code);
    cabinet_wait(&c, "2 scanned CANARY");
    stop(scanner);
    assert_harmless_and_alive();
    cabinet_say(&c, "unplug %s", scanner);
    cabinet_wait(&c, "scanner0 absent");
    cabinet_say(&c, "plug scanner");
    cabinet_wait(&c, "scanner0 ready");
}

static void scanners_are_recorded(void **state)
{
    (void)state;
    static const char *const names[] = {"scanner", "scanner-newland", "scanner-cdc",
                                        "scanner-wedge"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        record_scanner(names[i]);
}

static void a_printer_is_recorded(void **state)
{
    (void)state;
    struct receipt_job job;
    replay_job(who, number, &job);
    record("receipt0");
    assert_ok(devices_client_print(c.client, 3, &job));
    receipt_job_wipe(&job);
    cabinet_wait(&c, "3 printed done ok");
    stop("printer");
    assert_harmless_and_alive();
}

static void what_is_not_understood_is_not_told(void **state)
{
    (void)state;
    record("idcard0");
    cabinet_say(&c, "fault reader garbage");
    cabinet_wait(&c, "idcard0 broken");
    assert_ok(devices_client_cancel(c.client, TOKEN));
    cabinet_wait(&c, "9 recorded unsupported transfer");
    assert_null(c.recording);
}

static void one_at_a_time_and_only_what_is_there(void **state)
{
    (void)state;
    record("idcard0");
    assert_ok(devices_client_record(c.client, 10, "receipt0", 5));
    cabinet_wait(&c, "10 recorded busy");
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    assert_ok(devices_client_cancel(c.client, 1));
    cabinet_wait(&c, "1 ended cancelled");
    stop("none");
    assert_ok(devices_client_record(c.client, 11, "idcard7", 5));
    cabinet_wait(&c, "11 recorded absent");
    assert_ok(devices_client_record(c.client, 12, "idcard0", 0));
    cabinet_wait(&c, "12 recorded range");
    assert_ok(devices_client_record(c.client, 13, "idcard0", 1));
    cabinet_step(&c, 1500); /* its time is up by itself */
    cabinet_wait(&c, "13 recorded");
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(readers_are_recorded),
        story(scanners_are_recorded),
        story(a_printer_is_recorded),
        story(what_is_not_understood_is_not_told),
        story(one_at_a_time_and_only_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
