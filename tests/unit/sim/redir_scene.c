/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/sim/redir_scene.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"
#include "tests/sim/redir/redir.h"

const uint8_t scene_descriptors[] = {
    DESC_DEVICE(0x1234, SCENE_PRODUCT, 0x0102),
    DESC_CONFIGURATION_OF(55, 2, BUS_POWERED),
    DESC_INTERFACE_AT(0, 2, 0xFF, 1, 2),
    DESC_BULK(SCENE_OUT, 512),
    DESC_BULK(SCENE_IN, 512),
    DESC_INTERFACE_AT(1, 2, 3, 0, 0),
    DESC_INTERRUPT(SCENE_SAYS, 64, 4),
    DESC_INTERRUPT(SCENE_HEARS, 64, 4),
};
static const struct gadget_words words = {
    .name = "echo",
    .speed_mbit = 480,
    .descriptors = scene_descriptors,
    .descriptors_size = sizeof scene_descriptors,
    .strings = {NULL, "SIM", "Echo", "E1"},
};

struct scene scene;

/* Everything but a large piece is said again. */
static size_t echo_out(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    scene.heard += size;
    if (endpoint == SCENE_OUT && size <= 4096)
        gadget_push(g, SCENE_IN, data, size);
    return size;
}

static int echo_control(struct gadget *g, struct transfer *t)
{
    (void)g;
    if (t->setup[1] == 2 && t->size == 1) {
        scene.class_request = t->data[0];
        return 1;
    }
    t->data[0] = 7;
    return t->setup[1] == 1 ? 1 : -EPIPE;
}

static void echo_reset(struct gadget *g)
{
    (void)g;
    scene.resets++;
}

static const struct gadget_model model = {echo_control, echo_out, echo_reset};

void scene_plug(void)
{
    assert_ok(scene.transport->plug(scene.transport, &scene.gadget, 1));
}

/* As the simulator's loop does after gadget_vanish(). */
void scene_clear_up(void)
{
    assert_int_equal(GADGET_LEAVING, scene.gadget.presence);
    scene.transport->unplug(scene.transport, &scene.gadget);
}

void scene_unplug(void)
{
    world_lock(&scene.world);
    gadget_vanish(&scene.gadget);
    world_unlock(&scene.world);
    scene_clear_up();
}

void scene_say(uint8_t endpoint, const void *data, size_t size)
{
    world_lock(&scene.world);
    gadget_push(&scene.gadget, endpoint, data, size);
    world_unlock(&scene.world);
}

void scene_fault(const char *text)
{
    struct fault fault;
    assert_ok(fault_parse(text, &fault));
    world_lock(&scene.world);
    gadget_set_fault(&scene.gadget, &fault);
    world_unlock(&scene.world);
}

void scene_hear_arrival(void)
{
    peer_hear(&scene.peer, "shape");
    assert_int_equal(SCENE_PRODUCT, peer_hear(&scene.peer, "connect").value);
}

int scene_begin(void **state)
{
    (void)state;
    struct gadget *gadgets[] = {&scene.gadget};
    memset(&scene, 0, sizeof scene);
    strcpy(scene.folder, "/tmp/redir-XXXXXX");
    assert_non_null(mkdtemp(scene.folder));
    snprintf(scene.path, sizeof scene.path, "%s/echo.sock", scene.folder);
    assert_ok(world_init(&scene.world, NULL));
    assert_ok(gadget_init(&scene.gadget, &scene.world, &words, &model, NULL));
    assert_ok(redir_new(&scene.world, scene.folder, gadgets, 1, &scene.transport));
    scene_plug();
    peer_open(&scene.peer, scene.path);
    scene_hear_arrival();
    return 0;
}

int scene_end(void **state)
{
    (void)state;
    peer_close(&scene.peer);
    scene.transport->free(scene.transport);
    gadget_done(&scene.gadget);
    world_done(&scene.world);
    assert_int_equal(0, rmdir(scene.folder)); /* the socket is gone */
    return 0;
}
