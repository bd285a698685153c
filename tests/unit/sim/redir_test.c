/* SPDX-License-Identifier: Apache-2.0 */
/* The usbredir transport, with a peer that plays QEMU's part. */
#include "tests/unit/check.h"

#include "tests/unit/sim/redir_scene.h"

#include <string.h>
#include <sys/socket.h>

#include "tests/sim/redir/redir.h"

enum { BIG = 1 << 20 };

static void the_device_is_described(void **state)
{
    (void)state;
    const struct peer *p = &scene.peer;
    assert_int_equal(usb_redir_speed_high, p->device.speed);
    assert_int_equal(0x1234, p->device.vendor_id);
    assert_int_equal(0x0102, p->device.device_version_bcd);
    assert_int_equal(2, p->interfaces.interface_count);
    assert_int_equal(0xFF, p->interfaces.interface_class[0]);
    assert_int_equal(2, p->interfaces.interface_protocol[0]);
    assert_int_equal(1, p->interfaces.interface[1]);
    assert_int_equal(3, p->interfaces.interface_class[1]);
    assert_int_equal(usb_redir_type_control, p->endpoints.type[0]);
    assert_int_equal(usb_redir_type_control, p->endpoints.type[16]);
    assert_int_equal(usb_redir_type_bulk, p->endpoints.type[1]);
    assert_int_equal(512, p->endpoints.max_packet_size[16 + 2]);
    assert_int_equal(usb_redir_type_interrupt, p->endpoints.type[16 + 3]);
    assert_int_equal(1, p->endpoints.interface[16 + 3]);
    assert_int_equal(4, p->endpoints.interval[4]);
    assert_int_equal(usb_redir_type_invalid, p->endpoints.type[16 + 1]);
}

static void control_requests_are_answered(void **state)
{
    (void)state;
    const uint8_t device[8] = {0x80, 6, 0, 1, 0, 0, 18}, unknown[8] = {0xC0, 9, 0, 0, 0, 0, 1};
    const uint8_t asks[8] = {0xC1, 1, 0, 0, 0, 0, 4}, tells[8] = {0x21, 2, 0, 0, 0, 0, 1};
    peer_control(&scene.peer, 11, device, NULL);
    struct heard h = peer_hear(&scene.peer, "control");
    assert_int_equal(11, h.id);
    assert_int_equal(usb_redir_success, h.status);
    assert_int_equal(18, h.size);
    assert_memory_equal(scene_descriptors, scene.peer.data, 18);
    peer_control(&scene.peer, 12, unknown, NULL);
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "control").status);
    peer_control(&scene.peer, 13, asks, NULL);
    assert_int_equal(1, peer_hear(&scene.peer, "control").size); /* shorter than asked for */
    peer_control(&scene.peer, 14, tells, "!");
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "control").status);
    assert_int_equal('!', scene.class_request);
}

static void bulk_goes_both_ways(void **state)
{
    (void)state;
    char hello[] = "hello";
    uint8_t *big = calloc(1, BIG);
    assert_non_null(big);
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 1024); /* waits for what is not said yet */
    peer_bulk_out(&scene.peer, 2, SCENE_OUT, hello, 5);
    struct heard h = peer_hear(&scene.peer, "bulk");
    assert_int_equal(1, h.id);
    assert_int_equal(5, h.size);
    assert_memory_equal("hello", scene.peer.data, 5);
    h = peer_hear(&scene.peer, "bulk");
    assert_int_equal(2, h.id);
    assert_int_equal(5, h.size);
    peer_bulk_out(&scene.peer, 3, SCENE_OUT, big, BIG);
    assert_int_equal(BIG, peer_hear(&scene.peer, "bulk").size);
    assert_int_equal(BIG + 5, scene.heard);
    peer_hear_nothing(&scene.peer);
    memset(big, 'x', BIG);
    peer_bulk_in(&scene.peer, 4, SCENE_IN, BIG);
    scene_say(SCENE_IN, big, BIG);
    h = peer_hear(&scene.peer, "bulk");
    assert_int_equal(BIG, h.size);
    assert_memory_equal(big, scene.peer.data, BIG);
    free(big);
}

