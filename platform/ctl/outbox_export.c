/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ctl/outbox_export.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/audit/audit.h"
#include "platform/base/durable.h"
#include "platform/base/paths.h"
#include "platform/ctl/outbox_files.h"
#include "platform/province/json.h"
#include "platform/trust/sm3.h"

enum { EXIT_ALL, EXIT_PART, PATH_SIZE = 512, HEX = 2 * SM3_SIZE + 1, FILE_MAX = 1 << 30 };
enum { VERSION = 2, MEGABYTE = 1000 * 1000 };

/* Where from, and what stands on the stick. */
struct places {
    const char *db, *file;
    char from[PATH_SIZE], to[PATH_SIZE]; /* folders of containers */
    char fresh[PATH_SIZE];               /* FILE while it is written */
};

struct tally {
    struct carry_report rows;
    struct outbox_files files;
    uint32_t missing; /* that a case names and the stick does not hold */
};

static enum err put_line(FILE *f, json_t *object)
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    if (!object)
        return ERR_MEMORY;
    enum err e = json_write(object, &text, &size);
    json_decref(object);
    TRY(e);
    return fprintf(f, "%s\n", text) > 0 ? ERR_NONE : err_from_errno(errno);
}

struct writing {
    FILE *f;
    const struct places *places;
    uint32_t garbled; /* found in the database, but no envelope any more */
    size_t missing;
};

static bool is_envelope(const struct outbox_row *row)
{
    AUTO(auto_json_decref) json_t *envelope = NULL;
    return json_parse(row->body, row->size, &envelope) == ERR_NONE &&
           json_is_string(json_object_get(envelope, "mac"));
}

