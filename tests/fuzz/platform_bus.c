/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/bus */
/* First byte: which word of the platform bridge; the rest is its body as it comes from a peer. What
 * is taken goes out again and comes back the same. */
#include "platform/bus/codec.h"
#include "platform/bus/codec_standing.h"
#include "platform/bus/codec_booking.h"
#include "platform/bus/codec_handover.h"
#include "platform/bus/interface.h"
#include "tests/fuzz/dbus_body.h"

static void read_staff(sd_bus_message *m)
{
    struct staff_act act = {.deed = STAFF_NOTHING};
    if (platform_get_staff(m, &act) == ERR_NONE)
        dbus_demand(staff_deed_name(act.deed) && strlen(act.device) < sizeof act.device);
    else
        dbus_demand(act.deed == STAFF_NOTHING && !*act.device);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct dbus_pipe line;

static void read_application(sd_bus_message *m)
{
    static struct application a, again;
    if (platform_get_application(m, &a) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_application(out, &a) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_application(out, &again) == ERR_NONE && again.count == a.count &&
                again.materials == a.materials && again.files == a.files);
    for (size_t i = 0; i < a.count; i++)
        dbus_demand(strcmp(a.field[i].name, again.field[i].name) == 0 &&
                    a.field[i].value.len == again.field[i].value.len);
    application_wipe(&a);
    application_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_pairs(sd_bus_message *m)
{
    struct pairs p, again;
    if (platform_get_pairs(m, &p) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_pairs(out, &p) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_pairs(out, &again) == ERR_NONE && again.count == p.count);
    pairs_wipe(&p);
    pairs_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_cases(sd_bus_message *m)
{
    static struct case_list list, again;
    if (platform_get_cases(m, &list) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_cases(out, &list) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_cases(out, &again) == ERR_NONE && again.count == list.count);
    case_list_wipe(&list);
    case_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_slots(sd_bus_message *m)
{
    static struct slot_list word, again;
    if (platform_get_slots(m, &word) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_slots(out, &word) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_slots(out, &again) == ERR_NONE);
    dbus_demand(word.places == again.places && word.count == again.count);
    dbus_demand(word.own_count == again.own_count);
    slot_list_wipe(&word);
    slot_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_appointment(sd_bus_message *m)
{
    static struct appointment word, again;
    if (platform_get_appointment(m, &word) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_appointment(out, &word) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_appointment(out, &again) == ERR_NONE);
    dbus_demand(strcmp(word.number, again.number) == 0 && word.date == again.date);
    appointment_wipe(&word);
    appointment_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_booked(sd_bus_message *m)
{
    static struct appointment word;
    enum err e = platform_get_booked(m, &word);
    dbus_demand((e == ERR_REFUSED) == (*word.refusal != '\0'));
    dbus_demand(e == ERR_NONE || (!*word.number && word.date == 0));
    appointment_wipe(&word);
}

static void read_parts(sd_bus_message *m)
{
    static struct part_list word, again;
    if (platform_get_parts(m, &word) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_parts(out, &word) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_parts(out, &again) == ERR_NONE);
    dbus_demand(word.count == again.count && word.state == again.state);
    part_list_wipe(&word);
    part_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_fees(sd_bus_message *m)
{
    static struct fee_list word, again;
    if (platform_get_fees(m, &word) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_fees(out, &word) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_fees(out, &again) == ERR_NONE);
    dbus_demand(word.count == again.count && word.fee[0].fen == again.fee[0].fen);
    fee_list_wipe(&word);
    fee_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_handover_wish(sd_bus_message *m)
{
    static struct handover_wish word, again;
    if (platform_get_handover_wish(m, &word) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_handover_wish(out, &word) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_handover_wish(out, &again) == ERR_NONE);
    dbus_demand(word.count == again.count && word.application.count == again.application.count);
    handover_wish_wipe(&word);
    handover_wish_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_handover(sd_bus_message *m)
{
    struct handover h;
    if (platform_get_handover(m, &h) == ERR_NONE)
        dbus_demand(handover_url_is_good(h.url) && handover_code_is_good(h.code) &&
                    strlen(h.place) < sizeof h.place && h.until_ms > 0);
}

static void read_certificates(sd_bus_message *m)
{
    static struct certificate_list list, again;
    if (platform_get_certificates(m, &list) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_certificates(out, &list) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_certificates(out, &again) == ERR_NONE && again.count == list.count);
    certificate_list_wipe(&list);
    certificate_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_corrections(sd_bus_message *m)
{
    static struct correction_list list, again;
    if (platform_get_corrections(m, &list) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(platform_put_corrections(out, &list) == ERR_NONE);
    dbus_turn(out);
    dbus_demand(platform_get_corrections(out, &again) == ERR_NONE && again.count == list.count);
    correction_list_wipe(&list);
    correction_list_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_status(sd_bus_message *m)
{
    struct case_status s;
    if (platform_get_status(m, &s) == ERR_NONE)
        dbus_demand(s.state < CASE_STATE_COUNT && strlen(s.message) < sizeof s.message);
}

static void read_standing(sd_bus_message *m)
{
    struct standing s;
    if (platform_get_standing(m, &s) == ERR_NONE)
        dbus_demand(s.opens_min < STANDING_DAY_MINUTES && s.closes_min < STANDING_DAY_MINUTES &&
                    strlen(s.notice.zh) < sizeof s.notice.zh);
}

static void read_rating(sd_bus_message *m)
{
    struct rating r;
    if (platform_get_rating(m, &r) == ERR_NONE)
        dbus_demand(r.satisfaction <= SATISFACTION_VERY_BAD);
}

static void read_health(sd_bus_message *m)
{
    bool online;
    struct outbox_counts counts;
    (void)platform_get_health(m, &online, &counts);
}

static void read_catalogue(sd_bus_message *m)
{
    struct catalogue_row *rows = NULL;
    size_t count = 0;
    if (platform_get_catalogue(m, &rows, &count) != ERR_NONE)
        dbus_demand(!rows && count == 0);
    else
        dbus_demand(count <= CATALOGUE_ROWS_MAX && (rows || count == 0));
    free(rows);
}

static void read_credential(sd_bus_message *m)
{
    const void *data;
    size_t size;
    if (platform_get_credential(m, &data, &size) == ERR_NONE)
        dbus_demand(data && size > 0 && size <= PLATFORM_CREDENTIAL_MAX);
}

static void read_text(sd_bus_message *m)
{
    char text[16];
    if (platform_get_text(m, text, sizeof text) == ERR_NONE)
        dbus_demand(text[0] && strlen(text) < sizeof text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        const char *signature;
        void (*read)(sd_bus_message *m);
    } words[] = {{PLATFORM_APPLICATION_SIGNATURE, read_application},
                 {"a(ss)", read_pairs},
                 {PLATFORM_CASES_SIGNATURE, read_cases},
                 {PLATFORM_STATUS_SIGNATURE, read_status},
                 {"suss", read_rating},
                 {"buuux", read_health},
                 {"a(ssy)", read_catalogue},
                 {"ay", read_credential},
                 {"s", read_text},
                 {PLATFORM_SLOTS_SIGNATURE, read_slots},
                 {PLATFORM_APPOINTMENT_SIGNATURE, read_appointment},
                 {PLATFORM_FEES_SIGNATURE, read_fees},
                 {PLATFORM_CERTIFICATES_SIGNATURE, read_certificates},
                 {PLATFORM_CORRECTIONS_SIGNATURE, read_corrections},
                 {PLATFORM_STANDING_SIGNATURE, read_standing},
                 {"ss", read_staff},
                 {PLATFORM_BOOKED_SIGNATURE, read_booked},
                 {PLATFORM_HANDOVER_SIGNATURE, read_handover},
                 {PLATFORM_HANDOVER_WISH_SIGNATURE, read_handover_wish},
                 {PLATFORM_PARTS_SIGNATURE, read_parts}};
    if (size < 2 || size > DBUS_BODY_MAX)
        return 0;
    size_t word = data[0] % ARRAY_LEN(words);
    size_t said = data[0] < 128 ? word : data[0] / 8 % ARRAY_LEN(words);
    sd_bus_message *m = dbus_receive(&line, words[said].signature, data + 1, size - 1);
    if (m)
        words[word].read(m);
    sd_bus_message_unref(m);
    return 0;
}
