/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl menu check MENUS [SITE…]: what is wrong with a file of menus, and with the profiles of
 * sites that build on it. Exit 0: all is well, 1: faults, 2: nothing could be looked at. */
#include <string.h>

#include "app/item/menu.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { GOOD, FAULTY, UNUSABLE };

typedef enum err read_fn(struct menus *menus, const char *json, size_t len,
                         struct item_fault *ret_fault);

static enum err read_menus(struct menus *menus, const char *json, size_t len,
                           struct item_fault *ret_fault)
{
    return menus_parse(json, len, menus, ret_fault);
}

static int check_file(const char *file, read_fn *read, struct menus *menus)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item_fault fault = {.line = 1, .reason = "longer than 64 KiB"};
    enum err e = paths_read_file(file, MENU_FILE_MAX, &text, &len);
    if (e != ERR_NONE && e != ERR_TOO_LONG) {
        fprintf(stderr, "kioskctl menu: %s: %s\n", file, err_text(e));
        return UNUSABLE;
    }
    if (e == ERR_NONE)
        e = read(menus, text, len, &fault);
    if (e != ERR_NONE)
        printf("%s:%d: %s\n", file, fault.line, fault.reason);
    return e == ERR_NONE ? GOOD : FAULTY;
}

/* Each site starts from the menus as they are. */
static int check_site(const char *menus_file, const char *site_file)
{
    struct menus menus = {.count = 0};
    int found = check_file(menus_file, read_menus, &menus);
    if (found == GOOD)
        found = check_file(site_file, menus_take_site, &menus);
    menus_done(&menus);
    return found;
}

static int check(const char *menus_file, char *const sites[])
{
    struct menus menus = {.count = 0};
    int worst = check_file(menus_file, read_menus, &menus);
    menus_done(&menus);
    for (; worst != UNUSABLE && *sites; sites++) {
        int one = worst == GOOD ? check_site(menus_file, *sites) : worst;
        worst = one > worst ? one : worst;
    }
    return worst;
}

int main(int argc, char **argv)
{
    log_init("kioskctl-menu");
    if (argc >= 3 && strcmp(argv[1], "check") == 0)
        return check(argv[2], argv + 3);
    fprintf(stderr, "usage: kioskctl menu check MENUS [SITE...]\n");
    return UNUSABLE;
}
