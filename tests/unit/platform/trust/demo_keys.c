/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/platform/trust/demo_keys.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "platform/base/paths.h"

static char dir[64];

static void run(const char *program, const char *argument, const char *more)
{
    pid_t pid = fork();
    if (pid == 0) {
        execlp(program, program, argument, more, NULL);
        _exit(127);
    }
    int status = -1;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        abort();
}

static void remove_all(void)
{
    run("rm", "-rf", dir);
}

const char *demo_keys_dir(void)
{
    if (dir[0])
        return dir;
    strcpy(dir, "/tmp/demo-keys-XXXXXX");
    if (!mkdtemp(dir))
        abort();
    atexit(remove_all);
    run(SOURCE_ROOT "/packaging/provision/make-demo-keys", dir, NULL);
    return dir;
}

const char *demo_keys_path(const char *name)
{
    static char paths[8][256];
    static size_t turn;
    char *path = paths[turn++ % ARRAY_LEN(paths)];
    snprintf(path, sizeof paths[0], "%s/%s", demo_keys_dir(), name);
    return path;
}

struct sm2_key *demo_keys_private(const char *name)
{
    struct sm2_key *key;
    if (sm2_load_private(demo_keys_path(name), &key) != ERR_NONE)
        abort();
    return key;
}

struct sm2_key *demo_keys_public(const char *name)
{
    struct sm2_key *key;
    if (sm2_load_public(demo_keys_path(name), &key) != ERR_NONE)
        abort();
    return key;
}

const char *demo_keys_write(const char *name, const char *text, unsigned mode)
{
    const char *path = demo_keys_path(name);
    unlink(path);
    FILE *f = fopen(path, "wbe");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0 || chmod(path, mode) != 0)
        abort();
    return path;
}
