/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/province */
/* The first byte chooses the reader, the rest is the reply's body. */
#include <string.h>

#include "platform/base/text.h"
#include "platform/province/booking.h"
#include "platform/province/certificate.h"
#include "platform/province/codes.h"
#include "platform/province/correction.h"
#include "platform/province/fee.h"
#include "platform/province/handover.h"
#include "platform/province/remote.h"
#include "platform/province/reply.h"
#include "platform/province/together.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static void demand_text(const char *text, size_t room)
{
    demand(strnlen(text, room) < room && text_is_utf8(text, strlen(text)));
}

static void read_case(const char *body, size_t size)
{
    struct case_status s;
    if (reply_read_case(body, size, &s) != ERR_NONE)
        return;
    demand(code_check_project_no(s.project_no) == ERR_NONE);
    demand(s.state != CASE_SAVED);
    demand_text(s.message, sizeof s.message);
}

static void read_order(const char *body, size_t size)
{
    struct case_status s;
    if (reply_read_order(body, size, &s) != ERR_NONE)
        return;
    demand(code_check_project_no(s.project_no) == ERR_NONE && s.state != CASE_SAVED);
    demand(strlen(s.contact_date) == 0 || strlen(s.contact_date) == 8);
    demand_text(s.message, sizeof s.message);
}

static void read_remote(const char *body, size_t size)
{
    struct remote_orders orders;
    if (remote_read(body, size, &orders) != ERR_NONE)
        return;
    demand(orders.count <= REMOTE_ORDERS_MAX);
    for (size_t i = 0; i < orders.count; i++) {
        const struct remote_order *one = &orders.order[i];
        demand(code_check_uuid(one->id) == ERR_NONE && one->kind < REMOTE_KINDS);
        if (!one->sound)
            continue;
        demand_text(one->words.zh, sizeof one->words.zh);
        demand(one->until_ms >= 0 && one->opens_min < STANDING_DAY_MINUTES &&
               one->closes_min < STANDING_DAY_MINUTES);
        demand(one->kind != REMOTE_OUT_OF_SERVICE || (one->until_ms > 0 && *one->words.zh));
    }
}

static void read_error(const char *body, size_t size)
{
    struct reply_error e;
    reply_read_error(body, size, &e);
    demand(e.code >= 0 && e.code <= 99999);
    demand_text(e.message, sizeof e.message);
    demand_text(e.detail, sizeof e.detail);
}

static void read_pairs(const char *body, size_t size)
{
    struct pairs pairs = {.count = 0};
    if (reply_read_pairs(body, size, &pairs) != ERR_NONE)
        return;
    demand(pairs.count <= PAIRS_MAX);
    for (size_t i = 0; i < pairs.count; i++)
        demand_text(secret_text(&pairs.pair[i].value), 4001);
    pairs_wipe(&pairs);
}

static void read_published(const char *body, size_t size)
{
    char *text = NULL;
    if (reply_read_published(body, size, &text, &size) == ERR_NONE)
        demand(strlen(text) == size);
    free(text);
}

static void read_cases(const char *body, size_t size)
{
    struct case_list list = {.count = 0};
    if (reply_read_cases(body, size, &list) != ERR_NONE)
        return;
    demand(list.count <= CASE_LIST_MAX);
    for (size_t i = 0; i < list.count; i++) {
        demand(list.row[i].state != CASE_SAVED);
        demand(code_check_project_no(list.row[i].project_no) == ERR_NONE);
        demand_text(list.row[i].task_name, sizeof list.row[i].task_name);
        demand_text(list.row[i].message, sizeof list.row[i].message);
    }
    case_list_wipe(&list);
}

static void read_slots(const char *body, size_t size)
{
    static struct slot_list list;
    if (booking_read_slots(body, size, &list) != ERR_NONE)
        return;
    demand(list.places <= PLACES_MAX && list.count <= SLOTS_MAX);
    for (size_t i = 0; i < list.count; i++) {
        const struct slot *slot = &list.slot[i];
        demand(slot->place < list.places && slot->left > 0 && slot->from < slot->until);
    }
    for (size_t i = 0; i < list.places; i++)
        demand_text(list.place[i].name, sizeof list.place[i].name);
    for (size_t i = 0; i < list.own_count; i++)
        demand(code_check_project_no(list.own[i].number) == ERR_NONE);
    slot_list_wipe(&list);
}

