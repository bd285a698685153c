/* SPDX-License-Identifier: Apache-2.0 */
/* The testbed: nodes, sysfs, plug and unplug. libumockdev is never called with the world's lock
 * held, because its thread may be waiting for that lock in an ioctl. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/log.h"
#include "tests/sim/umock/port.h"
#include "tests/sim/umock/preload.h"
#include "tests/sim/umock/umock.h"

enum { PLUGS = 8, PATH_SIZE = 512, FIFO_SIZE = 4096, UNHANDLED = -100 };

struct umock {
    struct transport transport;
    struct world *world;
    UMockdevTestbed *testbed;
    char *root;
    int next_number;
    struct port *port[PLUGS]; /* what is plugged in now */
};

void port_set_ready(struct port *port, bool ready)
{
    char scratch[64];
    if (port->fifo < 0)
        return;
    if (!ready && write(port->fifo, "x", 1) < 0)
        return; /* full already */
    while (ready && read(port->fifo, scratch, sizeof scratch) > 0)
        continue;
}

bool port_is_gone(const struct port *port)
{
    return port->number == 0 || port->gadget->presence != GADGET_PRESENT;
}

void port_unref(struct port *port)
{
    if (--port->references > 0)
        return;
    auto_close(&port->fifo);
    free(port);
}

/* ---- the preload ---- */

enum err umock_preload(char **argv)
{
    char list[PATH_SIZE];
    if (preload_is_set())
        return ERR_NONE;
    preload_list(list, sizeof list);
    if (setenv("LD_PRELOAD", list, 1) != 0)
        return ERR_MEMORY;
    execv("/proc/self/exe", argv);
    return err_from_errno(errno);
}

/* ---- sysfs ---- */

static int word(const uint8_t *at)
{
    return at[0] | at[1] << 8;
}

/* A device in umockdev's text form; "\\n" is how it writes a line feed within a value. */
static GString *describe(const struct port *port, int socket_number)
{
    const struct gadget_words *w = port->gadget->words;
    int vendor = word(w->descriptors + 8), product = word(w->descriptors + 10);
    GString *s = g_string_new(NULL);
    g_string_append_printf(s, "P: %s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n", port->sys + 4);
    g_string_append_printf(s, "E: DRIVER=usb\nE: DEVNAME=%s\nE: BUSNUM=001\nE: DEVNUM=%03d\n",
                           port->node, port->number);
    g_string_append_printf(s, "E: MAJOR=189\nE: MINOR=%d\nE: PRODUCT=%x/%x/%x\n", port->number - 1,
                           vendor, product, word(w->descriptors + 12));
    g_string_append_printf(s, "E: ID_VENDOR_ID=%04x\nE: ID_MODEL_ID=%04x\n", vendor, product);
    g_string_append_printf(s, "A: busnum=1\\n\nA: devnum=%d\\n\nA: dev=189:%d\\n\n", port->number,
                           port->number - 1);
    g_string_append_printf(s, "A: speed=%d\\n\nA: devpath=%d\\n\n", w->speed_mbit, socket_number);
    g_string_append_printf(s, "A: idVendor=%04x\\n\nA: idProduct=%04x\\n\n", vendor, product);
    g_string_append(s, "A: bConfigurationValue=1\\n\nA: bNumConfigurations=1\\n\n");
    g_string_append_printf(s, "A: bDeviceClass=%02x\\n\nA: manufacturer=%s\\n\n", w->descriptors[4],
                           w->strings[1]);
    g_string_append_printf(s, "A: product=%s\\n\nA: serial=%s\\n\n", w->strings[2], w->strings[3]);
    g_string_append(s, "H: descriptors=");
    for (size_t i = 0; i < w->descriptors_size; i++)
        g_string_append_printf(s, "%02X", w->descriptors[i]);
    return g_string_append(s, "\n");
}

/* A FIFO with room for one byte: libusb polls the node for POLLOUT, and a plain file is always
 * writable, which would make it spin. */
static enum err make_node(struct umock *u, struct port *port)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/dev/bus/usb/001", u->root);
    if (g_mkdir_with_parents(path, 0755) != 0)
        return err_from_errno(errno);
    snprintf(path, sizeof path, "%s%s", u->root, port->node);
    if (mkfifo(path, 0666) != 0)
        return err_from_errno(errno);
    port->fifo = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (port->fifo < 0 || fcntl(port->fifo, F_SETPIPE_SZ, FIFO_SIZE) < 0)
        return err_from_errno(errno);
    port_set_ready(port, false);
    return ERR_NONE;
}

static struct port **slot_of(struct umock *u, const struct gadget *g)
{
    for (size_t i = 0; i < PLUGS; i++)
        if (g ? u->port[i] && u->port[i]->gadget == g : !u->port[i])
            return &u->port[i];
    return NULL;
}

