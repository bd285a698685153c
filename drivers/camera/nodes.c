/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/camera/nodes.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "drivers/camera/camera_port.h"
#include "drivers/wire/watch.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

struct node_port {
    struct camera_port camera; /* first */
    const struct v4l2_calls *calls;
    char path[WATCH_PATH];
};

struct node {
    char path[WATCH_PATH]; /* "": a free place */
    struct stat seen;
    struct node_port *port; /* NULL: not for us */
    bool listed;            /* in this look */
};

struct camera_nodes {
    struct camera_nodes_config config;
    char which[WATCH_PATH];
    struct node node[CAMERA_NODES_MAX];
    struct wire_watch *watch;
};

/* --- the port of one node --- */

/* USB cameras have a serial number on the device above (sysfs). */
static void read_serial(const char *path, struct wire_camera *about)
{
    char from[WATCH_PATH + 64], line[sizeof about->serial] = "";
    AUTO(auto_free) char *node = realpath(path, NULL);
    const char *name = node ? strrchr(node, '/') : NULL;
    snprintf(from, sizeof from, "/sys/class/video4linux%s/device/../serial", name ? name : "/");
    AUTO(auto_fclose) FILE *f = fopen(from, "re");
    if (!f || !fgets(line, sizeof line, f))
        return;
    line[strcspn(line, "\n")] = '\0';
    text_copy(about->serial, sizeof about->serial, line);
}

static enum err look_at(const char *path, const struct v4l2_calls *calls,
                        struct wire_camera *ret_about)
{
    TRY(v4l2_about(path, calls, ret_about));
    read_serial(path, ret_about);
    return ERR_NONE;
}

static bool same(const struct wire_camera *a, const struct wire_camera *b)
{
    return strcmp(a->card, b->card) == 0 && strcmp(a->bus_info, b->bus_info) == 0 &&
           strcmp(a->serial, b->serial) == 0;
}

/* Another camera behind the same name is another device, which the folder's news will tell. */
static enum err node_check(struct camera_port *port)
{
    struct node_port *n = (struct node_port *)port;
    struct wire_camera now;
    TRY(look_at(n->path, n->calls, &now));
    return same(&now, &port->port.identity.camera) ? ERR_NONE : ERR_GONE;
}

static enum err node_stream(struct camera_port *port, enum camera_use use,
                            struct camera **ret_camera)
{
    struct node_port *n = (struct node_port *)port;
    TRY(node_check(port));
    return v4l2_open(n->path, n->calls, use, ret_camera);
}

static void node_free(struct camera_port *port)
{
    free(port);
}

static const struct camera_source source = {
    .check = node_check, .stream = node_stream, .free = node_free};

/* --- which nodes there are --- */

static bool is_path(const char *which)
{
    return which[0] == '/';
}

static bool is_called(const struct wire_camera *about, const char *name)
{
    return strcmp(name, about->bus_info) == 0 || strcmp(name, about->serial) == 0 ||
           strcmp(name, about->card) == 0;
}

static bool is_same_node(const char *a, const char *b)
{
    AUTO(auto_free) char *real_a = realpath(a, NULL);
    AUTO(auto_free) char *real_b = realpath(b, NULL);
    return real_a && real_b && strcmp(real_a, real_b) == 0;
}

static bool is_wanted(const struct camera_nodes *nodes, const char *path,
                      const struct wire_camera *about)
{
    const char *w = nodes->which, *other = nodes->config.except;
    if (*other && (is_path(other) ? is_same_node(path, other) : is_called(about, other)))
        return false;
    return !*w || is_path(w) || is_called(about, w);
}

static void arrive(struct camera_nodes *nodes, struct node *node)
{
    struct wire_camera about;
    enum err e = look_at(node->path, nodes->config.calls, &about);
    bool wanted = e == ERR_NONE && is_wanted(nodes, node->path, &about);
    if (!wanted) {
        log_event(e == ERR_ACCESS ? LOG_WARN : LOG_DEBUG, "camera_passed", "node=%s err=%s",
                  node->path, err_name(e));
        return;
    }
    struct node_port *p = calloc(1, sizeof *p);
    if (!p) {
        log_event(LOG_ERROR, "camera_lost", "err=out-of-memory");
        return;
    }
    about.pages = nodes->config.pages;
    camera_port_init(&p->camera, &source, &about);
    p->calls = nodes->config.calls;
    text_copy(p->path, sizeof p->path, node->path);
    node->port = p;
    nodes->config.fn(nodes->config.user, &p->camera.port, true);
}

