/* SPDX-License-Identifier: Apache-2.0 */
/* The words that cross the platform bridge. */
#pragma once

#include "platform/base/err.h"
#include "platform/base/secret.h"

enum { NUMBER_TEXT = 64, MESSAGE_TEXT = 400 };

/* Where a value came from; also told to the province. */
enum value_source { SOURCE_CARD, SOURCE_CODE, SOURCE_LICENCE, SOURCE_SHARED, SOURCE_ANSWER };

enum { APPLICATION_FIELDS_MAX = 64, APPLICATION_ROWS_MAX = 20, FIELD_NAME_TEXT = 48 };
enum { ASSURANCE_TOKEN_TEXT = 129, STEP_UP_DIGITS = 6 };

struct application_field {
    char group[FIELD_NAME_TEXT]; /* the repeated group that it belongs to, "" for none */
    uint32_t row;                /* of the group, from 0, without gaps, in order */
    char name[FIELD_NAME_TEXT];  /* the contract's name: applyer_name, contact_mobile, … */
    enum value_source source;
    struct secret value;
};

/* How a paper that belongs to an application came about; openapi.yaml §10 collect_way. */
enum collect_way {
    COLLECT_SHARED,     /* a department has it */
    COLLECT_CAPTURED,   /* photographed or written at the kiosk: its files go with it */
    COLLECT_COMMITMENT, /* 告知承诺: signed for; the signature goes with it */
    COLLECT_LATER,      /* 容缺受理: within a limit */
    COLLECT_WAY_COUNT
};

enum { APPLICATION_MATERIALS_MAX = 20, MATERIAL_NAME_TEXT = 301, LIMIT_DAYS_MAX = 365 };

/* One material of the item, as up_task_general_material has it and GB/T 39046 申请 asks for it. */
struct application_material {
    char name[FIELD_NAME_TEXT]; /* of its files too; none twice */
    char material_name[MATERIAL_NAME_TEXT];
    bool is_need;
    enum collect_way way;
    int64_t collect_ms;          /* when that was settled, wall clock */
    uint32_t limit_days;         /* LATER: the limit; else 0 */
    bool limit_workdays;         /* LATER */
    uint32_t due;                /* LATER: YYYYMMDD; 0 when the kiosk's calendar does not reach */
    char commitment_version[33]; /* COMMITMENT: of the text that was signed; else "" */
    uint32_t parts;              /* bits of application.part that it serves; 0: all, or none is */
};

enum { PARTS_MAX = 12 };

/* One of the items that make one case together (一件事, openapi.yaml §18). */
struct application_part {
    char task_code[65];
    char task_version[33]; /* "" when not said */
};

enum { APPLICATION_FILES_MAX = 20, APPLICATION_FILES_SIZE = 20 * 1024 * 1024 };

/* A photograph or page that goes with an application: image/jpeg, image/png or application/pdf, in
 * memory that nobody can change any more (memfd, sealed against writing, growing and shrinking). */
struct application_file {
    char name[FIELD_NAME_TEXT]; /* of the item's material */
    int fd;                     /* owned; application_wipe() closes it */
};

/* Where an application goes: a case of an item, or a 12345 order (工单), which is a wish told to
 * all departments' hotline and answered, not decided. */
enum application_kind {
    APPLICATION_CASE,
    APPLICATION_ORDER,
    APPLICATION_CORRECTION, /* 补正: what a case lacked; only the fields that were asked for */
    APPLICATION_KIND_COUNT
};

/* What a citizen asks for, in plain words; the province's form is made behind the bridge. */
struct application {
    char application_id[37]; /* UUID, made once when the citizen confirms: submitting twice is safe
                              */
    enum application_kind kind;
    char task_code[65]; /* up_task_general_basic.task_code */
    char task_name[201];
    char task_version[33];
    char notice_version[33];      /* of the notice that was consented to */
    int64_t consent_ms;           /* when, wall clock */
    char project_no[NUMBER_TEXT]; /* of the case that a correction belongs to; "" else */
    bool anonymous;               /* no field says who applies: only items that allow it */
    char assurance_token[ASSURANCE_TOKEN_TEXT]; /* the province's word for who it was; "": card */
    size_t count;
    struct application_field field[APPLICATION_FIELDS_MAX];
    size_t materials;
    struct application_material material[APPLICATION_MATERIALS_MAX];
    size_t parts; /* 0: it is one item */
    struct application_part part[PARTS_MAX];
    size_t files; /* together at most APPLICATION_FILES_SIZE bytes */
    struct application_file file[APPLICATION_FILES_MAX];
};

void application_wipe(struct application *application);

