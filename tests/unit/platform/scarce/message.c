/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/platform/scarce/message.h"

#include <sys/socket.h>

#include "tests/unit/platform/scarce/scarce.h"

/* A connection that was begun and never answered is enough to make messages for. */
static sd_bus *bus_new(void)
{
    int pair[2];
    sd_bus *bus = NULL;
    assert_int_equal(0, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
    assert_true(sd_bus_new(&bus) >= 0);
    assert_true(sd_bus_set_fd(bus, pair[0], pair[0]) >= 0);
    assert_true(sd_bus_start(bus) >= 0);
    assert_int_equal(0, close(pair[1]));
    return bus;
}

sd_bus_message *message_new(void)
{
    sd_bus_message *m = NULL;
    sd_bus *bus = bus_new();
    assert_true(sd_bus_message_new_method_call(bus, &m, NULL, "/", NULL, "Try") >= 0);
    sd_bus_unref(bus); /* the message keeps it */
    return m;
}

void message_turn(sd_bus_message *m)
{
    assert_true(sd_bus_message_seal(m, 1, 0) >= 0);
    assert_true(sd_bus_message_rewind(m, true) >= 0);
}

struct turn {
    const struct message_word *word;
    sd_bus_message *m;
};

static enum err put_once(void *user)
{
    struct turn *t = user;
    sd_bus_message_unref(t->m); /* one that failed is not gone on with */
    t->m = message_new();
    return t->word->put(t->m);
}

static enum err get_once(void *user)
{
    struct turn *t = user;
    assert_true(sd_bus_message_rewind(t->m, true) >= 0);
    return t->word->get(t->m);
}

void message_fail_each(const struct message_word *words, size_t count)
{
    static const enum err also[] = {ERR_FORMAT, ERR_NONE};
    for (size_t i = 0; i < count; i++) {
        struct turn t = {.word = &words[i]};
        const struct scarce_case putting = {.attempt = put_once, .user = &t};
        const struct scarce_case getting = {.attempt = get_once, .user = &t, .also = also};
        assert_true(scarce_run(&putting) >= 1);
        message_turn(t.m);
        assert_true(scarce_run(&getting) >= 1);
        sd_bus_message_unref(t.m);
    }
}

void message_expect(enum err wanted, enum err (*get)(sd_bus_message *m), sd_bus_message *m)
{
    message_turn(m);
    assert_err(wanted, get(m));
    sd_bus_message_unref(m);
}
