/* SPDX-License-Identifier: Apache-2.0 */
/* A caller that breaks the contract: the bridge refuses each word before the service sees it. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/bus/codec.h"
#include "platform/bus/interface.h"
#include "platform/bus/server.h"
#include "platform/peer/client.h"

struct both {
    sd_event *loop;
    struct timers *timers;
    struct platform_server *server;
    struct peer_client *raw; /* says what our own client would never say */
    int ups, replies, served;
    enum err last;
};

static enum err serve_submit(void *user, const struct application *a, struct case_status *ret)
{
    (void)a, (void)ret;
    ((struct both *)user)->served++;
    return ERR_DISK_FULL;
}

static void on_up(void *user)
{
    ((struct both *)user)->ups++;
}

static void on_down(void *user)
{
    ((struct both *)user)->ups = 0;
}

static void on_signal(void *user, const char *member, sd_bus_message *m)
{
    (void)user, (void)member, (void)m;
}

static void run_until(struct both *b, const int *counter, int wanted)
{
    int64_t end = clock_now_ms() + 30000;
    while (*counter < wanted && clock_now_ms() < end)
        sd_event_run(b->loop, 100000);
    assert_int_equal(wanted, *counter);
}

static int setup(void **state)
{
    struct both *b = calloc(1, sizeof *b);
    /* Only `submit` is reached by a well-formed call; the others must never be. */
    const struct platform_service service = {.user = b, .submit = serve_submit};
    const struct peer_target raw = {
        PLATFORM_SOCKET, PLATFORM_OBJECT, PLATFORM_INTERFACE, on_up, on_down, on_signal, b};
    assert_true(sd_event_new(&b->loop) >= 0);
    assert_ok(timers_new(b->loop, &b->timers));
    assert_ok(platform_server_new(b->loop, &service, &b->server));
    assert_ok(peer_client_new(b->loop, b->timers, &raw, &b->raw));
    run_until(b, &b->ups, 1);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct both *b = *state;
    peer_client_free(b->raw);
    platform_server_free(b->server);
    timers_free(b->timers);
    sd_event_unref(b->loop);
    free(b);
    return 0;
}

static void on_raw(void *user, enum err e, sd_bus_message *reply)
{
    (void)reply;
    struct both *b = user;
    b->replies++;
    b->last = e;
}

static void expect_raw(struct both *b, sd_bus_message *m, enum err wanted)
{
    int replies = b->replies;
    assert_ok(peer_client_send(b->raw, m, 5000, on_raw, b));
    run_until(b, &b->replies, replies + 1);
    assert_err(wanted, b->last);
}

struct raw {
    const char *id;
    int fields;
    uint32_t row, source;
    const char *value;
    int files;
    const char *file; /* name of each */
    const char *token;
    uint32_t kind;
};

/* Up to the materials. */
static sd_bus_message *begin_submit(struct both *b, const struct raw *raw)
{
    sd_bus_message *m;
    assert_ok(peer_client_call_new(b->raw, "Submit", &m));
    sd_bus_message_append(m, "ussssssxbs", raw->kind, raw->id, "", "refuse", "", "", "", (int64_t)0,
                          0, raw->token ? raw->token : "");
    sd_bus_message_open_container(m, 'a', "(susus)");
    for (int i = 0; i < raw->fields; i++)
        sd_bus_message_append(m, "(susus)", "group", raw->row, "field", raw->source, raw->value);
    sd_bus_message_close_container(m);
    return m;
}

static void append_materials(sd_bus_message *m, int count, const struct application_material *one)
{
    sd_bus_message_open_container(m, 'a', "(ssbuxubusu)");
    for (int i = 0; i < count; i++)
        sd_bus_message_append(m, "(ssbuxubusu)", one->name, one->material_name, 1,
                              (uint32_t)one->way, one->collect_ms, one->limit_days, 1, one->due,
                              one->commitment_version, one->parts);
    sd_bus_message_close_container(m);
}

static void append_parts(sd_bus_message *m, int count, const char *version)
{
    sd_bus_message_open_container(m, 'a', "(ss)");
    for (int i = 0; i < count; i++)
        sd_bus_message_append(m, "(ss)", "T1", version);
    sd_bus_message_close_container(m);
}

static sd_bus_message *raw_submit(struct both *b, const struct raw *raw)
{
    sd_bus_message *m = begin_submit(b, raw);
    append_materials(m, 0, NULL);
    append_parts(m, 0, "");
    sd_bus_message_open_container(m, 'a', "(sh)");
    for (int i = 0; i < raw->files; i++)
        sd_bus_message_append(m, "(sh)", raw->file, STDIN_FILENO);
    sd_bus_message_close_container(m);
    return m;
}

