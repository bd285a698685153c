/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/schema.h"

#include <regex.h>
#include <string.h>

#include "platform/base/text.h"
#include "tests/province/schema_parts.h"

#define SOURCE "^(card|code|licence|shared|answer)$"

static const struct rule sender[] = {
    {"kiosk_code", true, "^[A-Z0-9]{1,16}$", 0, 0},
    {"area_code", true, "^[0-9]{6}$", 0, 0},
};

static const struct rule identify[] = {
    {"credential", true, "^([0-9a-f]{2}){1,512}$", 0, 0},
};

static const struct rule shared_data[] = {
    {"task_code", true, TASK, 0, 0},         {"applyer_name", true, NULL, 1, 100},
    {"applyer_page_type", true, TYPE, 0, 0}, {"applyer_page_code", true, CODE, 0, 0},
    {"assurance_token", false, TOKEN, 0, 0},
};

static const struct rule step_up[] = {
    {"task_code", true, TASK, 0, 0},         {"applyer_name", true, NULL, 1, 100},
    {"applyer_page_type", true, TYPE, 0, 0}, {"applyer_page_code", true, CODE, 0, 0},
    {"step_up_id", false, TOKEN, 0, 0},      {"code", false, "^[0-9]{6}$", 0, 0},
};

#define DAY    "^[0-9]{8}$"
#define MINUTE "^([01][0-9]|2[0-3])[0-5][0-9]$"
#define PLACE  "^[A-Za-z0-9]{1,32}$"
#define NUMBER "^[A-Za-z0-9-]{1,50}$"

static const struct rule slots[] = {
    {"from", true, DAY, 0, 0},
    {"place_code", false, PLACE, 0, 0},
};

static const struct rule book[] = {
    {"appointment_id", true, UUID, 0, 0},
    {"place_code", true, PLACE, 0, 0},
    {"date", true, DAY, 0, 0},
    {"time_from", true, MINUTE, 0, 0},
    {"time_until", true, MINUTE, 0, 0},
    {"contact_mobile", false, "^[0-9+-]{1,18}$", 0, 0},
};

static const struct rule cancel[] = {{"appointment_no", true, NUMBER, 0, 0}};
static const struct rule fees[] = {{"project_no", false, NUMBER, 0, 0}};
static const struct rule fee_state[] = {{"pay_no", true, NUMBER, 0, 0}};

static const struct rule list[] = {
    {"applyer_name", true, NULL, 1, 100},
    {"applyer_page_type", true, TYPE, 0, 0},
    {"applyer_page_code", true, CODE, 0, 0},
    {"assurance_token", false, TOKEN, 0, 0},
};

static const struct rule query[] = {
    {"local_number", false, LOCAL, 0, 0},
    {"project_no", false, "^[A-Za-z0-9-]{1,50}$", 0, 0},
};

static const struct rule submit[] = {
    {"application_id", true, UUID, 0, 0},    {"local_number", true, LOCAL, 0, 0},
    {"task_code", true, TASK, 0, 0},         {"task_name", true, NULL, 1, 200},
    {"task_version", true, NULL, 1, 32},     {"anonymous", false, "^1$", 0, 0},
    {"applyer_type", true, "^[1-6]$", 0, 0}, {"contact_mobile", false, "^[0-9+-]{1,18}$", 0, 0},
    {"contact_name", false, NULL, 0, 100},   {"contact_type", false, TYPE, 0, 0},
    {"contact_code", false, CODE, 0, 0},     {"address", false, NULL, 0, 200},
    {"legal", false, NULL, 1, 100},          {"zip_code", false, "^[0-9]{6}$", 0, 0},
    {"apply_date", true, TIME, 0, 0},        {"apply_type", true, "^9$", 0, 0},
    {"proSource", true, "^5$", 0, 0},
};

static const struct rule consent[] = {
    {"notice_version", true, NULL, 1, 32},
    {"consent_time", true, TIME, 0, 0},
};

