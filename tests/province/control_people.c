/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/control_people.h"

#include <string.h>

enum { CODE_TEXT = 1024 };

/* person CREDENTIALHEX NAME NUMBER MOBILE */
static bool person(struct desk *desk, const char *rest, char **ret_text)
{
    char credential[CODE_TEXT], name[128], number[32], mobile[32];
    bool ok = sscanf(rest, "%1023s %127s %31s %31s", credential, name, number, mobile) == 4 &&
              people_add(desk->people, credential, name, number, mobile);
    *ret_text = strdup(ok ? "" : "person CREDENTIALHEX name number mobile");
    return ok;
}

static bool sms(struct desk *desk, const char *number, char **ret_text)
{
    const char *code = assurance_code(&desk->assurance, number);
    *ret_text = strdup(*code ? code : "nothing was sent to them");
    return *code;
}

/* As if that person had shown a code or typed one. */
static bool vouch(struct desk *desk, const char *number, char **ret_text)
{
    json_t *who = json_pack("{s:s}", "applyer_page_code", number);
    bool ok = who && assurance_grant(desk->store, who);
    const char *token = json_string_value(json_object_get(who, "assurance_token"));
    *ret_text = strdup(ok ? token : "the store");
    json_decref(who);
    return ok;
}

static bool broke(struct desk *desk, const char *number, char **ret_text)
{
    bool ok = people_bar(desk->people, number);
    *ret_text = strdup(ok ? "" : "nobody has this number");
    return ok;
}

static const struct {
    const char *word;
    bool (*run)(struct desk *desk, const char *rest, char **ret_text);
} lines[] = {{"person", person}, {"sms", sms}, {"vouch", vouch}, {"broke", broke}};

bool control_people(struct desk *desk, const char *word, const char *rest, bool *ret_good,
                    char **ret_text)
{
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        if (strcmp(lines[i].word, word) == 0) {
            *ret_good = lines[i].run(desk, rest, ret_text);
            return true;
        }
    return false;
}
