/* SPDX-License-Identifier: Apache-2.0 */
/* A service item as data: one JSON file in assets/items, checked whole before it is offered. Field
 * names are those of the national exchange tables (facts: up_task_general_basic). */
#pragma once

#include "app/words/words.h"
#include "platform/base/err.h"

enum {
    ITEM_FIELDS_MAX = 40,
    ITEM_OPTIONS_MAX = 60,
    ITEM_PARAGRAPHS_MAX = 8,
    ITEM_SOURCES_MAX = 4,
    ITEM_WORDS_MAX = 6,
    ITEM_FILE_MAX = 256 * 1024,
    ITEM_WHERE_MAX = 168,
    ITEM_LINES_MAX = 14,
    ITEM_WHEN_MAX = 8,
    ITEM_AGE_MAX = 150,
    ITEM_ROWS_MAX = 8, /* of a repeated group */
    ITEM_ANSWERS_MAX =
        60, /* of a form with all its rows: openapi.yaml CaseDoc, and a little room */
    ITEM_ORDER_MAX = 999,
    ITEM_CHOICES_MAX = 32,  /* of an item that gives out a proof: openapi.yaml ProofDoc */
    ITEM_PROMISE_MAX = 365, /* days */
    ITEM_ASSURANCE_MAX = 3,
    ITEM_MATERIALS_MAX = 8,
    ITEM_OUTPUTS_MAX = 3,
    ITEM_HANDINGS_MAX = 3, /* of one output */
    ITEM_PAGES_MAX = 20,   /* of all materials: openapi.yaml §9 */
    ITEM_PARTS_MIN = 2,
    ITEM_PARTS_MAX = 12 /* openapi.yaml §18 */
};

enum item_kind {
    ITEM_KIND_APPLICATION,  /* a case is made */
    ITEM_KIND_QUERY,        /* nothing is submitted, nothing rated: how do my cases stand? */
    ITEM_KIND_ORDER,        /* a 12345 order is made: sent and kept as a case is */
    ITEM_KIND_CERTIFICATES, /* nothing is submitted: one's own certificates, for a purpose */
    ITEM_KIND_APPOINTMENT,  /* a seat at a counter; asks the province, so it needs the network */
    ITEM_KIND_FEE,          /* what is to be paid; likewise */
    ITEM_KIND_COUNT
};

/* Who may apply: GB/T 39046-2020 A.4 自然人, or an organisation for which somebody acts. */
enum item_applyer { ITEM_FOR_PERSON, ITEM_FOR_ENTERPRISE, ITEM_FOR_EITHER };

/* What an item cannot do without; said before the citizen begins. */
enum item_need {
    ITEM_NEED_NETWORK = 1, /* cannot be saved for later */
    ITEM_NEED_PRINTER = 2, /* its result is paper; without it the screen must do */
};

/* openapi.yaml §8 assurance_level; the numbers are the contract's. An anonymous application needs
 * none. */
enum item_assurance {
    ITEM_ASSURANCE_CARD = 1,   /* somebody holds the card */
    ITEM_ASSURANCE_PERSON = 2, /* and it is they: a code on or to their own phone */
    ITEM_ASSURANCE_COUNTER = 3 /* seen by an official: not at a kiosk */
};

enum item_field_type {
    ITEM_TYPE_TEXT,   /* only filled from a source, never typed here */
    ITEM_TYPE_CHOICE, /* one of `option` */
    ITEM_TYPE_PHONE,  /* 11 digits, 1 first */
    ITEM_TYPE_DATE,   /* YYYYMMDD, from `earliest` to `latest` */
    ITEM_TYPE_NUMBER, /* a decimal text, from `least` to `most` of `unit` */
    ITEM_TYPE_GROUP,  /* rows of the fields that follow it and belong to it */
};

enum item_mask { ITEM_MASK_NONE, ITEM_MASK_ID, ITEM_MASK_PHONE };