#define COUNT "^[0-9]{1,9}$"
#define WORD  "^[a-z][a-z0-9_]{0,31}$"

static const struct rule heartbeat[] = {
    {"version", true, "^[0-9A-Za-z.~+-]{1,32}$", 0, 0},
    {"waiting", true, COUNT, 0, 0},
    {"sent", true, COUNT, 0, 0},
    {"refused", true, COUNT, 0, 0},
    {"oldest_s", true, COUNT, 0, 0},
    {"audit_seq", false, "^[1-9][0-9]{0,18}$", 0, 0},
    {"audit_digest", false, "^[0-9a-f]{64}$", 0, 0},
};

static const struct rule help[] = {
    {"help_id", true, UUID, 0, 0},
    {"reason", true, "^(person|device|paper|card)$", 0, 0},
    {"screen", true, WORD, 0, 0},
};

static const struct rule rate[] = {
    {"application_id", true, UUID, 0, 0},
    {"local_number", true, LOCAL, 0, 0},
    {"pf", true, "^5$", 0, 0},
    {"proSource", true, "^5$", 0, 0},
    {"satisfaction", true, "^[1-5]$", 0, 0},
    {"satisfaction_gb39046", true, "^[1-5]$", 0, 0},
    {"evalDetail", false, "^[1-5][0-9]{2}(,[1-5][0-9]{2}){0,15}$", 0, 0},
    {"writingEvaluation", false, NULL, 1, 200},
    {"assessTime", true, "^[0-9]{4}(-[0-9]{2}){2} [0-9]{2}(:[0-9]{2}){2}$", 0, 0},
    {"assessNumber", true, "^1$", 0, 0},
    {"userProp", true, "^1$", 0, 0},
};

static bool matches(const char *text, const char *pattern)
{
    regex_t compiled;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool ok = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return ok;
}

static bool keeps(const json_t *value, const struct rule *rule)
{
    if (!value)
        return !rule->required;
    const char *text = json_string_value(value);
    if (!text)
        return false;
    if (rule->pattern)
        return matches(text, rule->pattern);
    size_t n = text_count(text);
    return n >= rule->min && n <= rule->max;
}

const char *schema_rules(const json_t *doc, const struct rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!keeps(json_object_get(doc, rules[i].name), &rules[i]))
            return rules[i].name;
    return NULL;
}

enum { VALUES_MAX = 64, ROWS_MAX = 20, ATTACHMENTS_MAX = 20 };

static bool is_form_value(const json_t *one)
{
    const struct rule source = {"source", true, SOURCE, 0, 0};
    const struct rule value = {"value", true, NULL, 0, 1000};
    return keeps(json_object_get(one, "source"), &source) &&
           keeps(json_object_get(one, "value"), &value);
}

/* How many values a repeated group holds, 0 when it is none. */
static size_t count_rows(json_t *rows)
{
    size_t count = 0, row;
    json_t *fields, *value;
    const char *name;
    if (json_array_size(rows) > ROWS_MAX)
        return 0;
    json_array_foreach(rows, row, fields)
    {
        if (json_object_size(fields) == 0)
            return 0;
        json_object_foreach(fields, name, value)
        {
            if (!matches(name, NAME) || !is_form_value(value))
                return 0;
            count++;
        }
    }
    return count;
}

/* How many values the form holds; more than fit when it is none. */
static size_t count_form(json_t *form)
{
    size_t count = 0;
    json_t *value;
    const char *name;
    if (!json_is_object(form))
        return VALUES_MAX + 1;
    json_object_foreach(form, name, value)
    {
        size_t here = json_is_array(value) ? count_rows(value) : is_form_value(value);
        if (!matches(name, NAME) || here == 0)
            return VALUES_MAX + 1;
        count += here;
    }
    return count;
}

