/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/pems.h"

#include "platform/base/paths.h"

enum { PEM_MAX = 64 * 1024 };

static char *read_pem(const char *directory, const char *name)
{
    char path[512];
    char *text = NULL;
    size_t size;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    if (paths_read_file(path, PEM_MAX, &text, &size) != ERR_NONE)
        fprintf(stderr, "province-standin: cannot read %s\n", path);
    return text;
}

bool pems_read(struct pems *pems, const char *directory)
{
    struct pems fresh = {read_pem(directory, "ca.pem"), read_pem(directory, "server.pem"),
                         read_pem(directory, "server.key")};
    bool whole = fresh.ca && fresh.certificate && fresh.key;
    pems_done(whole ? pems : &fresh);
    if (whole)
        *pems = fresh;
    return whole;
}

void pems_done(struct pems *pems)
{
    free(pems->ca);
    free(pems->certificate);
    free(pems->key);
    *pems = (struct pems){0};
}