/* What happens when no source gives a value. */
enum item_fallback {
    ITEM_FALLBACK_ASK,        /* it becomes a question */
    ITEM_FALLBACK_DEPARTMENT, /* the department looks it up: 由医保部门核对 */
    ITEM_FALLBACK_NONE,       /* the item cannot be done without it */
};

struct item_option {
    const char *value; /* what the province gets */
    const char *text;  /* what the citizen reads */
    const char *note;  /* at the row's end, "" when none */
    const char *under; /* the answer of `within` that it belongs to, "" when there is none */
};

/* Whole years, both included; 0 where no limit is said. */
struct item_ages {
    int min, max;
};

/* Holds while that earlier choice has one of these answers, and of who is that old. */
struct item_when {
    const char *field; /* "" when it does not hang on an answer */
    size_t count;
    const char *is[ITEM_WHEN_MAX];
    struct item_ages age;
};

/* A bound of a date: a day, or one so far from today. */
struct item_day {
    bool given;
    int date;        /* YYYYMMDD; 0: days and years from today, backwards when negative */
    int days, years; /* one of them, or none: today itself */
};

enum { ITEM_DECIMALS_MAX = 4, ITEM_NUMBER_TEXT = 16 };

struct item_field {
    const char *name;  /* the contract's */
    const char *label; /* in the review */
    const char *question; /* "" for fields that are never asked; of a group: 有没有家人要填？ */
    const char *hint;
    enum item_field_type type;
    enum item_mask mask;
    enum item_fallback fallback;
    bool optional; /* the question may be skipped */
    /* "card.name", "code.applyer_name", "licence.name", "shared.insured_area": the first that
     * answers; and "answer.contact_mobile": when none of them does */
    size_t source_count;
    const char *source[ITEM_SOURCES_MAX];
    const char *shown_by;  /* a shared name whose value is shown instead, "" when none */
    const char *within;    /* an earlier choice that narrows this one, "" when none */
    struct item_when when; /* asked only while that holds */
    const char *from;      /* whose data it is when shared: "医保" → 来自医保 */
    const char *waives;    /* the paper that need not be brought once it is shared, "" for none */
    const struct item_field *group; /* that it belongs to, NULL for none */
    /* Of a group: how many fields behind it are its own, and how many rows. */
    size_t inner_count;
    int rows_min, rows_max;
    const char *more; /* asked before each further row: 还有别的家人要填吗？ */
    struct item_day earliest, latest; /* of a date, both included */
    const char *unit;                 /* of a number: 元, 份; "" without */
    int decimals;                     /* how many it may have */
    int64_t least, most;              /* both included, in steps of the last decimal */
    size_t option_count;
    struct item_option option[ITEM_OPTIONS_MAX];
};

struct item_guide {
    const char *summary, *bring, *time, *fee, *fee_note;
    const char *help_org, *help_hours;
};

/* up_task_general_extend result_type (facts): the codes are the table's. */
enum item_result {
    ITEM_RESULT_CERTIFICATE = 1, /* 证照 */
    ITEM_RESULT_APPROVAL = 2,    /* 批文 */
    ITEM_RESULT_OTHER = 3,       /* 其他 */
    ITEM_RESULT_NONE = 4         /* 无: something is said, nothing is held */
};

/* How it comes to the citizen. */
enum item_handing {
    ITEM_HANDING_PRINTED,    /* here and now */
    ITEM_HANDING_SHOWN,      /* on this screen alone */
    ITEM_HANDING_COUNTER,    /* fetched */
    ITEM_HANDING_POST,       /* is_express */
    ITEM_HANDING_ELECTRONIC, /* on their phone */
    ITEM_HANDING_ACCOUNT,    /* money */
    ITEM_HANDING_MESSAGE,    /* by telephone or message */
    ITEM_HANDING_COUNT
};