static void leave(struct camera_nodes *nodes, struct node *node)
{
    struct node_port *p = node->port;
    node->port = NULL;
    if (!p)
        return;
    nodes->config.fn(nodes->config.user, &p->camera.port, false);
    wire_port_unref(&p->camera.port);
}

static struct node *place_of(struct camera_nodes *nodes, const char *path)
{
    struct node *free_place = NULL;
    for (size_t i = 0; i < CAMERA_NODES_MAX; i++) {
        struct node *n = &nodes->node[i];
        if (strcmp(n->path, path) == 0)
            return n;
        if (!*n->path && !free_place)
            free_place = n;
    }
    if (free_place)
        text_copy(free_place->path, sizeof free_place->path, path);
    return free_place;
}

/* One that was passed over is looked at again when its rights changed: udev gives them late. */
static bool is_news(const struct node *n, const struct stat *now)
{
    if (n->seen.st_rdev != now->st_rdev || n->seen.st_ino != now->st_ino)
        return true;
    return !n->port && (n->seen.st_ctim.tv_sec != now->st_ctim.tv_sec ||
                        n->seen.st_ctim.tv_nsec != now->st_ctim.tv_nsec);
}

static void see(struct camera_nodes *nodes, const char *path)
{
    struct stat now;
    if (stat(path, &now) != 0 || !S_ISCHR(now.st_mode))
        return;
    struct node *n = place_of(nodes, path);
    if (!n)
        return;
    n->listed = true;
    if (!is_news(n, &now))
        return;
    leave(nodes, n);
    n->seen = now;
    arrive(nodes, n);
}

static void see_folder(struct camera_nodes *nodes)
{
    char path[WATCH_PATH];
    DIR *folder = opendir(nodes->config.folder);
    if (!folder)
        return;
    for (const struct dirent *d = readdir(folder); d; d = readdir(folder)) {
        int end = 0;
        sscanf(d->d_name, "video%*3[0-9]%n", &end);
        int n = snprintf(path, sizeof path, "%s/%s", nodes->config.folder, d->d_name);
        if (end > 0 && !d->d_name[end] && n < (int)sizeof path)
            see(nodes, path);
    }
    closedir(folder);
}

static void look(void *user)
{
    struct camera_nodes *nodes = user;
    for (size_t i = 0; i < CAMERA_NODES_MAX; i++)
        nodes->node[i].listed = false;
    if (is_path(nodes->which))
        see(nodes, nodes->which);
    else
        see_folder(nodes);
    for (size_t i = 0; i < CAMERA_NODES_MAX; i++)
        if (!nodes->node[i].listed) {
            leave(nodes, &nodes->node[i]);
            nodes->node[i] = (struct node){0};
        }
}

enum err camera_nodes_new(const struct camera_nodes_config *config, struct camera_nodes **ret_nodes)
{
    char path[WATCH_PATH];
    if (strlen(config->which) >= WATCH_PATH)
        return ERR_TOO_LONG;
    if (snprintf(path, sizeof path, "%s/video", config->folder) >= (int)sizeof path)
        return ERR_TOO_LONG;
    struct camera_nodes *nodes = calloc(1, sizeof *nodes);
    if (!nodes)
        return ERR_MEMORY;
    nodes->config = *config;
    nodes->config.except = config->except ? config->except : "";
    text_copy(nodes->which, sizeof nodes->which, config->which);
    enum err e = ERR_NONE;
    if (strcmp(config->which, "none") != 0)
        e = wire_watch_new(is_path(nodes->which) ? nodes->which : path, look, nodes, &nodes->watch);
    if (e != ERR_NONE) {
        camera_nodes_free(nodes);
        return e;
    }
    *ret_nodes = nodes;
    return ERR_NONE;
}

void camera_nodes_stop(struct camera_nodes *nodes)
{
    if (nodes)
        wire_watch_stop(nodes->watch);
}

void camera_nodes_free(struct camera_nodes *nodes)
{
    if (!nodes)
        return;
    wire_watch_free(nodes->watch);
    for (size_t i = 0; i < CAMERA_NODES_MAX; i++)
        if (nodes->node[i].port)
            wire_port_unref(&nodes->node[i].port->camera.port);
    free(nodes);
}