enum case_state {
    CASE_SAVED,      /* durable here, not yet at the province: never call it submitted */
    CASE_ACCEPTED,   /* the province has it; a decision follows within its term */
    CASE_DONE,       /* decided at once (即办件) */
    CASE_REFUSED,    /* the province said no; message says why and what to do */
    CASE_CORRECTION, /* 补正: something is missing or wrong; message says what to bring or change */
    CASE_RECEIVED,   /* a 12345 order: taken down, on its way to whoever is in charge (已接单) */
    CASE_EXTENDED,   /* an order: more time was asked for; promise_date is the new one (延期) */
    CASE_ANSWERED,   /* an order: message is the answer (已答复) */
    CASE_STATE_COUNT,
};

/* True while the province has it and has not decided or answered it. */
bool case_state_is_open(enum case_state s);
/* The state of a case that is to a case what this one is to an order; of a case its own. */
enum case_state case_state_of_case(enum case_state s);

/* What a kiosk says itself of a case that ended on it (CASE_REFUSED), where the province's message
 * would stand: the screen has the words for it. */
#define CASE_WORD_LOST    "@attachment-lost"    /* the disk lost a photograph: it was never sent */
#define CASE_WORD_REFUSED "@attachment-refused" /* the province took a photograph for days not */

struct case_status {
    enum case_state state;
    char local_number[NUMBER_TEXT]; /* "K017-000482" */
    char project_no[NUMBER_TEXT];   /* 办件编号; "" until the province gave one */
    char message[MESSAGE_TEXT];     /* for the citizen, "" when there is nothing to say */
    char promise_date[16];          /* YYYYMMDD of the promised end, "" when none */
    char contact_date[16];          /* of an order: by when somebody calls, "" when nobody does */
    bool unpaid; /* the province said just now that its fee still wants paying; never kept */
};

/* Satisfaction has a type of its own: GB/T 39046 A.8 counts from best to worst, the 好差评 exchange
 * from worst to best. Only platform/province turns it into a number. */
enum satisfaction {
    SATISFACTION_VERY_GOOD,
    SATISFACTION_GOOD,
    SATISFACTION_FAIR,
    SATISFACTION_BAD,
    SATISFACTION_VERY_BAD,
};

struct rating {
    char local_number[NUMBER_TEXT];
    enum satisfaction satisfaction;
    char reason_codes[64];    /* norm codes, comma separated, "" when none */
    char words[MESSAGE_TEXT]; /* free text, "" when none */
};

enum { CASE_LIST_MAX = 50, CASE_NAME_TEXT = 128, CASE_NEWS_TEXT = 200 };

/* One of a citizen's cases, as the province lists them. What a person applied for is personal. */
struct case_row {
    enum case_state state;          /* never CASE_SAVED when it comes from the province */
    char task_name[CASE_NAME_TEXT]; /* cut when longer */
    char project_no[NUMBER_TEXT];
    char apply_date[16];          /* YYYYMMDD */
    char promise_date[16];        /* YYYYMMDD, "" when none */
    char message[CASE_NEWS_TEXT]; /* for the citizen, "" when there is nothing to say; cut */
    uint32_t parts, parts_done;   /* of several items: how many, and how many are done; else 0 */
    bool unpaid;                  /* its fee still wants paying */
};

/* Newest first. */
struct case_list {
    size_t count;
    bool more; /* there are older ones that are not listed */
    struct case_row row[CASE_LIST_MAX];
};

void case_list_wipe(struct case_list *list);

/* How one of the items stands that make a case together. Personal as the case is. */
struct case_part {
    enum case_state state; /* ACCEPTED, CORRECTION, DONE or REFUSED */
    char task_code[65];
    char task_name[CASE_NAME_TEXT]; /* cut when longer, as dept_name */
    char dept_name[CASE_NAME_TEXT]; /* whose it is */
    char message[CASE_NEWS_TEXT];   /* for the citizen, "" when there is nothing to say; cut */
    char promise_date[16];          /* YYYYMMDD, "" when none */
    char project_no[NUMBER_TEXT];   /* the department's own, "" when it has none */
};

struct part_list {
    enum case_state state; /* of the whole, as the province says it */
    size_t count;          /* 0: the case is one item */
    struct case_part part[PARTS_MAX];
};

void part_list_wipe(struct part_list *list);
/* How many of them stand so. */
size_t part_list_count(const struct part_list *list, enum case_state state);

enum {
    CERTIFICATES_MAX = 50,
    CERTIFICATE_ID_TEXT = 96,
    CERTIFICATE_NAME_TEXT = 128,
    CERTIFICATE_NUMBER_TEXT = 64
};

