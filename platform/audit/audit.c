/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/audit/files.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { LOG_MAX = 64 * 1024 * 1024, PATH_SIZE = AUDIT_FILE + AUDIT_NAME };

struct audit {
    char directory[AUDIT_FILE], name[AUDIT_NAME]; /* `name`: of the file that is open */
    int fd;
    struct audit_head head;
};

static void path_of(const struct audit *a, const char *name, char ret_path[PATH_SIZE])
{
    snprintf(ret_path, PATH_SIZE, "%s/%s", a->directory, name);
}

static enum err append(struct audit *a, const char *line)
{
    size_t size = strlen(line);
    ssize_t n = write(a->fd, line, size); /* a short line comes in one piece, or the disk is full */
    if (n == (ssize_t)size)
        return ERR_NONE;
    enum err e = n < 0 ? err_from_errno(errno) : ERR_DISK_FULL;
    if (n > 0) {
        off_t end = lseek(a->fd, 0, SEEK_END);
        if (end < n || ftruncate(a->fd, end - n) != 0)
            return ERR_DISK; /* torn: the next start cuts it off */
    }
    return e;
}

/* What lies there longer than it must; the chain then begins with the last digest that went. */
static enum err drop_old(struct audit *a, int today)
{
    struct audit_files files;
    char oldest[AUDIT_NAME], path[PATH_SIZE];
    audit_name(date_add(today, -AUDIT_KEEP_DAYS), oldest);
    TRY(audit_list(a->directory, &files));
    for (size_t i = 0; i + 1 < files.count && strcmp(files.name[i], oldest) < 0; i++) {
        AUTO(auto_free) char *text = NULL;
        size_t size, line_size;
        bool whole;
        struct audit_record record;
        path_of(a, files.name[i], path);
        TRY(paths_read_file(path, LOG_MAX, &text, &size));
        const char *at = text, *line, *last = NULL;
        size_t last_size = 0;
        while ((line = audit_next_line(&at, &line_size, &whole)))
            if (whole && audit_read_line(line, line_size, &record) == ERR_NONE) {
                last = line;
                last_size = line_size + 1;
            }
        if (last)
            TRY(audit_write_base(a->directory, last, last_size));
        if (unlink(path) != 0)
            return err_from_errno(errno);
    }
    return ERR_NONE;
}

/* Whoever writes, the file is its folder's owner's: kioskctl runs as root, kiosk-platform does not.
 */
static void give_to_owner(const struct audit *a, int fd)
{
    struct stat folder;
    if (geteuid() == 0 && stat(a->directory, &folder) == 0 &&
        fchown(fd, folder.st_uid, folder.st_gid) != 0)
        log_event(LOG_WARN, "audit_owner", "err=%s", err_name(err_from_errno(errno)));
}

static enum err open_month(struct audit *a, int today)
{
    char name[AUDIT_NAME], path[PATH_SIZE];
    audit_name(today, name);
    if (a->fd >= 0 && strcmp(name, a->name) <= 0) /* the clock went back: the file stays */
        return ERR_NONE;
    if (a->fd < 0 && strcmp(name, a->name) < 0)
        memcpy(name, a->name, sizeof name);
    path_of(a, name, path);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_from_errno(errno);
    give_to_owner(a, fd);
    if (a->fd >= 0) {
        fdatasync(a->fd); /* what it says of itself counts with the next one */
        close(a->fd);
    }
    a->fd = fd;
    memcpy(a->name, name, sizeof name);
    return drop_old(a, today);
}

enum err audit_add(struct audit *audit, const struct audit_entry *entry)
{
    char line[AUDIT_LINE];
    struct audit_head head;
    if (!audit)
        return ERR_NONE;
    int64_t now = clock_wall_ms();
    TRY(audit_write_line(&audit->head, entry, now, line, &head));
    TRY(open_month(audit, date_in_china(now, NULL)));
    TRY(append(audit, line));
    audit->head = head;
    return ERR_NONE;
}

/* The end of the last file: the chain's head. *ret_torn: bytes behind the last whole line. */
static enum err find_end(struct audit *a, const char *name, size_t *ret_torn, bool *ret_wrong)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size, line_size;
    bool whole;
    struct audit_record record;
    path_of(a, name, path);
    TRY(paths_read_file(path, LOG_MAX, &text, &size));
    const char *at = text, *line;
    while ((line = audit_next_line(&at, &line_size, &whole)) && whole) {
        *ret_wrong = audit_read_line(line, line_size, &record) != ERR_NONE;
        if (!*ret_wrong)
            audit_head_of(&record, &a->head);
    }
    *ret_torn = line ? size - (size_t)(line - text) : 0;
    return ERR_NONE;
}

static enum err cut_off(struct audit *a, const char *name, size_t torn)
{
    char path[PATH_SIZE];
    path_of(a, name, path);
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CLOEXEC);
    off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    if (end < (off_t)torn || ftruncate(fd, end - (off_t)torn) != 0 || fsync(fd) != 0)
        return err_from_errno(errno);
    return ERR_NONE;
}

static enum err resume(struct audit *a)
{
    struct audit_files files;
    size_t torn = 0;
    bool wrong = false;
    struct audit_record last;
    enum err e = audit_read_base(a->directory, &last);
    if (e == ERR_NONE)
        audit_head_of(&last, &a->head);
    else if (e != ERR_ABSENT && e != ERR_FORMAT && e != ERR_CHECKSUM)
        return e;
    TRY(audit_list(a->directory, &files));
    if (files.count > 0)
        memcpy(a->name, files.name[files.count - 1], AUDIT_NAME);
    uint64_t base = a->head.sequence;
    for (size_t i = files.count; i > 0 && a->head.sequence == base; i--) { /* one may be empty */
        size_t ignored;
        TRY(find_end(a, files.name[i - 1], i == files.count ? &torn : &ignored, &wrong));
    }
    if (torn > 0)
        TRY(cut_off(a, a->name, torn));
    if (files.count == 0 || wrong)
        return audit_add(a, &(struct audit_entry){AUDIT_BEGUN, "", wrong ? "behind-a-fault" : ""});
    return torn > 0 ? audit_add(a, &(struct audit_entry){AUDIT_TORN, "", ""}) : ERR_NONE;
}

enum err audit_open(const char *directory, struct audit **ret_audit)
{
    struct audit *a = calloc(1, sizeof *a);
    if (!a)
        return ERR_MEMORY;
    a->fd = -1;
    int n = snprintf(a->directory, sizeof a->directory, "%s", directory);
    enum err e = (size_t)n < sizeof a->directory ? resume(a) : ERR_TOO_LONG;
    if (e != ERR_NONE) {
        audit_close(a);
        return e;
    }
    *ret_audit = a;
    return ERR_NONE;
}

void audit_close(struct audit *audit)
{
    if (!audit)
        return;
    if (audit->fd >= 0)
        close(audit->fd);
    free(audit);
}

enum err audit_sync(struct audit *audit, struct audit_head *ret_head)
{
    *ret_head = (struct audit_head){.sequence = 0};
    if (!audit)
        return ERR_NONE;
    if (audit->fd >= 0 && fdatasync(audit->fd) != 0)
        return err_from_errno(errno);
    *ret_head = audit->head;
    return ERR_NONE;
}

enum err audit_keep_anchor(struct audit *audit, const struct audit_head *head)
{
    return audit ? audit_write_head(audit->directory, "audit.anchor", head) : ERR_NONE;
}