/* field_source and form: names of the citizen's fields, at most 64 values together. */
static const char *check_fields(json_t *doc)
{
    json_t *sources = json_object_get(doc, "field_source");
    const struct rule source = {"source", true, SOURCE, 0, 0};
    if (!json_is_object(sources))
        return "field_source";
    for (void *at = json_object_iter(sources); at; at = json_object_iter_next(sources, at))
        if (!matches(json_object_iter_key(at), NAME) || !keeps(json_object_iter_value(at), &source))
            return "field_source";
    size_t values = json_object_size(sources) + count_form(json_object_get(doc, "form"));
    return values <= VALUES_MAX ? NULL : "form";
}

static const struct rule attachment[] = {
    {"address", true, "^[0-9a-f]{64}$", 0, 0},
    {"sm3", true, "^[0-9a-f]{64}$", 0, 0},
    {"size", true, "^[1-9][0-9]{0,7}$", 0, 0},
    {"media_type", true, "^(image/jpeg|image/png|application/pdf)$", 0, 0},
    {"name", true, NAME, 0, 0},
};

static const char *check_attachments(json_t *doc)
{
    json_t *all = json_object_get(doc, "attachments"), *one;
    size_t i;
    if (!all)
        return NULL;
    if (json_array_size(all) < 1 || json_array_size(all) > ATTACHMENTS_MAX)
        return "attachments";
    json_array_foreach(
        all, i, one) if (schema_rules(one, attachment, ARRAY_LEN(attachment))) return "attachments";
    return NULL;
}

/* Who applies; or, anonymous, nothing that names anybody. */
const char *schema_applyer(const json_t *doc)
{
    static const char *const naming[] = {"applyer_name",   "applyer_page_type", "applyer_page_code",
                                         "contact_name",   "contact_type",      "contact_code",
                                         "assurance_token"};
    if (!json_object_get(doc, "anonymous")) {
        const char *wrong = schema_rules(doc, list, ARRAY_LEN(list));
        return wrong ? wrong : schema_contact(doc);
    }
    for (size_t i = 0; i < ARRAY_LEN(naming); i++)
        if (json_object_get(doc, naming[i]))
            return naming[i];
    return NULL;
}

const char *schema_application(json_t *doc)
{
    const char *nobody = schema_applyer(doc);
    if (nobody)
        return nobody;
    const char *wrong = schema_rules(json_object_get(doc, "consent"), consent, ARRAY_LEN(consent));
    wrong = wrong ? wrong : check_attachments(doc);
    wrong = wrong ? wrong : schema_materials(doc);
    wrong = wrong ? wrong : schema_together(doc);
    return wrong ? wrong : check_fields(doc);
}

/* A number; and a person wholly or not at all. */
static const char *check_query(json_t *doc)
{
    bool named =
        json_object_get(doc, "applyer_name") || json_object_get(doc, "applyer_page_type") ||
        json_object_get(doc, "applyer_page_code") || json_object_get(doc, "assurance_token");
    if (!json_object_get(doc, "local_number") && !json_object_get(doc, "project_no"))
        return "local_number";
    return named ? schema_rules(doc, list, ARRAY_LEN(list)) : NULL;
}

/* Both or neither. */
static const char *check_step_up(json_t *doc)
{
    bool id = json_object_get(doc, "step_up_id"), code = json_object_get(doc, "code");
    return id == code ? NULL : id ? "code" : "step_up_id";
}

/* A proof's form: what was chosen, names and short texts. */
static const char *check_choices(json_t *doc)
{
    json_t *form = json_object_get(doc, "form");
    const struct rule value = {"value", true, NULL, 1, 64};
    if (!json_is_object(form) || json_object_size(form) < 1 || json_object_size(form) > 32)
        return "form";
    for (void *at = json_object_iter(form); at; at = json_object_iter_next(form, at))
        if (!matches(json_object_iter_key(at), NAME) || !keeps(json_object_iter_value(at), &value))
            return "form";
    return NULL;
}