/* 办理结果: what the citizen holds in the end. */
struct item_output {
    const char *result_name; /* 营业执照 */
    enum item_result type;
    size_t way_count;
    enum item_handing way[ITEM_HANDINGS_MAX]; /* the usual one first */
    const char *text; /* where and when, said before and after; "" without */
};

/* A line of a proof; the province brings the words, a line it does not bring is left out. */
struct item_line {
    const char *name, *label;
};

/* What is given out at once on paper and screen. Without lines the item gives out none. */
struct item_proof {
    const char *title;
    const char *code, *qr; /* names of the code to verify it by, and of its QR code's content */
    const char *absent;    /* said when there is nothing to prove */
    size_t line_count;
    struct item_line line[ITEM_LINES_MAX];
};

/* up_task_general_basic promise_day, promise_type: how long after coming in. */
struct item_term {
    int days; /* 0: not said */
    bool workdays;
};

/* How a paper that belongs to an application may come about. */
enum item_way {
    ITEM_WAY_SHARED,     /* a department has it */
    ITEM_WAY_CAPTURED,   /* photographed or written here */
    ITEM_WAY_COMMITMENT, /* 告知承诺: the citizen signs for it instead */
    ITEM_WAY_LATER,      /* 容缺受理: handed in afterwards, within a limit */
    ITEM_WAY_COUNT
};

enum item_capture { ITEM_CAPTURE_PHOTO, ITEM_CAPTURE_SIGNATURE };

/* What is signed for: a text of its own version. */
struct item_commitment {
    const char *version, *title;
    size_t count;
    const char *paragraph[ITEM_PARAGRAPHS_MAX];
};

/* 材料名称, 补正形式, 时限, 超期处理: what somebody must be told who hands in later. */
struct item_later {
    struct item_term term; /* never longer than the item's promise */
    const char *forms;     /* how it may be handed in */
    const char *otherwise; /* what happens when it is not */
};

/* up_task_general_material: one paper that an application needs. */
struct item_material {
    const char *name;          /* the contract's; of its attachments too */
    const char *material_name; /* what citizens and officials call it */
    const char *text;          /* which pages, how old … */
    bool is_need;
    size_t way_count;
    enum item_way way[ITEM_WAY_COUNT]; /* in the order offered */
    const char *shared, *from;         /* what in shared data says that it is there; whose it is */
    enum item_capture capture;
    int pages; /* at most; of a signature 1 */
    struct item_commitment commitment;
    struct item_later later;
    struct item_when when; /* wanted only while that holds */
    uint32_t parts;        /* bits of the item's parts that it serves; 0: all, or there are none */
};

/* One of the items that together make one case (一件事). */
struct item_part {
    const char *task_code, *task_name, *dept_name;
    const char *task_version; /* "" when not said */
    struct item_term promise; /* never longer than the whole's */
    struct item_when when;    /* filed only while that holds */
};

struct item_words {
    size_t count;
    const char *text[ITEM_WORDS_MAX];
};

struct item {
    void *source; /* the parsed file that all strings point into */
    /* The same item in each language: only words for citizens differ. Itself among them. */
    struct item *in[LANGUAGE_COUNT];
    char untranslated[ITEM_WHERE_MAX]; /* the first text that has no English, "" when complete */
    const char *task_code, *task_name, *task_version;
    int project_type;         /* 1 即办件, 2 承诺件 */
    struct item_term promise; /* 承诺办结时限 */
    enum item_kind kind;
    enum item_applyer applyer;
    bool anonymous;        /* who applies may stay unsaid */
    bool pays;             /* a case costs something, paid with a phone: is_pay_online */
    struct item_ages ages; /* of who applies */
    const char *ages_text; /* what they mean and what to do, "" without */
    uint32_t needs;        /* bits of enum item_need */
    int assurance;         /* how sure one must be of who applies: below */
    const char *title, *subtitle, *icon, *colour; /* the tile */
    int order;                                    /* of tiles, small ones first */
    struct item_words pinyin;                     /* initials that find it: sbcb, cbzm */
    struct item_words pinyin_full;                /* its names spelled: "can bao zheng ming" */
    const char *dept_name, *dept_pinyin;          /* whose it is; spelled. "" when not said */
    struct item_words menus;                      /* ids of the menus it stands in */
    struct item_words badges;
    struct item_guide guide;
    const char *notice_version, *notice_title;
    size_t paragraph_count;
    const char *paragraph[ITEM_PARAGRAPHS_MAX];
    const char *slip_title;   /* "办件回执" when the file does not say */
    const char *number_label; /* "办件编号" likewise */
    struct item_proof proof;
    size_t output_count; /* one or more */
    struct item_output output[ITEM_OUTPUTS_MAX];
    size_t field_count;
    struct item_field field[ITEM_FIELDS_MAX];
    size_t material_count;
    struct item_material material[ITEM_MATERIALS_MAX];
    size_t part_count; /* 0: it is one item, as most are */
    struct item_part part[ITEM_PARTS_MAX];
};

