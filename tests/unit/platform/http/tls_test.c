/* SPDX-License-Identifier: Apache-2.0 */
/* Servers that a kiosk must not talk to, played by `openssl s_server`: each is refused, by its
 * name, before a byte of the request is sent. The good one shows that the others fail for their
 * fault. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "platform/base/clock.h"
#include "platform/http/http.h"

enum { PATH_SIZE = 128 };

static char directory[] = "/tmp/tls-XXXXXX";

struct server {
    pid_t pid;
    FILE *says;
    int port;
};

static pid_t spawn(const char *const argv[], int output)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (output >= 0)
            dup2(output, STDOUT_FILENO);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    return pid;
}

static const char *file(const char *name, const char *ending)
{
    static char path[4][PATH_SIZE]; /* of the last four calls */
    static size_t turn;
    char *mine = path[turn++ % ARRAY_LEN(path)];
    snprintf(mine, sizeof path[0], "%s/%s.%s", directory, name, ending);
    return mine;
}

static void server_start(struct server *s, const char *name, const char *version)
{
    const char *const argv[] = {"openssl", "s_server",           "-accept", "127.0.0.1:0",
                                "-cert",   file(name, "pem"),    "-key",    file(name, "key"),
                                "-cipher", "DEFAULT@SECLEVEL=0", "-www",    version,
                                NULL};
    int ends[2];
    char line[256];
    assert_int_equal(0, pipe(ends));
    *s = (struct server){.pid = spawn(argv, ends[1]), .says = fdopen(ends[0], "r")};
    close(ends[1]);
    while (s->port == 0 && fgets(line, sizeof line, s->says))
        if (sscanf(line, "ACCEPT 127.0.0.1:%d", &s->port) != 1)
            s->port = 0;
    assert_true(s->port > 0);
}

static void server_end(struct server *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    fclose(s->says);
}

struct asked {
    bool answered;
    enum err err;
};

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    (void)reply;
    *(struct asked *)user = (struct asked){true, e};
}

static enum err ask(const char *url)
{
    sd_event *loop;
    struct timers *timers;
    struct http *http;
    struct asked asked = {false, ERR_NONE};
    const struct http_trust trust = {.ca_file = file("ca", "pem"),
                                     .certificate_file = file("good", "pem"),
                                     .key_file = file("good", "key")};
    const struct http_request request = {.url = url, .timeout_ms = 30000};
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(timers_new(loop, &timers));
    assert_ok(http_new(loop, timers, &trust, &http));
    assert_ok(http_send(http, &request, on_reply, &asked, NULL));
    while (!asked.answered)
        sd_event_run(loop, 1000000);
    http_free(http);
    timers_free(timers);
    sd_event_unref(loop);
    return asked.err;
}

static void each_bad_server_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *certificate, *version;
        enum err wanted;
    } servers[] = {
        {"good", "-tls1_3", ERR_NONE},           {"good", "-tls1_2", ERR_UNREACHABLE},
        {"good", "-tls1_1", ERR_UNREACHABLE},    {"expired", "-tls1_3", ERR_CERTIFICATE},
        {"host", "-tls1_3", ERR_CERTIFICATE},    {"purpose", "-tls1_3", ERR_CERTIFICATE},
        {"unknown", "-tls1_3", ERR_CERTIFICATE}, {"self", "-tls1_3", ERR_CERTIFICATE},
        {"weak", "-tls1_3", ERR_CERTIFICATE},
    };
    for (size_t i = 0; i < ARRAY_LEN(servers); i++) {
        struct server server;
        char url[64];
        server_start(&server, servers[i].certificate, servers[i].version);
        snprintf(url, sizeof url, "https://127.0.0.1:%d/", server.port);
        enum err e = ask(url);
        server_end(&server);
        if (e != servers[i].wanted)
            fail_msg("%s %s: %s", servers[i].certificate, servers[i].version, err_name(e));
    }
}

int main(void)
{
    if (!mkdtemp(directory))
        return 1;
    const char *const make[] = {SOURCE_ROOT "/tests/unit/platform/http/bad-servers", directory,
                                NULL};
    const char *const clean[] = {"rm", "-rf", directory, NULL};
    int status = 0;
    waitpid(spawn(make, -1), &status, 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bad_server_is_refused),
    };
    int failed = status == 0 ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    waitpid(spawn(clean, -1), NULL, 0);
    return failed;
}