/* Who asks, and for which item. */
static const char *check_asker(json_t *doc)
{
    return schema_rules(doc, shared_data, ARRAY_LEN(shared_data));
}

/* Classes of devices, and a word for how each is. */
static const char *check_devices(json_t *doc)
{
    json_t *devices = json_object_get(doc, "devices");
    const struct rule word = {"devices", true, WORD, 0, 0};
    if (!json_is_object(devices) || json_object_size(devices) > 32)
        return "devices";
    for (void *at = json_object_iter(devices); at; at = json_object_iter_next(devices, at))
        if (!matches(json_object_iter_key(at), NAME) || !keeps(json_object_iter_value(at), &word))
            return "devices";
    return schema_results(doc);
}

/* §5: the two scales add up to 6; a bad mark says why; reasons are of the mark's own level. */
static const char *check_rating(json_t *doc)
{
    const char *mark = json_string_value(json_object_get(doc, "satisfaction"));
    const char *gb = json_string_value(json_object_get(doc, "satisfaction_gb39046"));
    const char *reasons = json_string_value(json_object_get(doc, "evalDetail"));
    if (mark[0] - '0' + gb[0] - '0' != 6)
        return "satisfaction_gb39046";
    if (mark[0] < '3' && !reasons && !json_object_get(doc, "writingEvaluation"))
        return "evalDetail";
    for (const char *at = reasons; at && *at; at += at[3] ? 4 : 3)
        if (at[0] != mark[0])
            return "evalDetail";
    return NULL;
}

static const struct {
    const char *operation;
    const struct rule *rules;
    size_t count;
    const char *(*more)(json_t *doc);
} schemas[] = {
    {"identify", identify, ARRAY_LEN(identify), NULL},
    {"shared_data", shared_data, ARRAY_LEN(shared_data), NULL},
    {"proof", shared_data, ARRAY_LEN(shared_data), check_choices},
    {"correct", schema_correct, SCHEMA_CORRECT, schema_application},
    {"certificates", shared_data, ARRAY_LEN(shared_data), schema_cause},
    {"certificate_copy", shared_data, ARRAY_LEN(shared_data), schema_copy},
    {"list", list, ARRAY_LEN(list), NULL},
    {"step_up", step_up, ARRAY_LEN(step_up), check_step_up},
    {"enterprise", schema_enterprise, SCHEMA_ENTERPRISE, schema_licence},
    {"submit", submit, ARRAY_LEN(submit), schema_application},
    {"order", schema_order, SCHEMA_ORDER, schema_application},
    {"handover", schema_handover, SCHEMA_HANDOVER, schema_handed},
    {"query", query, ARRAY_LEN(query), check_query},
    {"rate", rate, ARRAY_LEN(rate), check_rating},
    {"slots", slots, ARRAY_LEN(slots), check_asker},
    {"book", book, ARRAY_LEN(book), check_asker},
    {"cancel_appointment", cancel, ARRAY_LEN(cancel), check_asker},
    {"fees", fees, ARRAY_LEN(fees), check_asker},
    {"fee_state", fee_state, ARRAY_LEN(fee_state), check_asker},
    {"heartbeat", heartbeat, ARRAY_LEN(heartbeat), check_devices},
    {"help", help, ARRAY_LEN(help), NULL},
};

const char *schema_check(json_t *doc, const char *operation)
{
    const char *said = json_string_value(json_object_get(doc, "operation"));
    if (!said || strcmp(said, operation) != 0)
        return "operation";
    const char *wrong = schema_rules(doc, sender, ARRAY_LEN(sender));
    for (size_t i = 0; !wrong && i < ARRAY_LEN(schemas); i++) {
        if (strcmp(schemas[i].operation, operation) != 0)
            continue;
        wrong = schema_rules(doc, schemas[i].rules, schemas[i].count);
        if (!wrong && schemas[i].more)
            wrong = schemas[i].more(doc);
    }
    return wrong;
}
