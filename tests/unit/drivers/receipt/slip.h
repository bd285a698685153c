/* SPDX-License-Identifier: Apache-2.0 */
/* Receipt jobs for tests, written as a table of lines. */
#pragma once

#include <string.h>

#include "drivers/bus/types.h"

/* A row names only what it needs. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

struct slip_line {
    enum receipt_kind kind;
    const char *text, *value;
    int scale;
    enum receipt_align align;
    bool bold;
};

static inline void slip_make(struct receipt_job *job, const struct slip_line *lines, size_t count)
{
    memset(job, 0, sizeof *job);
    job->count = count;
    for (size_t i = 0; i < count; i++) {
        struct receipt_line *l = &job->line[i];
        l->kind = lines[i].kind;
        l->align = lines[i].align;
        l->bold = lines[i].bold;
        l->scale = lines[i].scale ? lines[i].scale : 1;
        assert_ok(secret_set_text(&l->text, lines[i].text ? lines[i].text : ""));
        assert_ok(secret_set_text(&l->value, lines[i].value ? lines[i].value : ""));
    }
}

#define SLIP(job, ...)                                                                             \
    do {                                                                                           \
        const struct slip_line slip_lines_[] = {__VA_ARGS__};                                      \
        slip_make(job, slip_lines_, ARRAY_LEN(slip_lines_));                                       \
    } while (0)

/* A slip as a citizen gets it; name, numbers and places are invented. */
static inline void slip_full(struct receipt_job *job)
{
    SLIP(job, {RECEIPT_TEXT, "盐湖区政务服务", .scale = 2, .align = RECEIPT_CENTRE, .bold = true},
         {RECEIPT_TEXT, "业务受理回执", .align = RECEIPT_CENTRE}, {RECEIPT_RULE},
         {RECEIPT_PAIR, "办理事项", "异地就医备案", .bold = true}, {RECEIPT_PAIR, "申请人", "张三"},
         {RECEIPT_PAIR, "证件号码", "110105********002X"},
         {RECEIPT_PAIR, "就医地", "北京市 北京市 朝阳区"},
         {RECEIPT_PAIR, "办理结果", "已提交，等待市级医疗保障经办机构审核；审核结果将以短信通知。"},
         {RECEIPT_PAIR, "办件编号", "1408 0226 1123 0047"},
         {RECEIPT_PAIR, "受理时间", "2026-11-23 09:41"}, {RECEIPT_RULE},
         {RECEIPT_QR, "https://yhq.example.cn/q/1408022611230047", .align = RECEIPT_CENTRE},
         {RECEIPT_TEXT, "扫码查询办理进度", .align = RECEIPT_CENTRE}, {RECEIPT_FEED},
         {RECEIPT_TEXT, "请妥善保管本回执。如有疑问，请拨打政务服务热线，或到大厅综合窗口咨询。"},
         {RECEIPT_TEXT, "终端 K017", .align = RECEIPT_RIGHT});
}
