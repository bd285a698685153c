/* SPDX-License-Identifier: Apache-2.0 */
/* The application goes out. What is durable here but not yet answered there is "saved", never
 * "submitted". */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

enum { ANSWER_MS = 8000, SLOW_MS = 10000 };

static bool is_slow(const struct model *model)
{
    return !model->visit.submitted && model_here_ms(model) >= SLOW_MS;
}

/* What was handed over once may be a case already: changing it then would change nothing there. */
static bool is_unsent(const struct model *model)
{
    return !*model->visit.application_id;
}

static const char *progress_words(const struct model *model)
{
    if (model->errand[ERRAND_SUBMIT].state == ERRAND_WAITING ||
        model->errand[ERRAND_PROOF].state == ERRAND_WAITING)
        return _("本机正在恢复，您的资料还在…");
    if (visit_wants_proof(&model->visit))
        return _("正在请部门出具…");
    if (model->visit.submitted)
        return _("已保存，正在等平台答复…");
    return _("正在提交…");
}

static void compose(struct layout *l, const struct model *model)
{
    bool proof = model->visit.item->proof.line_count > 0;
    part_heading(l, proof ? _("正在出具证明") : _("正在提交"));
    part_hint(l, _("请不要离开，马上就好。"));
    const struct fact facts[] = {{"document", model->visit.item->title, _("您刚才核对过的内容")},
                                 {"lock", _("加密后再发"), _("只有政务平台能打开")},
                                 {"receipt", _("马上给您号码"), _("有了号码，随时能查")}};
    layout_gap(l, 1);
    part_facts(l, facts, ARRAY_LEN(facts));
    part_progress(l, progress_words(model), -1);
    if (!is_slow(model))
        return;
    if (!is_unsent(model)) {
        part_notice(l, LOOK_WARN, NULL, _("比平时慢"), _("请再等一等，不会办两次。"));
        return;
    }
    part_notice(l, LOOK_WARN, NULL, _("比平时慢"),
                _("还没有提交。可以再等等，也可以返回，填的都还在。"));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK}, NULL);
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    return action == ACTION_BACK && is_unsent(model) ? VERDICT_BACK : VERDICT_STAY;
}

static int64_t answer_due(const struct model *model)
{
    return model->errand[ERRAND_SUBMIT].since_ms + ANSWER_MS;
}

/* What is given out at once comes now or not at all: nothing was submitted yet. */
static bool proof_failed(const struct model *model)
{
    const struct errand *proof = &model->errand[ERRAND_PROOF];
    return visit_wants_proof(&model->visit) && proof->state == ERRAND_ENDED &&
           proof->err != ERR_NONE;
}

static enum verdict tick(struct model *model)
{
    const struct errand *submit = &model->errand[ERRAND_SUBMIT];
    if (proof_failed(model)) {
        model->trouble = model->errand[ERRAND_PROOF].err;
        return VERDICT_FAIL;
    }
    if (!model->visit.submitted) {
        bool lost = submit->state == ERRAND_ENDED && submit->err != ERR_NONE &&
                    err_category(submit->err) != ERR_CAT_LINK;
        model->trouble = lost ? submit->err : ERR_NONE;
        return lost ? VERDICT_FAIL : VERDICT_STAY;
    }
    bool decided = model->visit.status.state != CASE_SAVED;
    /* A service that has just come back does not know yet whether the province can be reached. */
    bool may_answer = model->service.online || model->service.settling;
    bool waits = may_answer && model->now_ms < answer_due(model);
    return decided || !waits ? VERDICT_NEXT : VERDICT_STAY;
}

static int64_t due(const struct model *model)
{
    if (model->visit.submitted)
        return answer_due(model);
    return is_slow(model) ? INT64_MAX : model->entered_ms + SLOW_MS;
}

const struct screen_kind screen_sending = {.name = "sending",
                                           .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                       VERDICT_BIT(FAIL),
                                           .step = 4,
                                           .compose = compose,
                                           .act = act,
                                           .tick = tick,
                                           .due = due};
