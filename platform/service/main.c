/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk-platform: keys, outbox and network. Exit 0 after SIGTERM, 2 when staff must mend settings
 * or keys (a restart would not help), 1 otherwise. */
#include <signal.h>
#include <sys/stat.h>

#include "platform/base/harden.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/courier/gate.h"
#include "platform/service/service.h"
#include "platform/service/trail.h"

enum { PATH_SIZE = 256, EXIT_SETUP = 2 };

struct house {
    struct settings settings;
    struct keyring keyring;
    struct gateway gateway;
    struct outbox *outbox;
    struct audit *audit;
    struct service *service;
    sd_event *loop;
};

static bool load_settings(struct house *h)
{
    char path[PATH_SIZE];
    char why[SETTINGS_WHY] = "";
    enum err e = paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path);
    if (e == ERR_NONE)
        e = settings_load(path, &h->settings, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "settings_unusable", "err=%s file=kiosk.ini why=\"%s\"", err_name(e),
                  why);
    return e == ERR_NONE;
}

static bool load_keys(struct house *h)
{
    char why[KEYRING_PATH] = "";
    const struct keyring_places places = {.tls = h->settings.keys.tls,
                                          .sm2 = h->settings.keys.sm2,
                                          .sm2_seal = h->settings.keys.sm2_seal};
    enum err e = keyring_load(&places, &h->keyring, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "keys_unusable", "err=%s file=\"%s\"", err_name(e), why);
    return e == ERR_NONE;
}

static bool load_gateway(struct house *h)
{
    char why[GATEWAY_WHY] = "";
    const struct request_signer signer = {.gateway = &h->gateway,
                                          .system = h->settings.gateway.system,
                                          .service = h->settings.gateway.service,
                                          .secret = &h->keyring.gateway};
    enum err e = gate_load_profile(h->settings.gateway.profile, &h->gateway, why);
    if (e == ERR_NONE)
        e = request_check_signer(&signer, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "gateway_unusable", "err=%s why=\"%s\"", err_name(e), why);
    return e == ERR_NONE;
}

static bool open_outbox(struct house *h)
{
    char path[PATH_SIZE];
    char set_aside[OUTBOX_NAME] = "";
    enum err e = paths_join(PLACE_STATE, "", path, sizeof path);
    if (e == ERR_NONE)
        mkdir(path, 0700); /* when it is there already, opening says the rest */
    if (e == ERR_NONE)
        e = paths_join(PLACE_STATE, "outbox.db", path, sizeof path);
    if (e == ERR_NONE)
        e = outbox_open(path, h->settings.kiosk.code, &h->outbox, set_aside);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "outbox_unusable", "err=%s", err_name(e));
    else if (*set_aside)
        log_event(LOG_ERROR, "outbox_set_aside", "file=\"%s\"", set_aside);
    if (e == ERR_NONE)
        outbox_prepare(h->outbox);
    return e == ERR_NONE;
}

/* Without it the kiosk works on: the log line is what staff see. */
static void open_audit(struct house *h)
{
    char path[PATH_SIZE];
    enum err e = paths_join(PLACE_STATE, "audit", path, sizeof path);
    if (e == ERR_NONE) {
        mkdir(path, 0700);
        e = audit_open(path, &h->audit);
    }
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "audit_unusable", "err=%s", err_name(e));
    trail(h->audit, AUDIT_STARTED, h->settings.kiosk.code, BUDAYANG_VERSION);
}

static bool start_loop(struct house *h)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return sigprocmask(SIG_BLOCK, &signals, NULL) == 0 && sd_event_new(&h->loop) >= 0 &&
           sd_event_add_signal(h->loop, NULL, SIGTERM, NULL, NULL) >= 0 &&
           sd_event_add_signal(h->loop, NULL, SIGINT, NULL, NULL) >= 0;
}

static bool start_service(struct house *h)
{
    const struct service_parts parts = {.settings = &h->settings,
                                        .keyring = &h->keyring,
                                        .gateway = &h->gateway,
                                        .outbox = h->outbox,
                                        .audit = h->audit};
    enum err e = service_new(h->loop, &parts, &h->service);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "start_failed", "err=%s", err_name(e));
    return e == ERR_NONE;
}

static void leave(struct house *h)
{
    service_free(h->service);
    outbox_close(h->outbox);
    audit_close(h->audit);
    keyring_done(&h->keyring);
    sd_event_unref(h->loop);
}

static int run(struct house *h)
{
    if (!load_settings(h) || !load_keys(h) || !load_gateway(h))
        return EXIT_SETUP;
    if (!start_loop(h) || !open_outbox(h))
        return EXIT_FAILURE;
    open_audit(h);
    if (!start_service(h))
        return EXIT_FAILURE;
    log_event(LOG_INFO, "started", "kiosk=%s", h->settings.kiosk.code);
    int r = sd_event_loop(h->loop);
    log_event(LOG_INFO, "stopped", "result=%d", r);
    trail(h->audit, AUDIT_STOPPED, h->settings.kiosk.code, r == 0 ? "ok" : "failed");
    return r == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    (void)argc;
    harden_process(argv);
    log_init("kiosk-platform");
    struct house house = {0};
    int status = run(&house);
    leave(&house);
    return status;
}
