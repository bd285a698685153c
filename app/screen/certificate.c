/* SPDX-License-Identifier: Apache-2.0 */
/* One certificate: what a copy of it says, and the paper. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/print/copy.h"
#include "app/screen/actions.h"
#include "app/screen/printed.h"
#include "app/words/words.h"

enum { LEANEST = 2 };

static void add_lines(struct layout *l, const struct model *model)
{
    struct copy_row rows[COPY_ROWS_MAX];
    struct row shown[COPY_ROWS_MAX];
    size_t n = copy_rows(&model->visit, rows);
    for (size_t i = 0; i < n; i++)
        shown[i] = (struct row){.label = rows[i].label, .value = rows[i].text};
    part_rows(l, shown, (int)n, (struct pager){model->page.sheet, ACTION_SHEET});
}

static void add_code(struct layout *l, const struct model *model)
{
    const struct visit *visit = &model->visit;
    char code[SLIP_NUMBER_TEXT];
    const char *qr = pairs_get(&visit->copy, "copy_qr");
    bool paper = visit->paper == VISIT_PAPER_RUNNING || visit->paper == VISIT_PAPER_DONE;
    copy_code(visit, code);
    part_number(l, &(struct number){.label = _("验真码"),
                                    .number = code,
                                    .note = l->lean >= LEANEST ? NULL : _("扫码或凭码可查真伪"),
                                    .qr = *qr && !paper && l->lean < LEANEST ? qr : NULL});
}

static void add_copy(struct layout *l, const struct model *model)
{
    char use[COPY_USE_TEXT];
    copy_say_use(&model->visit, use);
    part_heading(l, pairs_get(&model->visit.copy, "certificate_name"));
    part_hint(l, use);
    add_lines(l, model);
    add_code(l, model);
    bool asked = model->visit.paper != VISIT_PAPER_NONE;
    if (asked || !service_has_printer(&model->service))
        printed_add(l, model, &printed_copy, l->lean >= LEANEST);
}

static void add_failure(struct layout *l, const struct model *model)
{
    bool absent = model->page.refused == ERR_NOT_FOUND;
    const struct fact facts[] = {{"document", _("纸质证照"), _("照样有效，和电子证照一样用")},
                                 {"back", _("返回"), _("可以看看别的证照")}};
    part_result(l, LOOK_WARN, _("这份证照现在看不了"),
                absent ? _("发证部门没有给出这一份，请到窗口核对。")
                       : _("联系不上政务平台。可以返回，再点一次。"));
    part_facts(l, facts, ARRAY_LEN(facts));
}

static void add_wait(struct layout *l, const struct model *model)
{
    part_heading(l, visit_certificate(&model->visit)->name);
    part_hint(l, _("马上就好。"));
    layout_gap(l, 1);
    part_progress(l, _("正在请部门出具…"), -1);
}

static bool may_print(const struct model *model)
{
    enum visit_paper paper = model->visit.paper;
    return model->visit.copy_known && service_has_printer(&model->service) &&
           paper != VISIT_PAPER_RUNNING && paper != VISIT_PAPER_DONE;
}

static void compose(struct layout *l, const struct model *model)
{
    bool failed = model->page.refused != ERR_NONE && model->page.refused != ERR_GONE;
    bool busy = model->visit.paper == VISIT_PAPER_RUNNING;
    if (model->visit.copy_known)
        add_copy(l, model);
    else if (failed)
        add_failure(l, model);
    else
        add_wait(l, model);
    if (service_card_lies_there(&model->service) && model->visit.paper != VISIT_PAPER_DONE)
        part_notice_optional(l, LOOK_WARN, "card", _("请收好身份证"), NULL);
    const struct button back = {.label = _("看别的"), .action = ACTION_BACK},
                        print = {.label = _("打印一份"), .action = ACTION_SEND},
                        done = {.label = _("好了"), .action = ACTION_NEXT};
    part_actions(l, busy ? NULL : &back, may_print(model) ? &print : busy ? NULL : &done);
}

/* A paper that failed may be asked for again; one that came out is not made twice. */
static void print(struct model *model)
{
    if (!may_print(model))
        return;
    model->visit.paper = VISIT_PAPER_NONE;
    model->errand[ERRAND_PRINT].state = ERRAND_NONE;
    model->page.printing = true;
}

static enum verdict act(struct model *model, int action, int arg)
{
    bool busy = model->visit.paper == VISIT_PAPER_RUNNING;
    switch (action) {
    case ACTION_SEND:
        print(model);
        return VERDICT_STAY;
    case ACTION_SHEET:
        model->page.sheet = arg;
        return VERDICT_STAY;
    case ACTION_NEXT:
        return busy ? VERDICT_STAY : VERDICT_NEXT;
    default:
        return action == ACTION_BACK && !busy ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_certificate = {.name = "certificate",
                                               .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK),
                                               .compose = compose,
                                               .act = act};
