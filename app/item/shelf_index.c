/* SPDX-License-Identifier: Apache-2.0 */
/* Line 1 is HEAD; then a line for each file, in the order of strcmp() of the names:
 * name TAB bytes TAB seconds.nanoseconds of the last change TAB the face's line. */
#include "app/item/shelf_index.h"

#include <errno.h>
#include <string.h>

#include "app/item/shelf.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

#define HEAD "budayang items 2\n"
enum { INDEX_MAX = 64 * 1024 * 1024, STAMP_MAX = 64 };

void shelf_index_open(const char *directory, struct shelf_index *ret_index)
{
    char path[SHELF_PATH_MAX + sizeof SHELF_INDEX + 1];
    size_t len = 0;
    struct stat s;
    *ret_index = (struct shelf_index){0};
    snprintf(path, sizeof path, "%s/%s", directory, SHELF_INDEX);
    AUTO(auto_free) char *text = NULL;
    if (stat(path, &s) != 0 || paths_read_file(path, INDEX_MAX, &text, &len) != ERR_NONE)
        return;
    if (strncmp(text, HEAD, strlen(HEAD)) != 0 || !text_is_utf8(text, len) ||
        text[len - 1] != '\n') {
        log_event(LOG_WARN, "item_index_ignored", "reason=\"not an index of this version\"");
        return;
    }
    ret_index->text = text;
    ret_index->at = text + strlen(HEAD);
    ret_index->made = s.st_mtim;
    text = NULL;
}

void shelf_index_close(struct shelf_index *index)
{
    free(index->text);
    *index = (struct shelf_index){0};
}

static void put_stamp(const struct stat *s, char ret_text[STAMP_MAX])
{
    snprintf(ret_text, STAMP_MAX, "%lld\t%lld.%09ld\t", (long long)s->st_size,
             (long long)s->st_mtim.tv_sec, s->st_mtim.tv_nsec);
}

static bool is_older(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

/* -1, 0, 1: how the name at a line's beginning stands to `file`. */
static int compare(const char *line, const char *file)
{
    size_t len = strcspn(line, "\t\n");
    int order = strncmp(line, file, len);
    return order ? order : -(file[len] != '\0');
}

char *shelf_index_find(struct shelf_index *index, const char *file, const struct stat *stat)
{
    int order = -1;
    while (index->at && *index->at && (order = compare(index->at, file)) < 0)
        index->at = strchr(index->at, '\n') + 1;
    if (!index->at || !*index->at || order != 0 || !is_older(&stat->st_mtim, &index->made))
        return NULL;
    char *rest = index->at + strlen(file), *end = strchr(rest, '\n');
    char stamp[STAMP_MAX];
    put_stamp(stat, stamp);
    size_t len = strlen(stamp);
    if (*rest != '\t' || strncmp(rest + 1, stamp, len) != 0)
        return NULL;
    return strndup(rest + 1 + len, (size_t)(end - rest - 1) - len);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct shelf_index_row *)a)->file,
                  ((const struct shelf_index_row *)b)->file);
}

static void put_rows(FILE *f, const struct shelf_index_row *rows, size_t count)
{
    fputs(HEAD, f);
    for (size_t i = 0; i < count; i++) {
        char stamp[STAMP_MAX];
        put_stamp(&rows[i].stat, stamp);
        if (!strpbrk(rows[i].file, "\t\n")) /* such a name is read whole each time */
            fprintf(f, "%s\t%s%s\n", rows[i].file, stamp, rows[i].line);
    }
}

enum err shelf_index_write(const char *directory, struct shelf_index_row *rows, size_t count)
{
    char path[SHELF_PATH_MAX + 32], fresh[SHELF_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%s", directory, SHELF_INDEX);
    snprintf(fresh, sizeof fresh, "%s/.%s.new", directory, SHELF_INDEX);
    qsort(rows, count, sizeof *rows, by_name);
    FILE *f = fopen(fresh, "we");
    if (!f)
        return err_from_errno(errno);
    put_rows(f, rows, count);
    bool whole = fflush(f) == 0 && fsync(fileno(f)) == 0 && !ferror(f);
    whole = fclose(f) == 0 && whole;
    if (whole && rename(fresh, path) == 0)
        return ERR_NONE;
    enum err e = err_from_errno(errno);
    unlink(fresh);
    return e;
}
