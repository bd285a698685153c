/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/platform/http/server.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static char directory[] = "/tmp/tls-XXXXXX";

static pid_t spawn(const char *const argv[], int input, int output)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (input >= 0)
            dup2(input, STDIN_FILENO);
        if (output >= 0)
            dup2(output, STDOUT_FILENO);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    return pid;
}

const char *server_file(const char *name, const char *ending)
{
    static char path[4][SERVER_PATH]; /* of the last four calls */
    static size_t turn;
    char *mine = path[turn++ % ARRAY_LEN(path)];
    snprintf(mine, sizeof path[0], "%s/%s.%s", directory, name, ending);
    return mine;
}

/* What a server that redirects says, whatever it is asked; nobody listens at port 1. */
static const char redirect[] = "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\n"
                               "Content-Length: 0\r\n\r\n";

void server_start(struct server *s, const char *name, const char *version, enum asks asks)
{
    const char *const asking[] = {"-Verify",
                                  "1",
                                  "-verify_return_error",
                                  "-verify_quiet",
                                  "-CAfile",
                                  server_file("ca", "pem"),
                                  NULL};
    const char *argv[24] = {"openssl",
                            "s_server",
                            "-accept",
                            "127.0.0.1:0",
                            "-cert",
                            server_file(name, "pem"),
                            "-key",
                            server_file(name, "key"),
                            "-cipher",
                            "DEFAULT@SECLEVEL=0",
                            asks == REDIRECTS ? "-no_ticket" : "-www",
                            version,
                            NULL};
    int ends[2], typed[2];
    char line[256];
    if (asks != ASKS_NOT)
        memcpy(&argv[12], asking, sizeof asking);
    assert_int_equal(0, pipe2(ends, O_CLOEXEC));
    assert_int_equal(0, pipe2(typed, O_CLOEXEC));
    assert_int_equal(strlen(redirect), write(typed[1], redirect, strlen(redirect)));
    *s = (struct server){
        .pid = spawn(argv, typed[0], ends[1]), .says = fdopen(ends[0], "r"), .typing = typed[1]};
    close(ends[1]);
    close(typed[0]);
    while (s->port == 0 && fgets(line, sizeof line, s->says))
        if (sscanf(line, "ACCEPT 127.0.0.1:%d", &s->port) != 1)
            s->port = 0;
    assert_true(s->port > 0);
}

void server_end(struct server *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    fclose(s->says);
    close(s->typing);
}

static void on_reply(void *user, enum err e, const struct http_reply *reply)
{
    struct asked *asked = user;
    asked->answered = true;
    asked->status = reply ? reply->status : 0;
    asked->err = e;
    asked->trouble = http_trouble(asked->http);
}

struct asked ask(const char *url, const struct http_trust *trust)
{
    sd_event *loop;
    struct timers *timers;
    struct http *http;
    struct asked asked = {.answered = false};
    const struct http_request request = {.url = url, .timeout_ms = 30000};
    assert_true(sd_event_new(&loop) >= 0);
    assert_ok(timers_new(loop, &timers));
    assert_ok(http_new(loop, timers, trust, &http));
    asked.http = http;
    assert_ok(http_send(http, &request, on_reply, &asked, NULL));
    while (!asked.answered)
        sd_event_run(loop, 1000000);
    http_free(http);
    timers_free(timers);
    sd_event_unref(loop);
    return asked;
}

int servers_run(const char *program, const char *argument)
{
    const char *const argv[] = {program, argument, NULL};
    int status = 0;
    waitpid(spawn(argv, -1, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

bool servers_begin(void)
{
    return mkdtemp(directory) &&
           servers_run(SOURCE_ROOT "/tests/unit/platform/http/bad-servers", directory) == 0;
}

const char *servers_directory(void)
{
    return directory;
}

void servers_done(void)
{
    const char *const clean[] = {"rm", "-rf", directory, NULL};
    waitpid(spawn(clean, -1, -1), NULL, 0);
}
