/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/rating.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"

enum { WORDS_MAX = 200 };

/* Norm codes of the 好差评 exchange, by their first digit (the satisfaction). */
static const struct {
    int first, last;
} norm_codes[] = {
    [1] = {108, 115}, [2] = {207, 214}, [3] = {307, 314}, [4] = {406, 413}, [5] = {510, 517}};

int rating_haochaping_number(enum satisfaction s)
{
    return 5 - (int)s;
}

int rating_gb39046_number(enum satisfaction s)
{
    return 1 + (int)s;
}

static enum err check_one_code(const char *digits, int level)
{
    if (strspn(digits, "0123456789") < 3)
        return ERR_FORMAT;
    int code = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    return code >= norm_codes[level].first && code <= norm_codes[level].last ? ERR_NONE : ERR_RANGE;
}

/* "412,408": three digits, commas between. */
static enum err check_codes(const char *codes, int level)
{
    for (;;) {
        TRY(check_one_code(codes, level));
        codes += 3;
        if (*codes == '\0')
            return ERR_NONE;
        if (*codes++ != ',')
            return ERR_FORMAT;
    }
}

static enum err put_reasons(json_t *doc, const struct rating *rating, int level)
{
    if (rating->reason_codes[0]) {
        TRY(check_codes(rating->reason_codes, level));
        TRY(json_put_text(doc, "evalDetail", rating->reason_codes));
    }
    if (rating->words[0]) {
        if (text_count(rating->words) > WORDS_MAX)
            return ERR_TOO_LONG;
        TRY(json_put_text(doc, "writingEvaluation", rating->words));
    }
    bool reason = rating->reason_codes[0] || rating->words[0];
    return level < 3 && !reason ? ERR_MISSING : ERR_NONE;
}

static enum err put_level(json_t *doc, enum satisfaction s)
{
    char number[12];
    snprintf(number, sizeof number, "%d", rating_haochaping_number(s));
    TRY(json_put_text(doc, "satisfaction", number));
    snprintf(number, sizeof number, "%d", rating_gb39046_number(s));
    return json_put_text(doc, "satisfaction_gb39046", number);
}

static enum err put_fixed(json_t *doc, int64_t wall_ms)
{
    char stamp[STAMP_TEXT];
    code_assess_time(wall_ms, stamp);
    TRY(json_put_text(doc, "assessTime", stamp));
    TRY(json_put_text(doc, "assessNumber", "1"));
    TRY(json_put_text(doc, "pf", "5"));
    TRY(json_put_text(doc, "proSource", "5"));
    return json_put_text(doc, "userProp", "1");
}

enum err rating_write(const struct rating *rating, const struct message_sender *sender,
                      const char *application_id, struct secret *ret_doc)
{
    if ((unsigned)rating->satisfaction > SATISFACTION_VERY_BAD)
        return ERR_RANGE;
    AUTO(auto_json_decref) json_t *doc = NULL;
    TRY(code_check_local_number(rating->local_number));
    TRY(code_check_uuid(application_id));
    TRY(message_begin(sender, "rate", &doc));
    TRY(json_put_text(doc, "local_number", rating->local_number));
    TRY(json_put_text(doc, "application_id", application_id));
    TRY(put_level(doc, rating->satisfaction));
    TRY(put_reasons(doc, rating, rating_haochaping_number(rating->satisfaction)));
    TRY(put_fixed(doc, sender->wall_ms));
    return message_end(doc, ret_doc);
}
