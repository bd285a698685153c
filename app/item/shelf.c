/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <string.h>

#include "app/item/shelf_index.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

static void clear(struct shelf_entry *entry)
{
    item_free(entry->item);
    free(entry->line);
    free(entry->file);
    *entry = (struct shelf_entry){0};
}

static enum err parse_file(const char *directory, const char *file, struct item **ret_item,
                           struct item_fault *ret_fault)
{
    char path[SHELF_PATH_MAX + NAME_MAX + 2];
    AUTO(auto_free) char *text = NULL;
    size_t len;
    *ret_fault = (struct item_fault){.reason = "cannot be read"};
    snprintf(path, sizeof path, "%s/%s", directory, file);
    TRY(paths_read_file(path, ITEM_FILE_MAX, &text, &len));
    return item_parse(text, len, ret_item, ret_fault);
}

static void say_left_out(const char *file, const struct item_fault *fault, enum err e)
{
    log_event(LOG_WARN, "item_left_out", "file=%s line=%d err=%s reason=\"%s\"", file, fault->line,
              err_name(e), fault->reason);
}

static void say_untranslated(const struct item *item)
{
    for (enum language l = 0; l < LANGUAGE_COUNT; l++)
        if (*item_in(item, l)->untranslated)
            log_event(LOG_WARN, "item_untranslated", "task_code=%s language=%s first=%s",
                      item->task_code, words_code(l), item_in(item, l)->untranslated);
}

/* The document is read for its face and let go. */
static enum err take_file(struct shelf *shelf, const char *file, struct item_fault *fault)
{
    struct item *item = NULL;
    struct shelf_entry *entry = &shelf->entry[shelf->count];
    TRY(parse_file(shelf->directory[shelf->places], file, &item, fault));
    say_untranslated(item);
    enum err e = face_write(item, &entry->line);
    item_free(item);
    return e == ERR_NONE ? face_read(entry->line, &entry->face) : e;
}

static enum err add_file(struct shelf *shelf, struct shelf_index *index, int directory,
                         const char *file, struct item_fault *fault)
{
    struct stat s;
    struct shelf_entry *entry = &shelf->entry[shelf->count];
    *fault = (struct item_fault){.reason = "too many items"};
    if (shelf->count == SHELF_MAX)
        return ERR_CONFLICT;
    if (fstatat(directory, file, &s, 0) == 0)
        entry->line = shelf_index_find(index, file, &s);
    if (entry->line && face_read(entry->line, &entry->face) != ERR_NONE)
        clear(entry);
    enum err e = entry->line ? ERR_NONE : take_file(shelf, file, fault);
    if (e == ERR_NONE && !(entry->file = strdup(file)))
        e = ERR_MEMORY;
    if (e != ERR_NONE)
        clear(entry);
    else
        shelf->entry[shelf->count++].place = (uint8_t)shelf->places;
    return e;
}

/* By the tiles' order; files of the same order stay by name. */
static int by_order(const void *a, const void *b)
{
    const struct shelf_entry *x = a, *y = b;
    return x->face.order != y->face.order ? x->face.order - y->face.order
                                          : strcmp(x->file, y->file);
}

static int by_code(const void *a, const void *b, void *entries)
{
    const struct shelf_entry *e = entries;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = strcmp(e[x].face.task_code, e[y].face.task_code);
    int later = (int)e[y].place - (int)e[x].place;
    return order ? order : later ? later : strcmp(e[x].file, e[y].file);
}

static void sort_codes(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        shelf->by_code[i] = (uint32_t)i;
    qsort_r(shelf->by_code, shelf->count, sizeof *shelf->by_code, by_code, shelf->entry);
}

/* Of two files with one code the one of the later place stays, in one place the first by name.
 * Returns how many went that should not be there. */
