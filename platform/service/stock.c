/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/stock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/durable.h"
#include "platform/base/failpoint.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"
#include "platform/province/reply.h"

#define CURRENT      "current"
#define CATALOGUE_AT "catalogue.signed"
#define SUFFIX       ".json"
#define PART         ".part"

/* "<place>/<set>", and "/<name>" when there is one. */
static enum err join(const char *set, const char *name, char ret_path[STOCK_PATH])
{
    char tail[STOCK_PATH];
    int n = snprintf(tail, sizeof tail, "%s%s%s", set, *name ? "/" : "", name);
    return n < 0 || n >= (int)sizeof tail ? ERR_TOO_LONG
                                          : paths_join(PLACE_ITEMS, tail, ret_path, STOCK_PATH);
}

static enum err item_path(const char *set, const struct catalogue_entry *entry,
                          char ret_path[STOCK_PATH])
{
    char name[sizeof entry->row.task_code + sizeof SUFFIX];
    snprintf(name, sizeof name, "%s" SUFFIX, entry->row.task_code);
    return join(set, name, ret_path);
}

static enum err part_path(const char *set, const struct catalogue_part *part,
                          char ret_path[STOCK_PATH])
{
    char name[sizeof part->sm3 + sizeof PART];
    snprintf(name, sizeof name, "%s" PART, part->sm3);
    return join(set, name, ret_path);
}

void stock_open(struct stock *stock)
{
    char path[STOCK_PATH], set[STOCK_NAME];
    *stock = (struct stock){.bytes = 0};
    if (join(CURRENT, "", path) != ERR_NONE)
        return;
    ssize_t n = readlink(path, set, sizeof set - 1);
    if (n <= 0)
        return;
    set[n] = '\0';
    if (!strchr(set, '/')) /* one of ours */
        text_copy(stock->current, sizeof stock->current, set);
}

enum err stock_read_catalogue(const struct stock *stock, char **ret_text, size_t *ret_size)
{
    char path[STOCK_PATH];
    if (!*stock->current)
        return ERR_ABSENT;
    TRY(join(stock->current, CATALOGUE_AT, path));
    return paths_read_file(path, SIGNED_TEXT_MAX, ret_text, ret_size);
}

/* Of whose file, code and version were looked at when it was put there. */
static enum err look_in(const char *set, const struct catalogue_entry *entry, size_t *ret_size)
{
    char path[STOCK_PATH];
    AUTO(auto_free) char *text = NULL;
    if (!*set)
        return ERR_ABSENT;
    TRY(item_path(set, entry, path));
    TRY(paths_read_file(path, REPLY_ITEM_MAX, &text, ret_size));
    return catalogue_check_bytes(entry->sm3, text, *ret_size);
}

enum err stock_look(const struct stock *stock, const struct catalogue_entry *entry)
{
    size_t size;
    return look_in(stock->current, entry, &size);
}

static enum err join_from(const char *set, struct catalogue *catalogue)
{
    char path[STOCK_PATH];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    if (!*set)
        return ERR_ABSENT;
    TRY(part_path(set, &catalogue->part[catalogue->joined], path));
    TRY(paths_read_file(path, CATALOGUE_PART_MAX, &text, &size));
    return catalogue_join(catalogue, text, size);
}

enum err stock_join(const struct stock *stock, struct catalogue *catalogue)
{
    while (!catalogue_is_whole(catalogue))
        TRY(join_from(stock->current, catalogue));
    return ERR_NONE;
}

/* A folder and the files in it; what cannot go stays, and is no set that counts. */
static void remove_set(const char *set)
{
    char path[STOCK_PATH];
    if (join(set, "", path) != ERR_NONE)
        return;
    DIR *dir = opendir(path);
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (e->d_type != DT_DIR)
            unlinkat(dirfd(dir), e->d_name, 0);
    if (dir)
        closedir(dir);
    rmdir(path);
}

/* All sets but these two. */
static void remove_others(const char *keep, const char *keep_too)
{
    char path[STOCK_PATH];
    DIR *dir = paths_join(PLACE_ITEMS, "", path, sizeof path) == ERR_NONE ? opendir(path) : NULL;
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (e->d_type == DT_DIR && e->d_name[0] != '.' && strcmp(e->d_name, keep) != 0 &&
            strcmp(e->d_name, keep_too) != 0)
            remove_set(e->d_name);
    if (dir)
        closedir(dir);
}

static enum err make_folder(const char *path)
{
    return mkdir(path, 0750) == 0 || errno == EEXIST ? ERR_NONE : err_from_errno(errno);
}

/* A set that is mended lies beside the damaged one of its version. */
enum err stock_begin(struct stock *stock, uint32_t version)
{
    char path[STOCK_PATH], set[STOCK_NAME];
    snprintf(set, sizeof set, "%u", version);
    if (strcmp(set, stock->current) == 0)
        snprintf(set, sizeof set, "%u-2", version);
    TRY(paths_join(PLACE_ITEMS, "", path, sizeof path));
    TRY(make_folder(path));
    remove_others(set, stock->current);
    TRY(join(set, "", path));
    TRY(make_folder(path));
    text_copy(stock->fresh, sizeof stock->fresh, set);
    stock->bytes = 0;
    return ERR_NONE;
}

static enum err count(struct stock *stock, size_t size)
{
    if (size > STOCK_SET_MAX - stock->bytes)
        return ERR_TOO_LONG;
    stock->bytes += size;
    return ERR_NONE;
}

static enum err link_to(const char *from, const char *to)
{
    if (unlink(to) != 0 && errno != ENOENT)
        return err_from_errno(errno);
    return link(from, to) == 0 ? ERR_NONE : err_from_errno(errno);
}