static struct port *port_new(struct umock *u, struct gadget *g, int socket_number)
{
    struct port *port = calloc(1, sizeof *port);
    if (!port)
        return NULL;
    *port = (struct port){.gadget = g, .references = 1, .number = u->next_number++, .fifo = -1};
    for (size_t i = 0; i < PORT_INTERFACES && i < g->interfaces; i++)
        port->interface[i].kernel_bound = g->words->kernel_driver != NULL;
    snprintf(port->node, sizeof port->node, "/dev/bus/usb/001/%03d", port->number);
    snprintf(port->sys, sizeof port->sys, "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-%d",
             socket_number);
    return port;
}

/* Node and ioctl socket first, sysfs last: that sends the "add" event. */
static enum err show(struct umock *u, struct port *port, int socket_number)
{
    TRY(make_node(u, port));
    port->handler = usbfs_handler_new(port);
    if (!umockdev_testbed_attach_ioctl(u->testbed, port->node, port->handler, NULL))
        return ERR_LIBRARY;
    world_lock(u->world);
    gadget_appear(port->gadget);
    world_unlock(u->world);
    GString *text = describe(port, socket_number);
    bool added = umockdev_testbed_add_from_string(u->testbed, text->str, NULL);
    g_string_free(text, TRUE);
    return added ? ERR_NONE : ERR_LIBRARY;
}

static enum err plug(struct transport *t, struct gadget *g, int socket_number)
{
    struct umock *u = (struct umock *)t;
    if (g->presence != GADGET_ABSENT)
        return ERR_STATE;
    struct port **slot = slot_of(u, NULL);
    struct port *port = slot ? port_new(u, g, socket_number) : NULL;
    if (!port)
        return ERR_MEMORY;
    *slot = port;
    return show(u, port, socket_number);
}

static void unplug(struct transport *t, struct gadget *g)
{
    struct umock *u = (struct umock *)t;
    struct port **slot = slot_of(u, g);
    if (!slot)
        return;
    struct port *port = *slot;
    *slot = NULL;
    world_lock(u->world);
    gadget_vanish(g);
    world_unlock(u->world);
    umockdev_testbed_uevent(u->testbed, port->sys, "remove"); /* while the path exists */
    umockdev_testbed_remove_device(u->testbed, port->sys);
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s%s", u->root, port->node);
    unlink(path);
    umockdev_testbed_detach_ioctl(u->testbed, port->node, NULL);
    world_lock(u->world);
    g->presence = GADGET_ABSENT;
    port->number = 0;
    g_object_unref(port->handler);
    port_unref(port);
    world_unlock(u->world);
}

/* ---- the testbed ---- */

/* Every open of a /dev node that is not mocked lands here; the stock handler would answer ENOTTY
 * to all. UNHANDLED makes the preload do the real ioctl. */
static gboolean on_other_node(UMockdevIoctlBase *base, UMockdevIoctlClient *from, gpointer user)
{
    (void)base;
    (void)user;
    umockdev_ioctl_client_complete(from, UNHANDLED, 0);
    return TRUE;
}

static void serve_other_nodes(struct umock *u)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/ioctl/_default", u->root);
    unlink(path);
    UMockdevIoctlBase *base = umockdev_ioctl_base_new();
    g_signal_connect(base, "handle-ioctl", G_CALLBACK(on_other_node), NULL);
    umockdev_testbed_attach_ioctl(u->testbed, "_default", base, NULL);
    g_object_unref(base);
}

/* The mock hides all of /sys; classes that have nothing to do with USB show through. */
static void show_real_classes(struct umock *u)
{
    static const char *const classes[] = {"power_supply", "net", "drm", "backlight", "thermal"};
    for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
        char link[PATH_SIZE], target[64];
        snprintf(link, sizeof link, "%s/sys/class/%s", u->root, classes[i]);
        snprintf(target, sizeof target, "/sys/class/%s", classes[i]);
        if (symlink(target, link) != 0)
            log_event(LOG_DEBUG, "sim_class_hidden", "class=%s", classes[i]);
    }
}

static void umock_free(struct transport *t)
{
    struct umock *u = (struct umock *)t;
    for (size_t i = 0; i < PLUGS; i++)
        if (u->port[i])
            unplug(t, u->port[i]->gadget);
    g_object_unref(u->testbed); /* removes the directory */
    g_free(u->root);
    free(u);
}

enum err umock_new(struct world *w, struct transport **ret_transport)
{
    struct umock *u = calloc(1, sizeof *u);
    if (!u)
        return ERR_MEMORY;
    *u = (struct umock){.transport = {plug, unplug, umock_free}, .world = w, .next_number = 2};
    u->testbed = umockdev_testbed_new();
    u->root = umockdev_testbed_get_root_dir(u->testbed);
    if (!umockdev_in_mock_environment()) { /* it can tell only when a testbed stands */
        umock_free(&u->transport);
        return ERR_STATE;
    }
    serve_other_nodes(u);
    show_real_classes(u);
    *ret_transport = &u->transport;
    return ERR_NONE;
}

enum err umock_lens_new(struct transport *t, struct lens **ret_lens)
{
    struct umock *u = (struct umock *)t;
    return lens_new(u->testbed, u->root, u->world, ret_lens);
}

const char *umock_directory(const struct transport *t)
{
    return ((const struct umock *)t)->root;
}