/* One of a person's electronic certificates (up_lic_data), as far as a list shows it. Personal. */
struct certificate {
    char identifier[CERTIFICATE_ID_TEXT]; /* 1.2.156.3005.2.… */
    char name[CERTIFICATE_NAME_TEXT];     /* cut when longer, as dept */
    char number[CERTIFICATE_NUMBER_TEXT]; /* "" when it has none */
    char dept[CERTIFICATE_NAME_TEXT];     /* who issued it */
    char issue_date[16];                  /* YYYYMMDD */
    char grade[2];                        /* how far it is to be trusted: A to D */
};

struct certificate_list {
    size_t count;
    uint32_t unsound; /* left out: their identifiers are not right */
    bool more;        /* there are others that are not listed */
    struct certificate row[CERTIFICATES_MAX];
};

void certificate_list_wipe(struct certificate_list *list);

enum { CORRECTIONS_MAX = 20, CORRECTION_NAME_TEXT = 128, CORRECTION_REASON_TEXT = 320 };

/* Something that a case lacks, and until when it may come. */
struct correction {
    char field[FIELD_NAME_TEXT];         /* of the form; "": a paper */
    char material[FIELD_NAME_TEXT];      /* of the item, which paper; "" when that is not said */
    char name[CORRECTION_NAME_TEXT];     /* what it is called; cut */
    char reason[CORRECTION_REASON_TEXT]; /* for the citizen; cut */
    char until[16];                      /* YYYYMMDD */
};

struct correction_list {
    char project_no[NUMBER_TEXT];
    char task_code[65]; /* of the case; "" when there are none */
    size_t count;
    struct correction row[CORRECTIONS_MAX];
};

void correction_list_wipe(struct correction_list *list);

/* So long a case that ended here is counted: a week's rota of staff. */
#define OUTBOX_ENDED_MS INT64_C(604800000)

struct outbox_counts {
    uint32_t waiting, sent, refused;
    int64_t oldest_ms;    /* age of the oldest waiting row, 0 when none */
    bool storage;         /* a new message can be kept */
    int64_t clock_off_ms; /* the kiosk's clock is ahead of the province's by so much; 0: it is
                             right, or nothing is known */
    bool keys;            /* those in use are those on disk; false: what lies there is unusable */
    uint32_t given_up;    /* cases that ended here unsent, in the last OUTBOX_ENDED_MS */
    uint32_t for_staff;   /* rows that the province does not take as they are */
};

/* Why somebody is called to the kiosk. */
enum help_reason { HELP_PERSON, HELP_DEVICE, HELP_PAPER, HELP_CARD, HELP_REASON_COUNT };

struct help_call {
    char help_id[37]; /* a UUID; the same one is the same call */
    enum help_reason reason;
    char screen[33]; /* where they are: small letters, digits and _ */
};

enum { PAIRS_MAX = 32 };

/* Answers of the province that hold personal data: names as in the contract. */
struct pair {
    char name[FIELD_NAME_TEXT];
    struct secret value;
};

struct pairs {
    size_t count;
    struct pair pair[PAIRS_MAX];
};

void pairs_wipe(struct pairs *pairs);
/* "" when there is none of that name. */
const char *pairs_get(const struct pairs *pairs, const char *name);

/* Why an item of the province's catalogue is not offered here today. */
enum catalogue_reason {
    CATALOGUE_OFFERED,
    CATALOGUE_SUSPENDED,   /* task_state 2 */
    CATALOGUE_CANCELLED,   /* task_state 3 */
    CATALOGUE_NO_TERMINAL, /* is_service_terminals 0 */
    CATALOGUE_ELSEWHERE,   /* of another area */
    CATALOGUE_OTHER_LEVEL, /* of a town or village that is not this kiosk's */
    CATALOGUE_NOT_YET,     /* before plan_effective_date */
    CATALOGUE_ENDED,       /* from plan_cancel_date on */
    CATALOGUE_DAMAGED,     /* its file is not what was signed: it is being fetched again */
    CATALOGUE_REASON_COUNT
};

/* One row of the province's catalogue, as far as the kiosk needs it. */
struct catalogue_row {
    char task_code[65];
    char task_version[33];
    enum catalogue_reason reason;
};

enum { CALENDAR_DAYS_MAX = 400 };

/* One day that is not what its weekday says: a holiday, or a Saturday that is worked (调休). */
struct calendar_day {
    int date; /* YYYYMMDD */
    bool works;
};

/* When offices work. Monday to Friday unless a day is named. */
struct calendar {
    uint32_t version;              /* 0: there is none */
    int from, until;               /* the days it speaks of, both included */
    int office_from, office_until; /* minutes of a day, China's time */
    size_t count;
    struct calendar_day day[CALENDAR_DAYS_MAX]; /* by date, none twice */
};

const char *case_state_name(enum case_state s);
/* "offered", "suspended" … */
const char *catalogue_reason_name(enum catalogue_reason reason);