enum err stock_carry(struct stock *stock, const struct catalogue_entry *entry)
{
    char from[STOCK_PATH], to[STOCK_PATH];
    size_t size;
    if (look_in(stock->fresh, entry, &size) == ERR_NONE)
        return count(stock, size);
    if (look_in(stock->current, entry, &size) != ERR_NONE)
        return ERR_ABSENT;
    TRY(count(stock, size));
    TRY(item_path(stock->current, entry, from));
    TRY(item_path(stock->fresh, entry, to));
    return link_to(from, to);
}

/* One that is not as it was signed is fetched; one that is signed and does not read never will be.
 */
static bool is_elsewhere(enum err e)
{
    return e == ERR_ABSENT || e == ERR_CHECKSUM || e == ERR_TOO_LONG;
}

enum err stock_carry_part(struct stock *stock, struct catalogue *catalogue)
{
    char from[STOCK_PATH], to[STOCK_PATH];
    const struct catalogue_part *part = &catalogue->part[catalogue->joined];
    enum err e = join_from(stock->fresh, catalogue);
    if (!is_elsewhere(e))
        return e;
    e = join_from(stock->current, catalogue);
    if (e != ERR_NONE)
        return is_elsewhere(e) ? ERR_ABSENT : e;
    TRY(part_path(stock->current, part, from));
    TRY(part_path(stock->fresh, part, to));
    return link_to(from, to);
}

enum err stock_put_part(struct stock *stock, struct catalogue *catalogue, struct signed_text part)
{
    char path[STOCK_PATH];
    TRY(part_path(stock->fresh, &catalogue->part[catalogue->joined], path));
    TRY(catalogue_join(catalogue, part.text, part.size));
    TRY(durable_write_later(path, part.text, part.size));
    failpoint("part");
    return ERR_NONE;
}

enum err stock_put(struct stock *stock, const struct catalogue_entry *entry,
                   struct signed_text file)
{
    char path[STOCK_PATH];
    TRY(catalogue_check_item(entry, file.text, file.size));
    TRY(count(stock, file.size));
    TRY(item_path(stock->fresh, entry, path));
    TRY(durable_write_later(path, file.text, file.size));
    failpoint("item");
    return ERR_NONE;
}

struct names {
    size_t count;
    char (*name)[CATALOGUE_SM3_TEXT + sizeof PART]; /* in the order of strcmp() */
};

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Of all files that the catalogue brings. */
static enum err list_names(const struct catalogue *catalogue, struct names *ret_names)
{
    struct names names = {.count = 0};
    names.name = calloc(catalogue->count + catalogue->part_count + 1, sizeof *names.name);
    if (!names.name)
        return ERR_MEMORY;
    for (size_t i = 0; i < catalogue->count; i++)
        if (*catalogue->entry[i].sm3)
            snprintf(names.name[names.count++], sizeof *names.name, "%s" SUFFIX,
                     catalogue->entry[i].row.task_code);
    for (size_t i = 0; i < catalogue->part_count; i++)
        snprintf(names.name[names.count++], sizeof *names.name, "%s" PART, catalogue->part[i].sm3);
    qsort(names.name, names.count, sizeof *names.name, by_name);
    *ret_names = names;
    return ERR_NONE;
}

static enum err trim(const char *path, const struct names *names)
{
    DIR *dir = opendir(path);
    enum err e = dir ? ERR_NONE : err_from_errno(errno);
    for (struct dirent *at = dir ? readdir(dir) : NULL; at; at = readdir(dir))
        if (at->d_type != DT_DIR &&
            !bsearch(at->d_name, names->name, names->count, sizeof *names->name, by_name) &&
            unlinkat(dirfd(dir), at->d_name, 0) != 0)
            e = err_from_errno(errno);
    if (dir)
        closedir(dir);
    return e;
}

enum err stock_trim(const struct stock *stock, const struct catalogue *catalogue)
{
    char path[STOCK_PATH];
    struct names names;
    TRY(join(stock->fresh, "", path));
    TRY(list_names(catalogue, &names));
    enum err e = trim(path, &names);
    free(names.name);
    return e;
}

enum err stock_fresh_path(const struct stock *stock, char ret_path[STOCK_PATH])
{
    return join(stock->fresh, "", ret_path);
}

/* A link of that name beside, then over the old one. */
static enum err turn(const char *set)
{
    char link_path[STOCK_PATH], beside[STOCK_PATH], folder[STOCK_PATH];
    TRY(join(CURRENT, "", link_path));
    TRY(join(CURRENT ".new", "", beside));
    TRY(paths_join(PLACE_ITEMS, "", folder, sizeof folder));
    TRY(durable_sync_folder(folder)); /* the set's own name, before anything points to it */
    unlink(beside);
    if (symlink(set, beside) != 0)
        return err_from_errno(errno);
    failpoint("turn");
    if (rename(beside, link_path) != 0)
        return err_from_errno(errno);
    return durable_sync_folder(folder);
}

enum err stock_commit(struct stock *stock, struct signed_text catalogue)
{
    char path[STOCK_PATH], before[STOCK_NAME];
    TRY(join(stock->fresh, "", path));
    TRY(durable_sync_all(path)); /* what was put and linked there */
    TRY(join(stock->fresh, CATALOGUE_AT, path));
    TRY(durable_write_shared(path, catalogue.text, catalogue.size));
    failpoint("set");
    TRY(turn(stock->fresh));
    failpoint("turned");
    text_copy(before, sizeof before, stock->current);
    text_copy(stock->current, sizeof stock->current, stock->fresh);
    *stock->fresh = '\0';
    remove_others(stock->current, before);
    return ERR_NONE;
}
