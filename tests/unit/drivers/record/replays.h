/* SPDX-License-Identifier: Apache-2.0 */
/* One recording, played to the real driver: what it must come to. Include after check.h. */
#pragma once

#include <string.h>

#include "drivers/idcard/sam_driver.h"
#include "drivers/receipt/receipt.h"
#include "drivers/scanner/scanner.h"
#include "tests/unit/drivers/replay_wire.h"

/* The slip that was printed while a printer was recorded: letters, words, a code, lines. */
#define REPLAY_LABEL "申请人"

static inline void replay_job(const char *who, const char *code, struct receipt_job *ret_job)
{
    *ret_job = (struct receipt_job){.count = 4};
    ret_job->line[0] = (struct receipt_line){.kind = RECEIPT_TEXT, .scale = 1};
    ret_job->line[1] = (struct receipt_line){.kind = RECEIPT_PAIR, .scale = 1};
    ret_job->line[2] = (struct receipt_line){.kind = RECEIPT_QR};
    ret_job->line[3] = (struct receipt_line){.kind = RECEIPT_FEED, .scale = 1};
    assert_ok(secret_set_text(&ret_job->line[0].text, "Receipt"));
    assert_ok(secret_set_text(&ret_job->line[1].text, REPLAY_LABEL));
    assert_ok(secret_set_text(&ret_job->line[1].value, who));
    assert_ok(secret_set_text(&ret_job->line[2].text, code));
}

static inline void replay_card(struct replay *r)
{
    struct id_record record = {0};
    assert_ok(sam_driver.open(&r->device));
    assert_ok(sam_driver.identify(&r->device, &record));
    assert_string_equal("张三", secret_text(&record.field[ID_NAME]));
    assert_string_equal("11010519491231002X", secret_text(&record.field[ID_NUMBER]));
    assert_string_equal("长期", secret_text(&record.field[ID_VALID_TO]));
    id_record_wipe(&record);
    sam_driver.close(&r->device);
}

static inline void replay_code(struct replay *r, const struct driver *driver, size_t size)
{
    struct secret code = {0};
    assert_ok(driver->open(&r->device));
    assert_ok(driver->scan(&r->device, &code));
    assert_int_equal(size, code.len);
    secret_wipe(&code);
    driver->close(&r->device);
}

static inline void replay_slip(struct replay *r, const char *who, const char *code)
{
    struct receipt_job job;
    enum err why = ERR_NONE;
    replay_job(who, code, &job);
    assert_ok(escpos_driver.open(&r->device));
    enum print_outcome outcome = escpos_driver.print(&r->device, &job, &why);
    assert_string_equal("done", print_outcome_name(outcome));
    assert_ok(why);
    escpos_driver.close(&r->device);
    receipt_job_wipe(&job);
}

/* `size` of the code that was scanned; `who` and `code` as many letters as were on the slip. */
static inline void replay_all(const char *text, size_t text_size, size_t size, const char *who,
                              const char *code)
{
    static const struct driver *const scanners[] = {&hidpos_driver, &scanner_line_driver,
                                                    &wedge_driver};
    static struct replay r;
    struct record record;
    char why[RECORD_WHY];
    assert_ok(record_read(text, text_size, &record, why));
    replay_init(&r, &record);
    if (strcmp(record.driver, "sam") == 0)
        replay_card(&r);
    else if (strcmp(record.driver, "escpos") == 0)
        replay_slip(&r, who, code);
    for (size_t i = 0; i < ARRAY_LEN(scanners); i++)
        if (strcmp(record.driver, scanners[i]->name) == 0)
            replay_code(&r, scanners[i], size);
    replay_done(&r);
}