static void read_fees(const char *body, size_t size)
{
    struct fee_list list;
    if (fee_read_list(body, size, &list) != ERR_NONE)
        return;
    demand(list.count <= FEES_MAX);
    for (size_t i = 0; i < list.count; i++) {
        const struct fee *fee = &list.fee[i];
        demand(fee->fen > 0 && fee->fen <= 9999999999999999);
        demand((fee->state == FEE_UNPAID) == (*fee->pay_url != '\0'));
        demand_text(fee->payee, sizeof fee->payee);
    }
    fee_list_wipe(&list);
}

static void read_handover(const char *body, size_t size)
{
    struct handover h;
    if (handover_read(body, size, &h) != ERR_NONE)
        return;
    demand(handover_url_is_good(h.url) && handover_code_is_good(h.code) && h.until_ms >= 0);
    demand_text(h.place, sizeof h.place);
    demand(*h.place);
}

static void read_certificates(const char *body, size_t size)
{
    struct certificate_list list = {.count = 0};
    if (certificate_read_list(body, size, &list) != ERR_NONE)
        return;
    demand(list.count + list.unsound <= CERTIFICATES_MAX);
    for (size_t i = 0; i < list.count; i++) {
        demand(certificate_check(list.row[i].identifier) == ERR_NONE);
        demand_text(list.row[i].name, sizeof list.row[i].name);
        demand_text(list.row[i].dept, sizeof list.row[i].dept);
    }
    certificate_list_wipe(&list);
}

static void read_corrections(const char *body, size_t size)
{
    struct correction_list list = {.count = 0};
    if (correction_read(body, size, &list) != ERR_NONE)
        return;
    demand(list.count <= CORRECTIONS_MAX && code_check_project_no(list.project_no) == ERR_NONE);
    for (size_t i = 0; i < list.count; i++) {
        demand(*list.row[i].name && *list.row[i].reason && strlen(list.row[i].until) == 8);
        demand_text(list.row[i].reason, sizeof list.row[i].reason);
        demand(!*list.row[i].material || !*list.row[i].field);
    }
    correction_list_wipe(&list);
}

static void read_parts(const char *body, size_t size)
{
    struct part_list list = {.count = 0};
    if (together_read(body, size, &list) != ERR_NONE)
        return;
    demand(list.count <= PARTS_MAX);
    for (size_t i = 0; i < list.count; i++) {
        const struct case_part *part = &list.part[i];
        demand(*part->task_code && *part->task_name && *part->dept_name);
        demand_text(part->message, sizeof part->message);
        demand(part->state >= CASE_ACCEPTED && part->state <= CASE_CORRECTION);
    }
    part_list_wipe(&list);
}

static void read_copy(const char *body, size_t size)
{
    struct pairs copy = {.count = 0};
    if (certificate_read_copy(body, size, &copy) != ERR_NONE)
        return;
    demand(copy.count > 3 && copy.count <= PAIRS_MAX && *pairs_get(&copy, "copy_code"));
    for (size_t i = 0; i < copy.count; i++)
        demand_text(copy.pair[i].name, sizeof copy.pair[i].name);
    pairs_wipe(&copy);
}

static void read_done(const char *body, size_t size)
{
    enum err e = reply_read_done(body, size);
    demand(e == ERR_NONE || e == ERR_FORMAT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *, size_t) = {
        read_published,   read_done,  read_case,   read_error,        read_pairs,
        read_cases,       read_slots, read_fees,   read_certificates, read_copy,
        read_corrections, read_order, read_remote, read_handover,     read_parts};
    if (size > 0)
        readers[data[0] % ARRAY_LEN(readers)]((const char *)data + 1, size - 1);
    return 0;
}