static size_t drop_twins(struct shelf *shelf)
{
    const struct item_fault fault = {.reason = "task_code is used twice"};
    const struct shelf_entry *last = NULL;
    size_t kept = 0, left_out = 0;
    struct shelf_entry *all = shelf->entry;
    if (!all)
        return 0;
    sort_codes(shelf);
    for (size_t i = 0; i < shelf->count; i++) {
        struct shelf_entry *entry = &all[shelf->by_code[i]];
        if (!last || strcmp(last->face.task_code, entry->face.task_code) != 0) {
            last = entry;
            continue;
        }
        if (last->place == entry->place) {
            say_left_out(entry->file, &fault, ERR_CONFLICT);
            left_out++;
        }
        clear(entry);
    }
    for (size_t i = 0; i < shelf->count; i++)
        if (all[i].line)
            all[kept++] = all[i];
    shelf->count = kept;
    return left_out;
}

static int is_item_file(const struct dirent *entry)
{
    return fnmatch("*.json", entry->d_name, FNM_PERIOD) == 0;
}

/* Not alphasort(): the index has this order in every locale. */
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static size_t add_all(struct shelf *shelf, struct dirent **entries, int n)
{
    struct shelf_index index;
    size_t left_out = 0;
    const char *path = shelf->directory[shelf->places];
    AUTO(auto_close) int directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    shelf_index_open(path, &index);
    for (int i = 0; i < n; i++) {
        struct item_fault fault;
        enum err e = add_file(shelf, &index, directory, entries[i]->d_name, &fault);
        if (e != ERR_NONE) {
            left_out++;
            say_left_out(entries[i]->d_name, &fault, e);
        }
    }
    shelf_index_close(&index);
    return left_out + drop_twins(shelf);
}

/* Room for `count` items and one that may turn out to be none. */
static enum err make_room(struct shelf *shelf, size_t count)
{
    size_t room = (count < SHELF_MAX ? count : SHELF_MAX) + 1;
    void *entry = reallocarray(shelf->entry, room, sizeof *shelf->entry);
    shelf->entry = entry ? entry : shelf->entry;
    void *codes = reallocarray(shelf->by_code, room, sizeof *shelf->by_code);
    shelf->by_code = codes ? codes : shelf->by_code;
    if (!entry || !codes)
        return ERR_MEMORY;
    memset(shelf->entry + shelf->count, 0, (room - shelf->count) * sizeof *shelf->entry);
    return ERR_NONE;
}

enum err shelf_join(struct shelf *shelf, const char *directory, size_t *ret_left_out)
{
    struct dirent **entries;
    if (shelf->places == SHELF_PLACES_MAX)
        return ERR_USAGE;
    if (!text_copy(shelf->directory[shelf->places], SHELF_PATH_MAX, directory))
        return ERR_TOO_LONG;
    int n = scandir(directory, &entries, is_item_file, by_bytes);
    if (n < 0)
        return err_from_errno(errno);
    enum err e = make_room(shelf, shelf->count + (size_t)n);
    size_t left_out = e == ERR_NONE ? add_all(shelf, entries, n) : 0;
    for (int i = 0; i < n; i++)
        free(entries[i]);
    free(entries);
    TRY(e);
    shelf->places++;
    qsort(shelf->entry, shelf->count, sizeof *shelf->entry, by_order);
    sort_codes(shelf);
    if (ret_left_out)
        *ret_left_out = left_out;
    return ERR_NONE;
}

enum err shelf_load(const char *directory, struct shelf *ret_shelf, size_t *ret_left_out)
{
    struct shelf shelf = {0};
    enum err e = shelf_join(&shelf, directory, ret_left_out);
    if (e != ERR_NONE) {
        shelf_done(&shelf);
        return e;
    }
    *ret_shelf = shelf;
    return ERR_NONE;
}

void shelf_done(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        clear(&shelf->entry[i]);
    free(shelf->entry);
    free(shelf->by_code);
    *shelf = (struct shelf){0};
}

enum err shelf_put(struct shelf *shelf, struct item *item)
{
    size_t index;
    struct shelf_entry entry = {0};
    if (shelf->count == SHELF_MAX || shelf_find(shelf, item->task_code, &index))
        return ERR_CONFLICT;
    TRY(make_room(shelf, shelf->count + 1));
    TRY(face_write(item, &entry.line));
    entry.file = strdup("");
    enum err e = entry.file ? face_read(entry.line, &entry.face) : ERR_MEMORY;
    if (e != ERR_NONE) {
        clear(&entry);
        return e;
    }
    entry.item = item;
    shelf->entry[shelf->count++] = entry;
    sort_codes(shelf);
    return ERR_NONE;
}