static void an_application_is_bounded(void **state)
{
    struct both *b = *state;
    static char longer[VALUE_TEXT_MAX + 2];
    memset(longer, 'x', sizeof longer - 1);
    const char *id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    expect_raw(b,
               raw_submit(b, &(struct raw){id, APPLICATION_FIELDS_MAX, APPLICATION_ROWS_MAX - 1,
                                           SOURCE_ANSWER, "v", 0, "", NULL, 0}),
               ERR_DISK_FULL);
    expect_raw(b,
               raw_submit(b, &(struct raw){id, APPLICATION_FIELDS_MAX + 1, 0, SOURCE_ANSWER, "v", 0,
                                           "", NULL, 0}),
               ERR_TOO_LONG);
    expect_raw(b, raw_submit(b, &(struct raw){id, 1, 0, SOURCE_ANSWER + 1, "v", 0, "", NULL, 0}),
               ERR_RANGE);
    expect_raw(b, raw_submit(b, &(struct raw){id, 1, APPLICATION_ROWS_MAX, 3, "v", 0, "", NULL, 0}),
               ERR_RANGE);
    expect_raw(b, raw_submit(b, &(struct raw){id, 1, 0, 0, longer, 0, "", NULL, 0}), ERR_TOO_LONG);
    expect_raw(b, raw_submit(b, &(struct raw){longer, 1, 0, 0, "v", 0, "", NULL, 0}), ERR_TOO_LONG);
    struct raw files = {id, 1, 0, 0, "v", APPLICATION_FILES_MAX, "id_photo", NULL, 0};
    expect_raw(b, raw_submit(b, &files), ERR_DISK_FULL);
    files.files++;
    expect_raw(b, raw_submit(b, &files), ERR_TOO_LONG);
    files = (struct raw){id, 1, 0, 0, "v", 1, longer, NULL, 0};
    expect_raw(b, raw_submit(b, &files), ERR_TOO_LONG);
    expect_raw(b, raw_submit(b, &(struct raw){id, .value = "v", .token = longer}), ERR_TOO_LONG);
    expect_raw(b, raw_submit(b, &(struct raw){id, .value = "v", .kind = APPLICATION_KIND_COUNT}),
               ERR_RANGE);
    assert_int_equal(2, b->served);
}

static void expect_material(struct both *b, int count, const struct application_material *one,
                            enum err wanted)
{
    sd_bus_message *m =
        begin_submit(b, &(struct raw){.id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", .value = "v"});
    append_materials(m, count, one);
    append_parts(m, 0, "");
    sd_bus_message_open_container(m, 'a', "(sh)");
    sd_bus_message_close_container(m);
    expect_raw(b, m, wanted);
}

static void materials_are_bounded(void **state)
{
    struct both *b = *state;
    struct application_material one = {
        .way = COLLECT_LATER, .limit_days = LIMIT_DAYS_MAX, .due = 99999999};
    memset(one.name, 'n', FIELD_NAME_TEXT - 1);
    expect_material(b, APPLICATION_MATERIALS_MAX, &one, ERR_DISK_FULL);
    expect_material(b, APPLICATION_MATERIALS_MAX + 1, &one, ERR_TOO_LONG);
    one.way = COLLECT_WAY_COUNT;
    expect_material(b, 1, &one, ERR_RANGE);
    one.way = COLLECT_SHARED;
    one.limit_days++;
    expect_material(b, 1, &one, ERR_RANGE);
    one.limit_days = 0;
    one.due++;
    expect_material(b, 1, &one, ERR_RANGE);
    assert_int_equal(1, b->served);
}

static void expect_parts(struct both *b, int count, const char *version, enum err wanted)
{
    sd_bus_message *m =
        begin_submit(b, &(struct raw){.id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", .value = "v"});
    append_materials(m, 0, NULL);
    append_parts(m, count, version);
    sd_bus_message_open_container(m, 'a', "(sh)");
    sd_bus_message_close_container(m);
    expect_raw(b, m, wanted);
}

static void parts_are_bounded(void **state)
{
    struct both *b = *state;
    static char longer[34];
    memset(longer, '1', sizeof longer - 1);
    expect_parts(b, PARTS_MAX, "2026-1", ERR_DISK_FULL);
    expect_parts(b, PARTS_MAX + 1, "", ERR_TOO_LONG);
    expect_parts(b, 1, longer, ERR_TOO_LONG);
    struct application_material one = {.name = "house_lease", .parts = UINT32_C(1) << PARTS_MAX};
    expect_material(b, 1, &one, ERR_RANGE);
    assert_int_equal(1, b->served);
}

static void append_pairs(sd_bus_message *m, int count)
{
    sd_bus_message_open_container(m, 'a', "(ss)");
    for (int i = 0; i < count; i++)
        sd_bus_message_append(m, "(ss)", "name", "value");
    sd_bus_message_close_container(m);
}

static void other_words_are_bounded(void **state)
{
    struct both *b = *state;
    static char longer[VALUE_TEXT_MAX + 2];
    memset(longer, 'x', sizeof longer - 1);
    sd_bus_message *m;
    assert_ok(peer_client_call_new(b->raw, "Status", &m));
    sd_bus_message_append(m, "s", longer);
    expect_raw(b, m, ERR_TOO_LONG);
    assert_ok(peer_client_call_new(b->raw, "Rate", &m));
    sd_bus_message_append(m, "suss", "K017-000482", 5u, "", "");
    expect_raw(b, m, ERR_RANGE);
    assert_ok(peer_client_call_new(b->raw, "Identify", &m));
    sd_bus_message_append_array(m, 'y', longer, PLATFORM_CREDENTIAL_MAX + 1);
    expect_raw(b, m, ERR_TOO_LONG);
    assert_ok(peer_client_call_new(b->raw, "SharedData", &m));
    sd_bus_message_append(m, "s", "task");
    append_pairs(m, PAIRS_MAX + 1);
    expect_raw(b, m, ERR_TOO_LONG);
    assert_ok(peer_client_call_new(b->raw, "Proof", &m));
    sd_bus_message_append(m, "s", "task");
    append_pairs(m, 2);
    append_pairs(m, PAIRS_MAX + 1);
    expect_raw(b, m, ERR_TOO_LONG);
    assert_ok(peer_client_call_new(b->raw, "Query", &m));
    append_pairs(m, PAIRS_MAX + 1);
    expect_raw(b, m, ERR_TOO_LONG);
    assert_ok(peer_client_call_new(b->raw, "Submit", &m));
    sd_bus_message_append(m, "u", 1u);
    expect_raw(b, m, ERR_LIBRARY); /* wrong signature: libsystemd answers itself */
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_application_is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(materials_are_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(parts_are_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(other_words_are_bounded, setup, teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
