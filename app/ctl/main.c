/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl NOUN [ARGUMENT…] runs kioskctl-NOUN from the libexec folder beside bin: tools that need
 * a library behind a door are built in that library's building. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "platform/base/paths.h"

enum { EXIT_USAGE = 2, EXIT_NO_TOOL = 127 };

static const char prefix[] = "kioskctl-";

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
    if (paths_tool("", folder, sizeof folder) != ERR_NONE)
        return EXIT_NO_TOOL;
    if (argc < 2 || !is_noun(argv[1]) || strlen(argv[1]) > 32) {
        list_tools(folder);
        return EXIT_USAGE;
    }
    snprintf(tool, sizeof tool, "%s%s%s", folder, prefix, argv[1]);
    execv(tool, argv + 1);
    if (errno != ENOENT)
        perror(tool);
    else
        list_tools(folder);
    return EXIT_NO_TOOL;
}
