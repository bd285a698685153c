/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <pthread.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/peer/client.h"
#include "platform/peer/mailbox.h"
#include "platform/peer/server.h"

struct both {
    sd_event *loop;
    struct timers *timers;
    struct peer_server *server;
    struct peer_client *client;
    int ups, downs, signals, replies;
    enum err last;
    char answer[32];
};

static int on_echo(sd_bus_message *m, void *user, sd_bus_error *error)
{
    (void)user;
    const char *text;
    if (sd_bus_message_read(m, "s", &text) < 0)
        return peer_fail(error, ERR_FORMAT);
    if (strcmp(text, "paper") == 0)
        return peer_fail(error, ERR_PAPER_OUT);
    if (strcmp(text, "silence") == 0)
        return 1;
    return sd_bus_reply_method_return(m, "s", text);
}

static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Echo", "s", "s", on_echo, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_SIGNAL("Rang", "u", 0),
    SD_BUS_VTABLE_END,
};

static const struct peer_service service = {
    "peer-test.sock", "/org/budayang/test", "org.budayang.Test1", vtable, NULL, NULL};

static void on_up(void *user)
{
    ((struct both *)user)->ups++;
}

static void on_down(void *user)
{
    ((struct both *)user)->downs++;
}

static void on_signal(void *user, const char *member, sd_bus_message *m)
{
    uint32_t n = 0;
    assert_string_equal("Rang", member);
    assert_true(sd_bus_message_read(m, "u", &n) > 0);
    assert_int_equal(7, n);
    ((struct both *)user)->signals++;
}

static void on_reply(void *user, enum err e, sd_bus_message *reply)
{
    struct both *b = user;
    const char *text = "";
    b->replies++;
    b->last = e;
    if (e == ERR_NONE)
        assert_true(sd_bus_message_read(reply, "s", &text) > 0);
    snprintf(b->answer, sizeof b->answer, "%s", text);
}

static int fill_number(sd_bus_message *m, const void *what)
{
    return sd_bus_message_append(m, "u", *(const uint32_t *)what);
}

static void run_until(struct both *b, const int *counter, int wanted)
{
    int64_t end = clock_now_ms() + 5000;
    while (*counter < wanted && clock_now_ms() < end)
        sd_event_run(b->loop, 100000);
    assert_int_equal(wanted, *counter);
}

static void ask(struct both *b, const char *text)
{
    sd_bus_message *call;
    assert_ok(peer_client_call_new(b->client, "Echo", &call));
    assert_true(sd_bus_message_append(call, "s", text) >= 0);
    assert_ok(peer_client_send(b->client, call, 5000, on_reply, b));
}

static void setup(struct both *b)
{
    *b = (struct both){0};
    const struct peer_target target = {.socket = service.socket,
                                       .object = service.object,
                                       .interface = service.interface,
                                       .up = on_up,
                                       .down = on_down,
                                       .signal = on_signal,
                                       .user = b};
    assert_true(sd_event_new(&b->loop) >= 0);
    assert_ok(timers_new(b->loop, &b->timers));
    assert_ok(peer_client_new(b->loop, b->timers, &target, &b->client));
}

static void teardown(struct both *b)
{
    peer_client_free(b->client);
    peer_server_free(b->server);
    timers_free(b->timers);
    sd_event_unref(b->loop);
}

static void the_client_outlives_the_server(void **state)
{
    (void)state;
    struct both b;
    setup(&b);
    sd_event_run(b.loop, 300000);
    assert_int_equal(0, b.ups);
    assert_false(peer_is_there(service.socket));
    assert_ok(peer_server_new(b.loop, &service, &b.server));
    assert_true(peer_is_there(service.socket));
    run_until(&b, &b.ups, 1);
    ask(&b, "hello");
    run_until(&b, &b.replies, 1);
    assert_string_equal("hello", b.answer);
    ask(&b, "paper");
    run_until(&b, &b.replies, 2);
    assert_err(ERR_PAPER_OUT, b.last);
    peer_server_emit(b.server, "Rang", true, fill_number, &(uint32_t){7});
    run_until(&b, &b.signals, 1);
    ask(&b, "silence");
    sd_event_run(b.loop, 100000);
    peer_server_free(b.server);
    b.server = NULL;
    run_until(&b, &b.replies, 3);
    assert_err(ERR_GONE, b.last);
    run_until(&b, &b.downs, 1);
    assert_ok(peer_server_new(b.loop, &service, &b.server));
    run_until(&b, &b.ups, 2);
    teardown(&b);
}

static void count(void *message)
{
    (*(int *)message)++;
}

static void *post_many(void *user)
{
    static int counter;
    for (int i = 0; i < 1000; i++)
        assert_ok(mailbox_post(user, count, NULL, &counter));
    return &counter;
}

static void letters_of_other_threads_run_on_the_loop(void **state)
{
    (void)state;
    sd_event *loop;
    struct mailbox *box;
    void *counter;
    pthread_t thread;
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(mailbox_new(loop, &box));
    assert_int_equal(0, pthread_create(&thread, NULL, post_many, box));
    pthread_join(thread, &counter);
    struct both b = {.loop = loop};
    run_until(&b, counter, 1000);
    mailbox_free(box);
    sd_event_unref(loop);
}

static bool is_it(const void *message, const void *user)
{
    return message == user;
}

static void drop_one(void *message)
{
    *(int *)message -= 100;
}

/* Also of the last one, where the next is added. */
static void withdrawn_letters_are_dropped_and_the_others_run(void **state)
{
    (void)state;
    sd_event *loop;
    struct mailbox *box;
    int kept = 0, gone = 0;
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(mailbox_new(loop, &box));
    for (int i = 0; i < 3; i++) {
        assert_ok(mailbox_post(box, count, drop_one, &kept));
        assert_ok(mailbox_post(box, count, drop_one, &gone));
    }
    mailbox_withdraw(box, drop_one, is_it, &gone); /* none is run by this */
    assert_int_equal(0, gone);
    mailbox_withdraw(box, count, is_it, &gone);
    assert_int_equal(-300, gone);
    assert_ok(mailbox_post(box, count, drop_one, &kept));
    struct both b = {.loop = loop};
    run_until(&b, &kept, 4);
    assert_int_equal(-300, gone);
    mailbox_free(box);
    sd_event_unref(loop);
}

int main(void)
{
    char run[] = "/tmp/peer-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_client_outlives_the_server),
        cmocka_unit_test(letters_of_other_threads_run_on_the_loop),
        cmocka_unit_test(withdrawn_letters_are_dropped_and_the_others_run),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
