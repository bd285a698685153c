/* SPDX-License-Identifier: Apache-2.0 */
/* kiosk: the touchscreen program. kiosk [--windowed] */
#include <signal.h>
#include <string.h>

#include "app/kiosk/loop.h"
#include "app/words/words.h"
#include "platform/base/harden.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

static enum err load_settings(struct settings *ret_settings)
{
    char path[512], why[SETTINGS_WHY] = "";
    TRY(paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path));
    enum err e = settings_load(path, ret_settings, why);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "settings", "err=%s why=\"%s\"", err_name(e), why);
    return e;
}

/* The bus thread hears of them; every other thread leaves them alone. */
static void block_signals(void)
{
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ours, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
    bool windowed = argc == 2 && strcmp(argv[1], "--windowed") == 0;
    static struct settings settings;
    harden_process(argv);
    log_init("kiosk");
    if (argc > 1 && !windowed) {
        fprintf(stderr, "usage: kiosk [--windowed]\n");
        return 2;
    }
    words_load(); /* says itself what is missing; Chinese is always there */
    block_signals();
    enum err e = load_settings(&settings);
    if (e == ERR_NONE)
        e = loop_run(&settings, windowed);
    words_done();
    log_event(e == ERR_NONE ? LOG_INFO : LOG_ERROR, "ended", "err=%s", err_name(e));
    return e == ERR_NONE ? 0 : 1;
}