/* Only what can be read again goes. */
static void let_oldest_go(struct shelf *shelf)
{
    struct shelf_entry *oldest = NULL;
    size_t open = 0;
    for (size_t i = 0; i < shelf->count; i++) {
        struct shelf_entry *entry = &shelf->entry[i];
        if (!entry->item || !*entry->file)
            continue;
        open++;
        if (!oldest || entry->turn < oldest->turn)
            oldest = entry;
    }
    if (open < SHELF_OPEN_MAX)
        return;
    item_free(oldest->item);
    oldest->item = NULL;
}

enum err shelf_open(struct shelf *shelf, size_t index, const struct item **ret_item)
{
    struct item_fault fault;
    if (index >= shelf->count || shelf->entry[index].withdrawn)
        return ERR_ABSENT;
    struct shelf_entry *entry = &shelf->entry[index];
    if (!entry->item) {
        let_oldest_go(shelf);
        enum err e = parse_file(shelf->directory[entry->place], entry->file, &entry->item, &fault);
        if (e == ERR_NONE && strcmp(entry->item->task_code, entry->face.task_code) != 0) {
            item_free(entry->item);
            entry->item = NULL;
            fault = (struct item_fault){.line = 1, .reason = "task_code was another at the start"};
            e = ERR_CONFLICT;
        }
        if (e != ERR_NONE) {
            entry->withdrawn = true;
            say_left_out(entry->file, &fault, e);
            return e;
        }
    }
    entry->turn = ++shelf->turn;
    *ret_item = entry->item;
    return ERR_NONE;
}

/* A face's own line was cut when it was read; the file is there. */
static enum err make_row(const struct shelf *shelf, const struct shelf_entry *entry,
                         struct shelf_index_row *row)
{
    char path[SHELF_PATH_MAX + NAME_MAX + 2];
    struct item_fault fault;
    struct item *item = NULL;
    snprintf(path, sizeof path, "%s/%s", shelf->directory[0], entry->file);
    if (stat(path, &row->stat) != 0)
        return err_from_errno(errno);
    TRY(parse_file(shelf->directory[0], entry->file, &item, &fault));
    row->file = entry->file;
    char *line = NULL;
    enum err e = face_write(item, &line);
    row->line = line;
    item_free(item);
    return e;
}

enum err shelf_write_index(const struct shelf *shelf)
{
    AUTO(auto_free) struct shelf_index_row *rows = calloc(shelf->count + 1, sizeof *rows);
    enum err e = rows ? ERR_NONE : ERR_MEMORY;
    for (size_t i = 0; i < shelf->count && e == ERR_NONE; i++)
        e = make_row(shelf, &shelf->entry[i], &rows[i]);
    if (e == ERR_NONE)
        e = shelf_index_write(shelf->directory[0], rows, shelf->count);
    for (size_t i = 0; rows && i < shelf->count; i++)
        free(rows[i].line);
    return e;
}

static bool find(const struct shelf *shelf, const char *task_code, size_t *ret_index)
{
    size_t low = 0, high = shelf->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        size_t at = shelf->by_code[middle];
        int order = strcmp(task_code, shelf->entry[at].face.task_code);
        if (order == 0) {
            *ret_index = at;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

bool shelf_find(const struct shelf *shelf, const char *task_code, size_t *ret_index)
{
    size_t at;
    if (!find(shelf, task_code, &at) || shelf->entry[at].withdrawn)
        return false;
    *ret_index = at;
    return true;
}

void shelf_offer(struct shelf *shelf, const char *task_code, bool offered)
{
    size_t at;
    if (find(shelf, task_code, &at))
        shelf->entry[at].withdrawn = !offered;
}

void shelf_withdraw_all(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        shelf->entry[i].withdrawn = true;
}

size_t shelf_offered(const struct shelf *shelf)
{
    size_t n = 0;
    for (size_t i = 0; i < shelf->count; i++)
        n += !shelf->entry[i].withdrawn;
    return n;
}
