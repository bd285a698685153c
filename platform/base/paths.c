/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/paths.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

static const struct {
    const char *variable, *fixed;
} places[] = {
    [PLACE_RUN] = {"BUDAYANG_RUN", "/run/budayang"},
    [PLACE_STATE] = {"BUDAYANG_STATE", "/var/lib/budayang"},
    [PLACE_ITEMS] = {"BUDAYANG_ITEMS", "/var/lib/budayang-items"},
    [PLACE_DEVICES] = {"BUDAYANG_DEVICES", "/var/lib/budayang-devices"},
    [PLACE_ETC] = {"BUDAYANG_ETC", "/etc/budayang"},
    [PLACE_ASSETS] = {"BUDAYANG_ASSETS", "/usr/share/budayang"},
};

enum err paths_join(enum place place, const char *name, char *ret_path, size_t size)
{
    const char *base = getenv(places[place].variable);
    if (!base || !*base)
        base = places[place].fixed;
    size_t need = strlen(base) + 1 + strlen(name) + 1;
    if (need > size)
        return ERR_TOO_LONG;
    snprintf(ret_path, size, "%s/%s", base, name);
    return ERR_NONE;
}

/* ../libexec of a program that is not installed; "" when there is none. */
static void find_beside(char ret_folder[PATH_MAX])
{
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    *ret_folder = '\0';
    if (n <= 0)
        return;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash || strncmp(self, "/usr/", 5) == 0)
        return;
    *slash = '\0';
    int len = snprintf(ret_folder, PATH_MAX, "%s/../libexec", self);
    if (len < 0 || len >= PATH_MAX || access(ret_folder, X_OK) != 0)
        *ret_folder = '\0';
}

enum err paths_tool(const char *name, char *ret_path, size_t size)
{
    char beside[PATH_MAX];
    const char *folder = getenv("BUDAYANG_LIBEXEC");
    if (!folder || !*folder) {
        find_beside(beside);
        folder = *beside ? beside : "/usr/libexec/budayang";
    }
    int n = snprintf(ret_path, size, "%s/%s", folder, name);
    return n < 0 || (size_t)n >= size ? ERR_TOO_LONG : ERR_NONE;
}

enum err paths_read_file(const char *path, size_t limit, char **ret_data, size_t *ret_size)
{
    AUTO(auto_fclose) FILE *f = fopen(path, "rbe");
    if (!f)
        return err_from_errno(errno);
    AUTO(auto_free) char *data = malloc(limit + 2);
    if (!data)
        return ERR_MEMORY;
    size_t n = fread(data, 1, limit + 1, f);
    if (ferror(f))
        return ERR_DISK;
    if (n > limit)
        return ERR_TOO_LONG;
    data[n] = '\0';
    *ret_size = n;
    *ret_data = data;
    data = NULL;
    return ERR_NONE;
}