static json_t *list_files(const struct carry_files *files)
{
    json_t *list = json_array();
    for (size_t i = 0; i < files->count; i++) {
        char size[24];
        snprintf(size, sizeof size, "%zu", files->file[i].size);
        if (json_array_append_new(list, json_pack("{s:s,s:s}", "address", files->file[i].address,
                                                  "size", size)) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static enum err take(void *user, const struct outbox_row *row, const struct carry_files *files)
{
    struct writing *w = user;
    const char *operation = outbox_operation(row->kind);
    if (!is_envelope(row)) {
        w->garbled++;
        return ERR_NONE;
    }
    json_t *line =
        json_pack("{s:s,s:s,s:s,s:s}", "operation", operation, "idempotency_key",
                  row->idempotency_key, "local_number", row->local_number, "body", row->body);
    if (line && files->count > 0 &&
        json_object_set_new(line, "attachments", list_files(files)) != 0) {
        json_decref(line);
        return ERR_MEMORY;
    }
    w->missing += outbox_files_missing(w->places->to, files);
    return put_line(w->f, line);
}

static enum err digest_of(FILE *f, const char *file, char ret_hex[HEX])
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    uint8_t digest[SM3_SIZE];
    if (fflush(f) != 0)
        return err_from_errno(errno);
    TRY(paths_read_file(file, FILE_MAX, &text, &size));
    TRY(sm3_digest(text, size, digest));
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    return ERR_NONE;
}

static enum err write_end(FILE *f, const char *file, const struct tally *t)
{
    char hex[HEX];
    TRY(digest_of(f, file, hex));
    TRY(put_line(f, json_pack("{s:s,s:I,s:I,s:I,s:I,s:s}", "kind", "end", "rows",
                              (json_int_t)t->rows.rows, "damaged", (json_int_t)t->rows.damaged,
                              "attachments", (json_int_t)t->files.whole, "missing",
                              (json_int_t)t->missing, "sm3", hex)));
    return fflush(f) == 0 && fsync(fileno(f)) == 0 ? ERR_NONE : err_from_errno(errno);
}

static enum err write_rows(FILE *f, const struct places *p, struct tally *t)
{
    struct writing writing = {.f = f, .places = p};
    TRY(put_line(f, json_pack("{s:s,s:i}", "kind", "budayang-outbox", "version", VERSION)));
    TRY(carry_out(p->db, take, &writing, &t->rows));
    t->rows.rows -= writing.garbled;
    t->rows.damaged += writing.garbled;
    t->missing = (uint32_t)writing.missing;
    return write_end(f, p->fresh, t);
}

/* The name is given last: a FILE that is there is whole. */
static enum err write_file(const struct places *p, struct tally *t)
{
    char folder[PATH_SIZE];
    int fd = open(p->fresh, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!f)
        return err_from_errno(errno);
    enum err e = write_rows(f, p, t);
    if (fclose(f) != 0 && e == ERR_NONE)
        e = err_from_errno(errno);
    if (e == ERR_NONE && rename(p->fresh, p->file) != 0)
        e = err_from_errno(errno);
    if (e != ERR_NONE) {
        unlink(p->fresh);
        return e;
    }
    snprintf(folder, sizeof folder, "%s", p->file);
    return durable_sync_folder(dirname(folder));
}

static const char *advice(enum err e)
{
    switch (e) {
    case ERR_BUSY:
        return "kiosk-platform runs and sends by itself; stop it first";
    case ERR_ABSENT:
        return "there is no outbox";
    case ERR_CHECKSUM:
        return "nothing in it can be read: keep the disk";
    case ERR_DISK_FULL:
        return "the stick is full: what was copied is whole; make room and run it again";
    default:
        return err_text(e);
    }
}

/* Twice: what its database holds in bytes becomes text. */
static uint64_t room_for_rows(const char *db)
{
    struct stat file;
    return stat(db, &file) == 0 ? 2 * (uint64_t)file.st_size : 0;
}

static enum err look_for_room(const struct places *p)
{
    uint64_t needed = 0, there = 0;
    enum err e = outbox_files_room(p->from, p->to, room_for_rows(p->db), &needed, &there);
    if (e == ERR_DISK_FULL)
        fprintf(stderr,
                "kioskctl outbox: %" PRIu64 " MB are needed, %" PRIu64 " MB are free; nothing was "
                "written\n",
                needed / MEGABYTE + 1, there / MEGABYTE);
    else if (e != ERR_NONE)
        fprintf(stderr, "kioskctl outbox: %s: %s\n", p->file, err_text(e));
    return e;
}

static enum err carry(const struct places *p, struct tally *t)
{
    TRY(outbox_files_copy(p->from, p->to, &t->files));
    return write_file(p, t);
}

static enum err find_places(const char *file, const char *db, struct places *ret_places)
{
    struct places *p = ret_places;
    p->db = db;
    p->file = file;
    if (snprintf(p->from, PATH_SIZE, "%s.attachments", db) >= PATH_SIZE ||
        snprintf(p->to, PATH_SIZE, "%s.attachments", file) >= PATH_SIZE)
        return ERR_TOO_LONG;
    snprintf(p->fresh, PATH_SIZE, "%s.new", file);
    return ERR_NONE;
}

/* Before anything is written. */
static enum err look(const struct places *p)
{
    enum err e = carry_check(p->db);
    if (e != ERR_NONE) {
        fprintf(stderr, "kioskctl outbox: %s\n", advice(e));
        return e;
    }
    if (access(p->file, F_OK) == 0) {
        fprintf(stderr, "kioskctl outbox: %s: %s\n", p->file, strerror(EEXIST));
        return ERR_CONFLICT;
    }
    return look_for_room(p);
}

/* On this kiosk it is a line of its audit log. A disk that takes none is no reason to carry
 * nothing. */
static void note(const struct tally *t)
{
    char directory[PATH_SIZE], result[AUDIT_RESULT];
    struct audit *audit = NULL;
    snprintf(result, sizeof result, "rows-%u", t->rows.rows);
    enum err e = paths_join(PLACE_STATE, "audit", directory, sizeof directory);
    if (e == ERR_NONE)
        e = audit_open(directory, &audit);
    if (e == ERR_NONE)
        e = audit_add(audit, &(struct audit_entry){AUDIT_EXPORTED, "outbox", result});
    struct audit_head head;
    if (e == ERR_NONE)
        e = audit_sync(audit, &head);
    audit_close(audit);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl outbox: the audit log cannot be written: %s\n", err_text(e));
}

int outbox_export(const char *file, const char *db)
{
    char path[PATH_SIZE];
    struct places places;
    struct tally t = {.missing = 0};
    if (!db && paths_join(PLACE_STATE, "outbox.db", path, sizeof path) != ERR_NONE)
        return EXIT_PART;
    enum err e = find_places(file, db ? db : path, &places);
    if (e != ERR_NONE || look(&places) != ERR_NONE)
        return EXIT_PART;
    e = carry(&places, &t);
    if (e != ERR_NONE) {
        fprintf(stderr, "kioskctl outbox: %s\n", advice(e));
        return EXIT_PART;
    }
    if (!db)
        note(&t);
    printf("exported=%u damaged=%u attachments=%u missing=%u file=%s\n", t.rows.rows,
           t.rows.damaged, t.files.whole, t.missing, file);
    if (t.files.damaged > 0)
        fprintf(stderr,
                "kioskctl outbox: %u attachments are not what was written: they stay in %s\n",
                t.files.damaged, places.from);
    if (t.files.whole > 0)
        printf("The attachments are in %s; both belong together.\n", places.to);
    return t.rows.damaged || t.missing || t.files.damaged ? EXIT_PART : EXIT_ALL;
}
