/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/people.h"

#include <string.h>

struct person {
    char *credential, *name, *number, *mobile;
    json_t *shared; /* what departments know; NULL: the usual */
};

const struct people_known people_known[PEOPLE_KNOWN] = {
    {"insured_area", "参保地编码"},
    {"insured_area_name", "参保地"},
    {"contact_mobile", "手机"},
    {"id_photo", "证件照片"},
    {"house_lease", "租房合同"},
    {"title_deed", "房产证"},
    {"premises_proof", "店面使用证明"},
    {"birth_certificate", "出生医学证明"},
    {"household_register", "户口簿"},
    {"child_name", "孩子姓名"},
    {"commitment_barred", "承诺失信未修复（1）"},
};

enum { PEOPLE_MAX = 64 };

struct people {
    struct person person[PEOPLE_MAX];
    size_t count;
};

/* "BUDAYANG-DEMO-1", "BUDAYANG-DEMO-2" */
static const char *const first_people[][4] = {
    {"4255444159414e472d44454d4f2d31", "张三", "11010519491231002X", "13800000026"},
    {"4255444159414e472d44454d4f2d32", "李秀英", "140802195203060021", "13800000034"},
};

static void person_done(struct person *p)
{
    free(p->credential);
    free(p->name);
    free(p->number);
    free(p->mobile);
    json_decref(p->shared);
}

struct people *people_new(void)
{
    struct people *people = calloc(1, sizeof *people);
    for (size_t i = 0; people && i < ARRAY_LEN(first_people); i++)
        people_add(people, first_people[i][0], first_people[i][1], first_people[i][2],
                   first_people[i][3]);
    return people;
}

void people_free(struct people *people)
{
    if (!people)
        return;
    for (size_t i = 0; i < people->count; i++)
        person_done(&people->person[i]);
    free(people);
}

static struct person *slot_for(struct people *people, const char *credential)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->person[i].credential, credential) == 0) {
            person_done(&people->person[i]);
            return &people->person[i];
        }
    return people->count < PEOPLE_MAX ? &people->person[people->count++] : NULL;
}

bool people_add(struct people *people, const char *credential, const char *name, const char *number,
                const char *mobile)
{
    struct person *p = slot_for(people, credential);
    if (!p)
        return false;
    *p = (struct person){strdup(credential), strdup(name), strdup(number), strdup(mobile), NULL};
    return p->credential && p->name && p->number && p->mobile;
}

static json_t *describe(const struct person *p)
{
    return json_pack("{s:s,s:s,s:s,s:s}", "applyer_name", p->name, "applyer_page_type", "111",
                     "applyer_page_code", p->number, "contact_mobile", p->mobile);
}

json_t *people_identify(const struct people *people, const char *credential)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->person[i].credential, credential) == 0)
            return describe(&people->person[i]);
    return NULL;
}

json_t *people_list(const struct people *people)
{
    json_t *list = json_array();
    for (size_t i = 0; i < people->count; i++)
        json_array_append_new(list, describe(&people->person[i]));
    return list;
}

bool people_share(struct people *people, const char *number, json_t *shared)
{
    bool found = false;
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->person[i].number, number) == 0) {
            json_decref(people->person[i].shared);
            people->person[i].shared = json_incref(shared);
            found = true;
        }
    json_decref(shared);
    return found;
}

json_t *people_shared(const struct people *people, const char *number)
{
    char mobile[12] = "13800000000";
    if (strncmp(number, "99", 2) == 0)
        return json_object();
    size_t len = strlen(number);
    if (len == 18) /* the serial number within the birthday makes an invented mobile */
        memcpy(mobile + 8, number + 14, 3);
    const char *known = mobile;
    for (size_t i = 0; i < people->count; i++) {
        const struct person *p = &people->person[i];
        if (strcmp(p->number, number) == 0 && p->shared)
            return json_copy(p->shared);
        if (strcmp(p->number, number) == 0)
            known = p->mobile;
    }
    return json_pack("{s:s,s:s,s:s,s:s}", "insured_area", "140802", "insured_area_name",
                     "山西省 运城市 盐湖区", "contact_mobile", known, "id_photo", "1");
}

bool people_bar(struct people *people, const char *number)
{
    json_t *shared = people_shared(people, number);
    json_object_set_new(shared, "commitment_barred", json_string("1"));
    return people_share(people, number, shared);
}

bool people_is_barred(const struct people *people, const char *number)
{
    json_t *shared = people_shared(people, number);
    const char *barred = json_string_value(json_object_get(shared, "commitment_barred"));
    bool is = barred && strcmp(barred, "1") == 0;
    json_decref(shared);
    return is;
}
