/* SPDX-License-Identifier: Apache-2.0 */
/* The conformance kit: asks a province's gateway, one question at a time, and keeps what was found.
 * Each finding names a rule and the paragraph of platform/province/openapi.yaml that has it. */
#pragma once

#include "platform/courier/gate.h"
#include "platform/province/json.h"
#include "platform/province/reply.h"
#include "platform/trust/keyring.h"

enum { KIT_HOST = 128, KIT_PORT = 8, KIT_URL = 256, KIT_WHY = 200 };

struct kit_rule {
    const char *name;    /* "timestamp-old" */
    const char *section; /* "§2" */
    const char *text;    /* what a gateway does */
};

struct kit {
    sd_event *loop;
    struct timers *timers;
    struct keyring keys;
    struct http *http;
    const char *url; /* "https://host:port/kiosk/v1" */
    char host[KIT_HOST], port[KIT_PORT];
    const char *profile, *system, *service; /* of the gateway; NULL: none, nothing */
    struct gateway gateway;                 /* how requests are signed */
    struct secret secret;                   /* shared with it, as of now */
    char code[KIOSK_CODE_TEXT];             /* from our certificate */
    const char *area;
    json_t *found; /* of each rule: check, section, rule, right, why */
    size_t wrong;
    bool unreached;          /* no connection at all: nothing is known of the gateway */
    char misshapen[KIT_WHY]; /* an error body that is none; "" when all were */
    int64_t date_ms;         /* of the last answer; 0: it had none */
};

/* A question; what is NULL or 0 is as the document wants it. */
struct kit_ask {
    const char *operation; /* "/cases/query" */
    const char *key;       /* Idempotency-Key */
    const char *body;      /* NULL: GET */
    size_t size;
    bool puts;                   /* PUT instead of POST, bytes as they are */
    int64_t late_ms;             /* our clock runs behind by this much */
    const char *header, *value;  /* this one header has another value; "": it is not there */
    const char *nonce;           /* NULL: a fresh one */
    const struct secret *secret; /* NULL: the one in force */
    const char *content_type;
    const char *signed_operation; /* signed for this one */
    const char *signed_body;      /* signed over this one, NUL-terminated */
    const char *signed_id;        /* SM2 with this distinguishing id */
};

struct kit_answer {
    enum err e;
    enum tls_trouble trouble;
    int status, code; /* code 0: good */
    char *body;       /* the caller frees with kit_answer_done() */
    size_t size;
};

/* ERR_…: the keys, see keyring_load_from(), or the gateway's profile; ret_why (KEYRING_PATH bytes)
 * names the file. `url` and the kit's texts must outlive it. */
MUST_CHECK enum err kit_open(struct kit *kit, const char *url, const char *keys, char *ret_why);
void kit_close(struct kit *kit);

/* Answers are looked at for the shape of errors (§6) on the way. */
void kit_ask(struct kit *kit, const struct kit_ask *ask, struct kit_answer *ret_answer);
/* Two at once, over two connections. */
void kit_ask_both(struct kit *kit, const struct kit_ask *ask, struct kit_answer ret_answers[2]);
void kit_answer_done(struct kit_answer *answer);

/* `why` NULL: the gateway keeps the rule. */
void kit_tell(struct kit *kit, const struct kit_rule *rule, const char *why);
/* The rule is kept when the answer is `code` of §6 (its first three digits are the status), or a
 * good answer of that status (200, 201). */
void kit_judge(struct kit *kit, const struct kit_rule *rule, const struct kit_answer *answer,
               int code);
void kit_expect(struct kit *kit, const struct kit_rule *rule, const struct kit_ask *ask, int code);

/* An envelope of this message, sealed `late_ms` ago; NULL when there is no memory. Caller frees. */
char *kit_seal(const struct kit *kit, const char *doc, int64_t late_ms, size_t *ret_size);
/* A message with operation, kiosk_code and area_code; the caller adds and releases. */
json_t *kit_message(const struct kit *kit, const char *operation);
char *kit_seal_message(const struct kit *kit, const json_t *message, size_t *ret_size);
/* The question that a gateway answers with 40401: how a case stands that never was. */
char *kit_seal_query(const struct kit *kit, size_t *ret_size);

/* A question with a message of its own: the sender's words, then these members. */
struct kit_question {
    struct kit_rule rule;
    const char *operation, *path;
    const char *members; /* JSON, added to the sender's */
    bool keyed;
    const char *key; /* NULL: a fresh one */
    int code;        /* what it is answered with, as for kit_expect() */
};

void kit_put_questions(struct kit *kit, const struct kit_question *questions, size_t count);

/* The checks, in the order of the document. False: the gateway cannot be talked to. */
bool kit_check_line(struct kit *kit);
void kit_check_headers(struct kit *kit);
/* The secret that ends is fetched first, for nothing is answered without it. */
void kit_fetch_secret(struct kit *kit);
void kit_check_gateway(struct kit *kit);
void kit_check_envelope(struct kit *kit);
void kit_check_published(struct kit *kit);
void kit_check_operations(struct kit *kit);
/* §13: 12345 orders, none of which is filed, and what is ordered of a kiosk. */
void kit_check_orders(struct kit *kit);
/* §11: certificates, of nobody. */
void kit_check_certificates(struct kit *kit);
void kit_check_corrections(struct kit *kit);
void kit_check_booking(struct kit *kit);
void kit_check_shape(struct kit *kit);
void kit_check_enterprises(struct kit *kit);
/* Makes no case where the rule is kept. */
void kit_check_case_contact(struct kit *kit, const json_t *filed, const char *key);
/* §17: hand-overs, of nobody. */
void kit_check_handovers(struct kit *kit);
/* Hands `application` over, twice the same one; makes no case. */
void kit_check_handover(struct kit *kit, const json_t *application);
void kit_check_attachments(struct kit *kit);
/* Neither of its two questions makes a case. */
void kit_check_case_attachments(struct kit *kit, const json_t *message, const char *key);
/* A message with an attachment that was never sent: 42205. Under a key of its own. */
void kit_expect_missing(struct kit *kit, const struct kit_rule *rule, const char *operation,
                        const json_t *message);
/* Nor does any of these. */
void kit_check_materials(struct kit *kit, const json_t *message, const char *key);
/* §18: likewise, for parts. */
void kit_check_parts(struct kit *kit, const json_t *message, const char *key);
/* How the parts stand of what was filed; nothing when it has none. */
void kit_look_at_parts(struct kit *kit, const json_t *filed, const struct kit_answer *answer);
/* §11: a correction of a case of theirs that lacks nothing; and those of one that an official
 * returned, of which one is taken. */
void kit_check_nothing_lacks(struct kit *kit, const json_t *application, const char *project_no);
void kit_check_returned(struct kit *kit, const json_t *application, const char *project_no);
/* Files cases: `application` is a CaseDoc, whose numbers are replaced. */
void kit_check_cases(struct kit *kit, const json_t *application);
/* Takes one seat for the applicant of `application`, and gives it back. */
/* §12: what a case that was filed says of its fee. */
void kit_check_told_fee(struct kit *kit, const json_t *application, const char *project_no);
void kit_check_seat(struct kit *kit, const json_t *application, const char *task_code);
