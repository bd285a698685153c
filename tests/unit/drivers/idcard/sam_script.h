/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue with a SAM module, word for word, and a device to have it with. Include after
 * check.h. */
#pragma once

#include <string.h>

#include "drivers/idcard/sam_driver.h"
#include "platform/base/paths.h"
#include "tests/unit/drivers/fake_wire.h"

#define MARK "AA AA AA 96 69 "

enum { OUT_HEADER = 0x02, OUT_BODY = 0x06, IN_HEADER = 0x81, IN_BODY = 0x85 };

static struct fake_wire fake;
static struct device device;
static struct id_row row;
static struct id_record record;
static char hints[64];

static inline void on_hint(struct device *d, enum id_hint hint)
{
    (void)d;
    size_t n = strlen(hints);
    snprintf(hints + n, sizeof hints - n, "%s ", id_hint_name(hint));
}

/* Command and check are the two and one last bytes of the request. */
static inline void asked(const char *body)
{
    fake_out(&fake, OUT_HEADER, MARK "00 03");
    fake_out(&fake, OUT_BODY, body);
}

static inline void answered(const char *len, const char *body)
{
    char header[64];
    snprintf(header, sizeof header, MARK "%s", len);
    fake_in(&fake, IN_HEADER, header);
    fake_in(&fake, IN_BODY, body);
}

static inline void says(const char *request, const char *status, const char *check)
{
    char body[64];
    snprintf(body, sizeof body, "00 00 %s %s", status, check);
    asked(request);
    answered("00 04", body);
}

#define STATUS    "11 FF ED"
#define SERIAL    "12 FF EE"
#define FIND      "20 01 22"
#define SELECT    "20 02 21"
#define READ      "30 01 32"
#define ADDRESSES "30 03 30"
#define MANAGED   "30 05 36"
#define RESET     "10 FF EC"

static inline void finds_a_card(void)
{
    asked(FIND);
    answered("00 08", "00 00 9F 00 00 00 00 97");
}

static inline void finds_nothing(void)
{
    says(FIND, "80", "84");
}

static inline void selects(void)
{
    asked(SELECT);
    answered("00 0C", "00 00 90 01 02 03 04 05 06 07 08 94");
}

static inline void gives_the_text_and_photo(void)
{
    char *frame;
    size_t size;
    assert_ok(paths_read_file(TEST_DATA "/id-cards/sample_cn_1295.bin", 4096, &frame, &size));
    asked(READ);
    fake_in_bytes(&fake, IN_HEADER, frame, 7);
    fake_in_bytes(&fake, IN_BODY, frame + 7, size - 7);
    free(frame);
}

static inline void gives_the_record(void)
{
    gives_the_text_and_photo();
    says(ADDRESSES, "91", "95"); /* and no later address */
}

static inline void is_drained(void)
{
    fake_in_fails(&fake, IN_HEADER, ERR_TIMEOUT);
    fake_in_fails(&fake, IN_BODY, ERR_TIMEOUT);
}

static inline void says_hello(void)
{
    is_drained();
    says(STATUS, "90", "94");
    asked(SERIAL);
    answered("00 14", "00 00 90 05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11 63");
}

static inline int begin(void **state)
{
    (void)state;
    fake_init(&fake);
    fake_add_endpoint(&fake, OUT_HEADER, WIRE_BULK, 64);
    fake_add_endpoint(&fake, OUT_BODY, WIRE_BULK, 64);
    fake_add_endpoint(&fake, IN_HEADER, WIRE_BULK, 64);
    fake_add_endpoint(&fake, IN_BODY, WIRE_BULK, 64);
    device = (struct device){.wire = &fake.wire, .row = &row, .on_hint = on_hint};
    record = (struct id_record){0};
    hints[0] = '\0';
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    if (device.own)
        sam_driver.close(&device);
    id_record_wipe(&record);
    fake_done(&fake);
    return 0;
}

static inline void open_it(void)
{
    says_hello();
    assert_ok(sam_driver.open(&device));
}

static inline void cancel_it(void *user, int64_t ms)
{
    (void)user, (void)ms;
    wire_cancel(&fake.wire);
}

#define dialogue(name) cmocka_unit_test_setup_teardown(name, begin, end)
