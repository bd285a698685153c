/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"

static bool already_there(const struct shelf *shelf, const char *task_code)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->item[i]->task_code, task_code) == 0)
            return true;
    return false;
}

static enum err add_file(struct shelf *shelf, const char *path, struct item_fault *fault)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    struct item *item = NULL;
    *fault = (struct item_fault){.reason = "cannot be read"};
    TRY(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    TRY(item_parse(text, len, &item, fault));
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        if (*item_in(item, l)->untranslated)
            log_event(LOG_WARN, "item_untranslated", "task_code=%s language=%s first=%s",
                      item->task_code, words_code(l), item_in(item, l)->untranslated);
    if (shelf->count == SHELF_MAX || already_there(shelf, item->task_code)) {
        snprintf(fault->reason, sizeof fault->reason, "%s",
                 shelf->count == SHELF_MAX ? "too many items" : "task_code is used twice");
        item_free(item);
        return ERR_CONFLICT;
    }
    shelf->item[shelf->count++] = item;
    return ERR_NONE;
}

static int is_item_file(const struct dirent *entry)
{
    return fnmatch("*.json", entry->d_name, FNM_PERIOD) == 0;
}

/* By the tiles' order; files of the same order stay by name. */
static void sort(struct shelf *shelf)
{
    for (size_t i = 1; i < shelf->count; i++)
        for (size_t j = i; j > 0 && shelf->item[j]->order < shelf->item[j - 1]->order; j--) {
            struct item *later = shelf->item[j - 1];
            shelf->item[j - 1] = shelf->item[j];
            shelf->item[j] = later;
        }
}

enum err shelf_load(const char *directory, struct shelf *ret_shelf, size_t *ret_left_out)
{
    struct dirent **entries;
    int n = scandir(directory, &entries, is_item_file, alphasort);
    if (n < 0)
        return err_from_errno(errno);
    *ret_shelf = (struct shelf){0};
    size_t left_out = 0;
    for (int i = 0; i < n; i++) {
        char path[512];
        struct item_fault fault;
        snprintf(path, sizeof path, "%s/%s", directory, entries[i]->d_name);
        enum err e = add_file(ret_shelf, path, &fault);
        if (e != ERR_NONE) {
            left_out++;
            log_event(LOG_WARN, "item_left_out", "file=%s line=%d err=%s reason=\"%s\"",
                      entries[i]->d_name, fault.line, err_name(e), fault.reason);
        }
        free(entries[i]);
    }
    free(entries);
    sort(ret_shelf);
    if (ret_left_out)
        *ret_left_out = left_out;
    return ERR_NONE;
}

void shelf_done(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        item_free(shelf->item[i]);
    *shelf = (struct shelf){0};
}

const struct item *shelf_find(const struct shelf *shelf, const char *task_code)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (!shelf->withdrawn[i] && strcmp(shelf->item[i]->task_code, task_code) == 0)
            return shelf->item[i];
    return NULL;
}

void shelf_offer(struct shelf *shelf, const char *task_code, bool offered)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->item[i]->task_code, task_code) == 0)
            shelf->withdrawn[i] = !offered;
}

size_t shelf_offered(const struct shelf *shelf)
{
    size_t n = 0;
    for (size_t i = 0; i < shelf->count; i++)
        n += !shelf->withdrawn[i];
    return n;
}