static void a_cancelled_transfer_ends_once(void **state)
{
    (void)state;
    peer_bulk_in(&scene.peer, 21, SCENE_IN, 64);
    peer_bulk_in(&scene.peer, 22, SCENE_IN, 64);
    peer_cancel(&scene.peer, 21);
    struct heard h = peer_hear(&scene.peer, "bulk");
    assert_int_equal(21, h.id);
    assert_int_equal(usb_redir_cancelled, h.status);
    peer_cancel(&scene.peer, 21);
    peer_cancel(&scene.peer, 4000);
    peer_hear_nothing(&scene.peer);
    scene_say(SCENE_IN, "abc", 3);
    assert_int_equal(22, peer_hear(&scene.peer, "bulk").id);
}

static void a_halt_lasts_until_it_is_cleared(void **state)
{
    (void)state;
    const uint8_t clear[8] = {0x02, 1, 0, 0, SCENE_IN, 0, 0};
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    peer_hear_nothing(&scene.peer);
    scene_fault("stall");
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "bulk").status);
    scene_fault("clear");
    peer_bulk_in(&scene.peer, 2, SCENE_IN, 64);
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "bulk").status);
    peer_control(&scene.peer, 3, clear, NULL);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "control").status);
    peer_bulk_in(&scene.peer, 4, SCENE_IN, 64);
    scene_say(SCENE_IN, "abc", 3);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "bulk").status);
    peer_bulk_in(&scene.peer, 5, 0x8F, 64); /* no such endpoint */
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "bulk").status);
}

static void more_than_was_asked_for_is_babble(void **state)
{
    (void)state;
    uint8_t data[600] = {0};
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 100);
    scene_say(SCENE_IN, data, sizeof data);
    struct heard h = peer_hear(&scene.peer, "bulk");
    assert_int_equal(usb_redir_babble, h.status);
    assert_int_equal(100, h.size);
}

static void interrupts_are_pushed_while_somebody_listens(void **state)
{
    (void)state;
    char out[] = "out";
    scene_say(SCENE_SAYS, "one", 3);
    peer_hear_nothing(&scene.peer);
    peer_listen(&scene.peer, SCENE_SAYS, true);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "listening").status);
    assert_int_equal(0, peer_hear(&scene.peer, "interrupt").id);
    assert_memory_equal("one", scene.peer.data, 3);
    scene_say(SCENE_SAYS, "two", 3);
    assert_int_equal(1, peer_hear(&scene.peer, "interrupt").id);
    scene_say(SCENE_SAYS, "three", 5);
    struct heard h = peer_hear(&scene.peer, "interrupt");
    assert_int_equal(2, h.id);
    assert_int_equal(5, h.size);
    peer_listen(&scene.peer, SCENE_SAYS, false);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "listening").status);
    scene_say(SCENE_SAYS, "four", 4);
    peer_hear_nothing(&scene.peer);
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    assert_int_equal(4, peer_hear(&scene.peer, "interrupt").size);
    peer_interrupt_out(&scene.peer, 9, SCENE_HEARS, out, 3);
    h = peer_hear(&scene.peer, "interrupt");
    assert_int_equal(9, h.id);
    assert_int_equal(SCENE_HEARS, h.endpoint);
    assert_int_equal(3, scene.heard);
}

