/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-sim --control SOCKET --receipts DIR [--ready FILE] [--transport umockdev | usbredir DIR] */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "tests/sim/control/server.h"
#include "tests/sim/line/line.h"
#include "tests/sim/redir/redir.h"
#include "tests/sim/umock/umock.h"

struct options {
    const char *control, *receipts, *ready;
    const struct kind *kind;
    const char *directory; /* of the sockets */
};

/* What the devices are plugged into. */
struct kind {
    const char *name;
    const char *variable; /* what the ready file says: how a host finds the devices */
    bool has_directory;
    enum err (*prepare)(char **argv);
    enum err (*begin)(struct cabinet *c, const struct options *o);
};

static enum err prepare_nothing(char **argv)
{
    (void)argv;
    return ERR_NONE;
}

static enum err begin_umock(struct cabinet *c, const struct options *o)
{
    (void)o;
    TRY(umock_new(&c->world, &c->transport));
    text_copy(c->name, sizeof c->name, umock_directory(c->transport));
    return umock_lens_new(c->transport, &c->camera);
}

/* All but the one on a serial line. */
static enum err begin_redir(struct cabinet *c, const struct options *o)
{
    struct gadget *usb[CABINET_GADGETS];
    size_t count = 0;
    for (int i = 0; i < CABINET_GADGETS; i++)
        if (!c->gadget[i]->words->on_a_line)
            usb[count++] = c->gadget[i];
    if (!text_copy(c->name, sizeof c->name, o->directory))
        return ERR_TOO_LONG;
    return redir_new(&c->world, o->directory, usb, count, &c->transport);
}

static const struct kind kinds[] = {
    {"umockdev", "UMOCKDEV_DIR", false, umock_preload, begin_umock},
    {"usbredir", "USBREDIR_DIR", true, prepare_nothing, begin_redir},
};

static const struct kind *kind_named(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

static bool take_options(int argc, char **argv, struct options *ret_options)
{
    static const struct option known[] = {{"control", required_argument, NULL, 'c'},
                                          {"receipts", required_argument, NULL, 'r'},
                                          {"ready", required_argument, NULL, 'y'},
                                          {"transport", required_argument, NULL, 't'},
                                          {0}};
    int letter;
    while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (letter == 'c')
            ret_options->control = optarg;
        else if (letter == 'r')
            ret_options->receipts = optarg;
        else if (letter == 'y')
            ret_options->ready = optarg;
        else if (letter == 't')
            ret_options->kind = kind_named(optarg);
        else
            return false;
    }
    if (!ret_options->kind || !ret_options->control || !ret_options->receipts)
        return false;
    if (ret_options->kind->has_directory && optind < argc)
        ret_options->directory = argv[optind++];
    return optind == argc && ret_options->kind->has_directory == (ret_options->directory != NULL);
}

/* Blocked before any thread is made, so that it is blocked in all of them. */
static int stop_fd_new(void)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    if (sigprocmask(SIG_BLOCK, &stop, NULL) != 0 || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        return -1;
    return signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Written beside and renamed: who waits for the file sees it whole. */
static enum err tell_ready(const struct options *o, const char *directory)
{
    char beside[CABINET_PATH];
    if (snprintf(beside, sizeof beside, "%s.new", o->ready) >= (int)sizeof beside)
        return ERR_TOO_LONG;
    FILE *f = fopen(beside, "w");
    if (!f)
        return err_from_errno(errno);
    bool written = fprintf(f, "%s=%s\n", o->kind->variable, directory) > 0;
    if (fclose(f) != 0 || !written || rename(beside, o->ready) != 0)
        return ERR_DISK;
    return ERR_NONE;
}

static enum err add_line(struct cabinet *c)
{
    char path[CABINET_PATH + 16];
    snprintf(path, sizeof path, "%s/reader-line", c->receipts_dir);
    if (unlink(path) != 0 && errno != ENOENT) /* of an earlier life */
        return err_from_errno(errno);
    return line_new(&c->world, path, &c->line);
}

static enum err run(struct cabinet *c, const struct options *o, int stop_fd)
{
    AUTO(auto_close) int listen_fd = -1;
    if (o->ready && unlink(o->ready) != 0 && errno != ENOENT) /* of an earlier life */
        return err_from_errno(errno);
    TRY(cabinet_init(c, NULL, o->receipts));
    TRY(o->kind->begin(c, o));
    TRY(add_line(c));
    TRY(cabinet_plug_all(c));
    TRY(server_listen(o->control, &listen_fd));
    printf("%s=%s\n", o->kind->variable, c->name);
    fflush(stdout);
    if (o->ready)
        TRY(tell_ready(o, c->name));
    enum err e = server_run(c, listen_fd, stop_fd);
    unlink(o->control);
    return e;
}

int main(int argc, char **argv)
{
    static struct cabinet cabinet;
    struct options options = {.kind = &kinds[0]};
    log_init("kiosk-sim");
    if (!take_options(argc, argv, &options)) {
        fprintf(stderr, "usage: kiosk-sim --control SOCKET --receipts DIR [--ready FILE] "
                        "[--transport umockdev | --transport usbredir DIR]\n");
        return 2;
    }
    enum err e = options.kind->prepare(argv);
    AUTO(auto_close) int stop_fd = stop_fd_new();
    if (e == ERR_NONE && stop_fd >= 0)
        e = run(&cabinet, &options, stop_fd);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "sim_failed", "err=%s", err_name(e));
    cabinet_done(&cabinet);
    if (options.ready)
        unlink(options.ready);
    return e == ERR_NONE ? 0 : 1;
}
