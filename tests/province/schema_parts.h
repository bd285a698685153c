/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: what the tables of schemas are made of. */
#pragma once

#include <jansson.h>

#include "platform/base/must.h"

#define UUID  "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
#define TASK  "^[A-Za-z0-9]{1,36}$"
#define CODE  "^[A-Za-z0-9]{1,18}$"
#define TYPE  "^[0-9]{3}$"
#define TIME  "^[0-9]{8}T[0-9]{6}$"
#define LOCAL "^[A-Z0-9]{1,16}-[0-9]{6,12}$"
#define NAME  "^[a-z][a-z0-9_]{0,46}$"
#define TOKEN "^[A-Za-z0-9._~-]{8,128}$"

struct rule {
    const char *name;
    bool required;
    const char *pattern; /* NULL: any text of `min` to `max` characters */
    size_t min, max;
};

/* The first member that breaks its rule; NULL when none does. */
const char *schema_rules(const json_t *doc, const struct rule *rules, size_t count);
/* Who applies; or, anonymous, nothing that names anybody. */
const char *schema_applyer(const json_t *doc);
/* What a case and an order have beside their rules: who, consent, attachments, fields. */
const char *schema_application(json_t *doc);

/* Who acts for an applicant that is no person. */
const char *schema_contact(const json_t *doc);
/* A credit code or a credential, not both. */
const char *schema_licence(json_t *doc);

/* One file each. */
enum { SCHEMA_ENTERPRISE = 7 };
extern const struct rule schema_enterprise[SCHEMA_ENTERPRISE];
enum { SCHEMA_ORDER = 19, SCHEMA_CORRECT = 10 };
extern const struct rule schema_correct[SCHEMA_CORRECT];
enum { SCHEMA_HANDOVER = 12 };
extern const struct rule schema_handover[SCHEMA_HANDOVER];
/* Who, consent, fields, and what is missing. */
const char *schema_handed(json_t *doc);
/* What became of orders, in a heartbeat. */
const char *schema_results(json_t *doc);
extern const struct rule schema_order[SCHEMA_ORDER];

/* §11: what a certificate is wanted for; and which. */
const char *schema_cause(json_t *doc);
const char *schema_copy(json_t *doc);
/* "parts" when what is asked for together is no such list; NULL when it is, or there is none. */
const char *schema_together(const json_t *doc);
/* A material names whom it serves, or nobody. */
bool schema_serves(const json_t *material);
/* "materials" when what a case says of them is none; NULL when it is right or says nothing. */
const char *schema_materials(const json_t *doc);