static void a_halted_interrupt_endpoint_says_so(void **state)
{
    (void)state;
    const uint8_t clear[8] = {0x02, 1, 0, 0, SCENE_SAYS, 0, 0};
    peer_listen(&scene.peer, SCENE_SAYS, true);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "listening").status);
    scene_fault("stall");
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "listening").status);
    scene_fault("clear");
    peer_listen(&scene.peer, SCENE_SAYS, true);
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "listening").status);
    peer_control(&scene.peer, 3, clear, NULL);
    peer_hear(&scene.peer, "control");
    peer_listen(&scene.peer, SCENE_SAYS, true);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "listening").status);
    scene_say(SCENE_SAYS, "x", 1);
    peer_hear(&scene.peer, "interrupt");
    peer_listen(&scene.peer, 0x8F, true); /* no such endpoint */
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "listening").status);
}

static void configurations_and_alternates(void **state)
{
    (void)state;
    struct usb_redir_set_configuration_header one = {1}, two = {2};
    struct usb_redir_set_alt_setting_header good = {1, 0}, bad = {1, 1};
    struct usb_redir_get_alt_setting_header get = {1};
    int resets = scene.resets;
    usbredirparser_send_set_configuration(scene.peer.parser, 1, &one);
    usbredirparser_send_set_configuration(scene.peer.parser, 2, &two);
    usbredirparser_send_set_alt_setting(scene.peer.parser, 3, &good);
    usbredirparser_send_set_alt_setting(scene.peer.parser, 4, &bad);
    usbredirparser_send_get_alt_setting(scene.peer.parser, 5, &get);
    peer_flush(&scene.peer);
    peer_hear(&scene.peer, "shape");
    struct heard h = peer_hear(&scene.peer, "configuration");
    assert_int_equal(usb_redir_success, h.status);
    assert_int_equal(1, h.value);
    assert_int_equal(resets + 1, scene.resets);
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "configuration").status);
    assert_int_equal(usb_redir_success, peer_hear(&scene.peer, "alternate").status);
    assert_int_equal(usb_redir_stall, peer_hear(&scene.peer, "alternate").status);
    h = peer_hear(&scene.peer, "alternate");
    assert_int_equal(usb_redir_success, h.status);
    assert_int_equal(0, h.value);
}

static void a_reset_ends_what_runs_and_keeps_listening(void **state)
{
    (void)state;
    int resets = scene.resets;
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    usbredirparser_send_reset(scene.peer.parser);
    peer_flush(&scene.peer);
    assert_int_equal(usb_redir_cancelled, peer_hear(&scene.peer, "bulk").status);
    peer_hear_nothing(&scene.peer); /* and it is through with it */
    assert_int_equal(resets + 1, scene.resets);
    scene_say(SCENE_SAYS, "x", 1);
    assert_int_equal(0, peer_hear(&scene.peer, "interrupt").id);
}

/* A device that was pulled answers nothing; it may be shown again only when the peer has let go. */
static void unplugged_and_plugged_in_again(void **state)
{
    (void)state;
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    peer_hear_nothing(&scene.peer);
    scene_unplug();
    peer_bulk_in(&scene.peer, 2, SCENE_IN, 64); /* on its way when the device went */
    scene_plug();
    peer_hear(&scene.peer, "gone"); /* the parser acknowledges, with the next flush */
    peer_hear_silence(&scene.peer);
    scene_say(SCENE_IN, "lost", 4);
    peer_flush(&scene.peer);
    scene_hear_arrival();
    peer_hear_nothing(&scene.peer);
    peer_bulk_in(&scene.peer, 3, SCENE_IN, 64);
    assert_int_equal(3, peer_hear(&scene.peer, "bulk").id);
}

static void a_fault_pulls_the_plug_in_the_middle(void **state)
{
    (void)state;
    char data[100] = "";
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    scene_fault("unplug-after 10");
    peer_bulk_out(&scene.peer, 1, SCENE_OUT, data, sizeof data);
    peer_hear_nothing(&scene.peer);
    assert_int_equal(10, scene.heard);
    scene_clear_up();
    peer_hear(&scene.peer, "gone");
}

static void the_last_interrupt_may_pull_the_plug(void **state)
{
    (void)state;
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    peer_hear_nothing(&scene.peer);
    scene_fault("unplug-after 3");
    scene_say(SCENE_SAYS, "abc", 3);
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    peer_hear_nothing(&scene.peer);
    scene_clear_up();
    peer_hear(&scene.peer, "gone");
}

