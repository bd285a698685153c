/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/audit/files.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/date.h"
#include "platform/base/durable.h"
#include "platform/base/paths.h"

enum { HEAD_TEXT = 96 };

void audit_name(int date, char ret_name[AUDIT_NAME])
{
    snprintf(ret_name, AUDIT_NAME, "audit-%06d.log", date / 100 % 1000000);
}

static bool is_ours(const char *name)
{
    int month, end = 0;
    return sscanf(name, "audit-%6d.log%n", &month, &end) == 1 && end == 16 && name[end] == '\0';
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

enum err audit_list(const char *directory, struct audit_files *ret_files)
{
    DIR *folder = opendir(directory);
    if (!folder)
        return err_from_errno(errno);
    enum err e = ERR_NONE;
    *ret_files = (struct audit_files){.count = 0};
    for (struct dirent *one; e == ERR_NONE && (one = readdir(folder));) {
        if (!is_ours(one->d_name))
            continue;
        if (ret_files->count == AUDIT_FILES_MAX)
            e = ERR_TOO_LONG;
        else
            snprintf(ret_files->name[ret_files->count++], AUDIT_NAME, "%.16s", one->d_name);
    }
    closedir(folder);
    qsort(ret_files->name, ret_files->count, AUDIT_NAME, by_name);
    return e;
}

enum err audit_read_head(const char *directory, const char *name, struct audit_head *ret_head)
{
    char path[AUDIT_FILE];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    struct audit_head head;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    TRY(paths_read_file(path, HEAD_TEXT, &text, &size));
    if (sscanf(text, "%" SCNu64 " %64[0-9a-f]", &head.sequence, head.digest) != 2 ||
        strlen(head.digest) != AUDIT_HEX - 1)
        return ERR_FORMAT;
    *ret_head = head;
    return ERR_NONE;
}

enum err audit_write_head(const char *directory, const char *name, const struct audit_head *head)
{
    char path[AUDIT_FILE], text[HEAD_TEXT];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    int n = snprintf(text, sizeof text, "%" PRIu64 " %s\n", head->sequence, head->digest);
    return durable_write(path, text, (size_t)n);
}

enum err audit_read_base(const char *directory, struct audit_record *ret_record)
{
    char path[AUDIT_FILE];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    snprintf(path, sizeof path, "%s/audit.base", directory);
    TRY(paths_read_file(path, AUDIT_LINE, &text, &size));
    if (size == 0 || text[size - 1] != '\n')
        return ERR_FORMAT;
    return audit_read_line(text, size - 1, ret_record);
}

enum err audit_write_base(const char *directory, const char *line, size_t size)
{
    char path[AUDIT_FILE];
    snprintf(path, sizeof path, "%s/audit.base", directory);
    return durable_write(path, line, size);
}

bool audit_may_go(int date, int today)
{
    char name[AUDIT_NAME], oldest[AUDIT_NAME];
    audit_name(date, name);
    audit_name(date_add(today, -AUDIT_KEEP_DAYS), oldest);
    return strcmp(name, oldest) < 0;
}

const char *audit_next_line(const char **at, size_t *ret_size, bool *ret_whole)
{
    const char *line = *at;
    if (!*line)
        return NULL;
    const char *end = strchr(line, '\n');
    *ret_whole = end != NULL;
    *ret_size = end ? (size_t)(end - line) : strlen(line);
    *at = end ? end + 1 : line + *ret_size;
    return line;
}
