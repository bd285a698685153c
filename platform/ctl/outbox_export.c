/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ctl/outbox_export.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/paths.h"
#include "platform/outbox/carry.h"
#include "platform/province/json.h"
#include "platform/trust/sm3.h"

enum { EXIT_ALL, EXIT_PART, PATH_SIZE = 512, HEX = 2 * SM3_SIZE + 1, FILE_MAX = 1 << 30 };

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
    uint32_t garbled; /* found in the database, but no envelope any more */
};

static bool is_envelope(const struct outbox_row *row)
{
    AUTO(auto_json_decref) json_t *envelope = NULL;
    return json_parse(row->body, row->size, &envelope) == ERR_NONE &&
           json_is_string(json_object_get(envelope, "mac"));
}

static enum err take(void *user, const struct outbox_row *row)
{
    struct writing *w = user;
    const char *operation = row->kind == OUTBOX_RATING ? "/cases/rating" : "/cases";
    if (!is_envelope(row)) {
        w->garbled++;
        return ERR_NONE;
    }
    return put_line(w->f, json_pack("{s:s,s:s,s:s,s:s}", "operation", operation, "idempotency_key",
                                    row->idempotency_key, "local_number", row->local_number, "body",
                                    row->body));
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

static enum err write_all(FILE *f, const char *file, const char *db,
                          struct carry_report *ret_report)
{
    char hex[HEX];
    TRY(put_line(f, json_pack("{s:s,s:i}", "kind", "budayang-outbox", "version", 1)));
    struct writing writing = {.f = f};
    TRY(carry_out(db, take, &writing, ret_report));
    ret_report->rows -= writing.garbled;
    ret_report->damaged += writing.garbled;
    TRY(digest_of(f, file, hex));
    TRY(put_line(f,
                 json_pack("{s:s,s:I,s:I,s:s}", "kind", "end", "rows", (json_int_t)ret_report->rows,
                           "damaged", (json_int_t)ret_report->damaged, "sm3", hex)));
    return fflush(f) == 0 && fsync(fileno(f)) == 0 ? ERR_NONE : err_from_errno(errno);
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
    default:
        return err_text(e);
    }
}

/* They can be larger than a stick has room for, and more than a line of text should hold. */
static void tell_of_attachments(const char *db)
{
    char folder[PATH_SIZE + 16];
    struct dirent **names;
    snprintf(folder, sizeof folder, "%s.attachments", db);
    int count = scandir(folder, &names, NULL, NULL);
    for (int i = 0; i < count; i++)
        free(names[i]);
    if (count < 0)
        return;
    free(names);
    if (count > 2) /* . and .. */
        fprintf(stderr,
                "kioskctl outbox: %d attachments are not in the file; their cases wait for them: "
                "keep %s, it is sent when the kiosk runs again\n",
                count - 2, folder);
}

int outbox_export(const char *file, const char *db)
{
    char path[PATH_SIZE];
    struct carry_report report = {.rows = 0};
    if (!db && paths_join(PLACE_STATE, "outbox.db", path, sizeof path) != ERR_NONE)
        return EXIT_PART;
    int fd = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!f) {
        fprintf(stderr, "kioskctl outbox: %s: %s\n", file, strerror(errno));
        return EXIT_PART;
    }
    enum err e = write_all(f, file, db ? db : path, &report);
    if (fclose(f) != 0 && e == ERR_NONE)
        e = err_from_errno(errno);
    if (e != ERR_NONE) {
        unlink(file);
        fprintf(stderr, "kioskctl outbox: %s\n", advice(e));
        return EXIT_PART;
    }
    tell_of_attachments(db ? db : path);
    printf("exported=%u damaged=%u file=%s\n", report.rows, report.damaged, file);
    return report.damaged ? EXIT_PART : EXIT_ALL;
}