static void late_answers_come_late(void **state)
{
    (void)state;
    scene_fault("late 50");
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    scene_say(SCENE_IN, "abc", 3);
    peer_hear_nothing(&scene.peer);
    int64_t due = world_next(&scene.world);
    assert_true(due != INT64_MAX);
    while (scene.world.now() < due)
        continue;
    world_run(&scene.world);
    assert_int_equal(3, peer_hear(&scene.peer, "bulk").size);
}

static void peers_come_and_go(void **state)
{
    (void)state;
    peer_listen(&scene.peer, SCENE_SAYS, true);
    peer_hear(&scene.peer, "listening");
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    peer_hear_nothing(&scene.peer);
    peer_close(&scene.peer);
    peer_open(&scene.peer, scene.path);
    scene_hear_arrival();
    peer_bulk_in(&scene.peer, 1, SCENE_IN, 64);
    scene_say(SCENE_IN, "abc", 3);
    assert_int_equal(3, peer_hear(&scene.peer, "bulk").size);
    scene_unplug();
    peer_hear(&scene.peer, "gone");
    peer_close(&scene.peer);
    peer_open(&scene.peer, scene.path);
    peer_hear_nothing(&scene.peer); /* nothing is plugged in */
    scene_plug();
    scene_hear_arrival();
}

static void nonsense_costs_the_connection_only(void **state)
{
    (void)state;
    uint8_t nonsense[64];
    memset(nonsense, 0xEE, sizeof nonsense);
    assert_int_equal(sizeof nonsense, send(scene.peer.fd, nonsense, sizeof nonsense, MSG_NOSIGNAL));
    peer_hear_hang_up(&scene.peer);
    peer_close(&scene.peer);
    peer_open(&scene.peer, scene.path);
    scene_hear_arrival();
}

static void isochronous_streams_are_refused(void **state)
{
    (void)state;
    struct usb_redir_start_iso_stream_header h = {
        .endpoint = 0x85, .pkts_per_urb = 1, .no_urbs = 1};
    usbredirparser_send_start_iso_stream(scene.peer.parser, 5, &h);
    peer_flush(&scene.peer);
    assert_int_equal(usb_redir_inval, peer_hear(&scene.peer, "stream").status);
}

static void paths_too_long_for_a_socket_are_refused(void **state)
{
    (void)state;
    char folder[200];
    struct gadget *gadgets[] = {&scene.gadget};
    struct transport *transport;
    memset(folder, 'x', sizeof folder - 1);
    folder[sizeof folder - 1] = '\0';
    assert_err(ERR_TOO_LONG, redir_new(&scene.world, folder, gadgets, 1, &transport));
    assert_err(ERR_TOO_LONG,
               redir_new(&scene.world, scene.folder, gadgets, REDIR_PORTS + 1, &transport));
}

#define test(name) cmocka_unit_test_setup_teardown(name, scene_begin, scene_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(the_device_is_described),
        test(control_requests_are_answered),
        test(bulk_goes_both_ways),
        test(a_cancelled_transfer_ends_once),
        test(a_halt_lasts_until_it_is_cleared),
        test(more_than_was_asked_for_is_babble),
        test(interrupts_are_pushed_while_somebody_listens),
        test(a_halted_interrupt_endpoint_says_so),
        test(configurations_and_alternates),
        test(a_reset_ends_what_runs_and_keeps_listening),
        test(unplugged_and_plugged_in_again),
        test(a_fault_pulls_the_plug_in_the_middle),
        test(the_last_interrupt_may_pull_the_plug),
        test(late_answers_come_late),
        test(peers_come_and_go),
        test(nonsense_costs_the_connection_only),
        test(isochronous_streams_are_refused),
        test(paths_too_long_for_a_socket_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
