/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl item check FILE…: what is wrong with item files, line by line. kioskctl item index
 * DIRECTORY: writes items.index, so that thousands of items are there at once. kioskctl item
 * index: what this kiosk shows, and why not the others. kioskctl item preview FILE --out DIRECTORY:
 * draws all its pages. Exit 0: all is well, 1: faults, 2: nothing could be looked at. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/ctl/item_index.h"
#include "app/ctl/preview.h"
#include "app/item/shelf.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { GOOD, FAULTY, UNUSABLE, FAULTS_MAX = 100 };

static void say_untranslated(const char *file, const char *text, size_t len)
{
    struct item *item = NULL;
    struct item_fault fault;
    if (item_parse(text, len, &item, &fault) != ERR_NONE)
        return;
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        if (*item_in(item, l)->untranslated)
            printf("%s: note: not yet in English: %s (it stays Chinese)\n", file,
                   item_in(item, l)->untranslated);
    item_free(item);
}

static int check_file(const char *file)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    enum err e = paths_read_file(file, ITEM_FILE_MAX, &text, &len);
    if (e == ERR_TOO_LONG) {
        printf("%s:1: longer than 256 KiB\n", file);
        return FAULTY;
    }
    if (e != ERR_NONE) {
        fprintf(stderr, "kioskctl item: %s: %s\n", file, err_text(e));
        return UNUSABLE;
    }
    struct item_fault fault[FAULTS_MAX];
    size_t n = item_faults(text, len, FAULTS_MAX, fault);
    for (size_t i = 0; i < n; i++)
        printf("%s:%d: %s\n", file, fault[i].line, fault[i].reason);
    if (n == FAULTS_MAX)
        printf("%s: and perhaps more\n", file);
    if (n == 0)
        say_untranslated(file, text, len);
    return n ? FAULTY : GOOD;
}

static int check(char *const files[])
{
    int worst = GOOD;
    for (; *files; files++) {
        int one = check_file(*files);
        worst = one > worst ? one : worst;
    }
    return worst;
}

static int make_index(const char *directory)
{
    struct shelf shelf;
    size_t left_out;
    enum err e = shelf_load(directory, &shelf, &left_out);
    if (e == ERR_NONE) {
        e = shelf_write_index(&shelf);
        if (e == ERR_NONE)
            printf("%zu items, %zu left out\n", shelf.count, left_out);
        shelf_done(&shelf);
    }
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl item: %s: %s\n", directory, err_text(e));
    return e != ERR_NONE ? UNUSABLE : left_out ? FAULTY : GOOD;
}

static int preview(const char *file, const char *directory)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item *item = NULL;
    struct item_fault fault;
    int checked = check_file(file), misfits = 0;
    if (checked != GOOD)
        return checked;
    enum err e = paths_read_file(file, ITEM_FILE_MAX, &text, &len);
    if (e == ERR_NONE && mkdir(directory, 0777) != 0 && errno != EEXIST)
        e = err_from_errno(errno);
    if (e == ERR_NONE)
        e = item_parse(text, len, &item, &fault);
    if (e == ERR_NONE)
        e = preview_draw(item, directory, &misfits);
    item_free(item);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl item: %s: %s\n", directory, err_text(e));
    return e != ERR_NONE ? UNUSABLE : misfits ? FAULTY : GOOD;
}

int main(int argc, char **argv)
{
    log_init("kioskctl-item");
    if (argc >= 3 && strcmp(argv[1], "check") == 0)
        return check(argv + 2);
    if (argc == 2 && strcmp(argv[1], "index") == 0)
        return item_index_say();
    if (argc == 3 && strcmp(argv[1], "index") == 0)
        return make_index(argv[2]);
    if (argc == 5 && strcmp(argv[1], "preview") == 0 && strcmp(argv[3], "--out") == 0)
        return preview(argv[2], argv[4]);
    fprintf(stderr, "usage: kioskctl item check FILE...\n"
                    "       kioskctl item preview FILE --out DIRECTORY\n"
                    "       kioskctl item index DIRECTORY\n"
                    "       kioskctl item index\n");
    return UNUSABLE;
}
