/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl NOUN [ARGUMENT…] runs kioskctl-NOUN from the libexec folder beside bin: tools that need
 * a library behind a door are built in that library's building. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "platform/base/must.h"

enum { EXIT_USAGE = 2, EXIT_NO_TOOL = 127 };

static const char prefix[] = "kioskctl-";

/* $BUDAYANG_LIBEXEC, else <folder of this program>/../libexec, else the installed place. */
static void find_folder(char *ret_path, size_t size)
{
    char self[PATH_MAX];
    const char *told = getenv("BUDAYANG_LIBEXEC");
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    snprintf(ret_path, size, "%s", told ? told : "/usr/libexec/budayang");
    if (told || n <= 0)
        return;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash)
        return;
    *slash = '\0';
    char beside[PATH_MAX + 16];
    snprintf(beside, sizeof beside, "%s/../libexec", self);
    bool installed = strncmp(self, "/usr/", 5) == 0;
    if (!installed && access(beside, X_OK) == 0 && strlen(beside) < size)
        memcpy(ret_path, beside, strlen(beside) + 1);
}

static bool is_noun(const char *text)
{
    for (const char *p = text; *p; p++)
        if (!islower((unsigned char)*p) && *p != '-')
            return false;
    return *text && *text != '-';
}

static void list_tools(const char *folder)
{
    DIR *dir = opendir(folder);
    fprintf(stderr, "usage: kioskctl NOUN [ARGUMENT...]\nnouns:");
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (strncmp(e->d_name, prefix, strlen(prefix)) == 0)
            fprintf(stderr, " %s", e->d_name + strlen(prefix));
    fprintf(stderr, "\n");
    if (dir)
        closedir(dir);
}

int main(int argc, char **argv)
{
    char folder[PATH_MAX], tool[PATH_MAX + 64];
    find_folder(folder, sizeof folder);
    if (argc < 2 || !is_noun(argv[1]) || strlen(argv[1]) > 32) {
        list_tools(folder);
        return EXIT_USAGE;
    }
    snprintf(tool, sizeof tool, "%s/%s%s", folder, prefix, argv[1]);
    execv(tool, argv + 1);
    if (errno != ENOENT)
        perror(tool);
    else
        list_tools(folder);
    return EXIT_NO_TOOL;
}
