/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/bus */
/* First byte: which word of the devices bridge; the rest is its body as it comes from a peer. What
 * is taken goes out again and comes back the same. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "drivers/bus/interface.h"
#include "drivers/bus/pack.h"
#include "platform/base/sealed.h"
#include "tests/fuzz/dbus_body.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct dbus_pipe line;

static void read_info(sd_bus_message *m)
{
    struct device_info info, again;
    if (unpack_info(m, &info) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(pack_info(out, &info) >= 0);
    dbus_turn(out);
    dbus_demand(unpack_info(out, &again) == ERR_NONE && strcmp(info.model, again.model) == 0);
    sd_bus_message_unref(out);
}

static void read_record(sd_bus_message *m)
{
    struct id_record record, again;
    if (unpack_record(m, &record) != ERR_NONE)
        return;
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(pack_record(out, &record) >= 0);
    dbus_turn(out);
    dbus_demand(unpack_record(out, &again) == ERR_NONE && again.kind == record.kind);
    for (int i = 0; i < ID_FIELD_COUNT; i++)
        dbus_demand(strcmp(secret_text(&record.field[i]), secret_text(&again.field[i])) == 0);
    id_record_wipe(&record);
    id_record_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_job(sd_bus_message *m)
{
    struct receipt_job job, again;
    if (unpack_job(m, &job) != ERR_NONE)
        return;
    dbus_demand(job.count > 0 && job.count <= RECEIPT_LINES_MAX);
    sd_bus_message *out = dbus_begin(&line);
    dbus_demand(pack_job(out, &job) >= 0);
    dbus_turn(out);
    dbus_demand(unpack_job(out, &again) == ERR_NONE && again.count == job.count);
    receipt_job_wipe(&job);
    receipt_job_wipe(&again);
    sd_bus_message_unref(out);
}

static void read_code(sd_bus_message *m)
{
    const void *data;
    size_t size;
    if (unpack_code(m, &data, &size) == ERR_NONE)
        dbus_demand(data && size > 0 && size <= PACK_CODE_MAX);
}

static void read_outcome(sd_bus_message *m)
{
    enum print_outcome outcome;
    enum err why;
    if (unpack_outcome(m, &outcome, &why) == ERR_NONE)
        dbus_demand(outcome <= PRINT_UNKNOWN && (outcome == PRINT_DONE) == (why == ERR_NONE));
}

/* Of 2 x 2 pixels, of one, one that could still be changed, and no memory at all. */
static const struct dbus_fds *some_fds(void)
{
    static struct dbus_fds fds;
    static const uint8_t pixels[12] = "pixels";
    if (fds.count)
        return &fds;
    dbus_demand(sealed_make(pixels, 12, &fds.fd[0]) == ERR_NONE);
    dbus_demand(sealed_make(pixels, 3, &fds.fd[1]) == ERR_NONE);
    fds.fd[2] = memfd_create("open", MFD_CLOEXEC);
    dbus_demand(write(fds.fd[2], pixels, 12) == 12);
    fds.fd[3] = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dbus_demand(fds.fd[3] >= 0);
    fds.count = DBUS_FDS_MAX;
    return &fds;
}

static void read_snapshot(sd_bus_message *m)
{
    struct snapshot snapshot;
    struct stat file;
    if (unpack_snapshot(m, &snapshot) != ERR_NONE)
        return;
    dbus_demand(fstat(snapshot.preview, &file) == 0);
    dbus_demand(file.st_size == (off_t)snapshot.width * snapshot.height * 3);
    dbus_demand(fstat(snapshot.file, &file) == 0 && file.st_size > 0);
    dbus_demand(snapshot.findings <= (SNAPSHOT_DARK | SNAPSHOT_BRIGHT | SNAPSHOT_BLURRED));
    int fds[] = {snapshot.file, snapshot.preview};
    snapshot_wipe(&snapshot);
    for (int i = 0; i < 2; i++)
        dbus_demand(fcntl(fds[i], F_GETFD) < 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        const char *signature;
        void (*read)(sd_bus_message *m);
    } words[] = {{DEVICES_INFO_SIGNATURE, read_info},
                 {DEVICES_RECORD_SIGNATURE, read_record},
                 {DEVICES_JOB_SIGNATURE, read_job},
                 {"ay", read_code},
                 {"us", read_outcome},
                 {DEVICES_SNAPSHOT_SIGNATURE, read_snapshot}};
    if (size < 2 || size > DBUS_BODY_MAX)
        return 0;
    /* The second half of the first byte: another word's signature. */
    size_t word = data[0] % ARRAY_LEN(words);
    size_t said = data[0] < 128 ? word : data[0] / 8 % ARRAY_LEN(words);
    sd_bus_message *m =
        dbus_receive_with(&line, words[said].signature, data + 1, size - 1, some_fds());
    if (m)
        words[word].read(m);
    sd_bus_message_unref(m);
    return 0;
}