/* What decides whether an item can be begun now. */
struct item_traits {
    enum item_kind kind;
    bool anonymous, proves;
    uint32_t needs;
    int assurance;
};

/* True when something is handed in. */
bool item_submits(enum item_kind kind);
struct item_traits item_traits(const struct item *item);

/* Why a file is not offered. */
struct item_fault {
    int line; /* 1-based, 0 when the file could not be read */
    char reason[160];
};

/* ERR_FORMAT, ERR_MISSING, ERR_RANGE, ERR_TOO_LONG, ERR_ENCODING; then *ret_fault says line and
 * reason and *ret_item is untouched. The caller frees the item. */
MUST_CHECK enum err item_parse(const char *json, size_t len, struct item **ret_item,
                               struct item_fault *ret_fault);
/* All that is wrong with such a file, in the order of its lines, where the document can be read at
 * all; one fault where it cannot. Returns how many of at most `max` (1 or more), 0: none. */
size_t item_faults(const char *json, size_t len, size_t max, struct item_fault ret_fault[]);
void item_free(struct item *item);

/* The item in that language; NULL for NULL. Texts that have no translation stand in Chinese. Field
 * numbers, values and codes are the same. */
const struct item *item_in(const struct item *item, enum language language);

/* "12.5" with two decimals is 1250: whole digits (at most nine, no useless 0 before them), then at
 * most so many decimals. False: it is no such text. Never a float. */
bool item_number_read(const char *text, int decimals, int64_t *ret_number);
/* The opposite, as short as can be: 12.5. */
void item_number_say(int64_t number, int decimals, char ret_text[ITEM_NUMBER_TEXT]);

/* False when every age is within. */
bool item_ages_limit(const struct item_ages *ages);
bool item_when_is_any(const struct item_when *when);
/* True when the field is asked only under some condition. */
bool item_field_is_conditional(const struct item_field *field);
/* True when an answer of `outer` can bear on `field`: it stands in the same row, or in none. */
bool item_field_sees(const struct item_field *field, const struct item_field *outer);
/* The earlier field whose answer it takes when no other source has one: source "answer.NAME"; "".
 */
const char *item_field_answer(const struct item_field *field);
/* NULL when the item has no such field. */
const struct item_field *item_field_find(const struct item *item, const char *name);
/* True when `term` surely ends within `whole`: so many days are never more than so many working
 * days, the other way round nobody knows. */
bool item_term_within(const struct item_term *term, const struct item_term *whole);
/* True when the material may come about so. */
bool item_material_may(const struct item_material *material, enum item_way way);
/* True when it may come to the citizen so. */
bool item_output_comes(const struct item_output *output, enum item_handing way);
/* True when `option` may be chosen while the field it is narrowed by has this answer. */
bool item_option_fits(const struct item_option *option, const char *outer);
/* NULL when `value` is none of the options. */
const struct item_option *item_option_find(const struct item_field *field, const char *value);
