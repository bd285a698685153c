/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "drivers/record/names.h"
#include "drivers/record/record.h"

static void write_identity(FILE *f, const struct record *r)
{
    const struct wire_identity *id = &r->identity;
    if (id->kind == WIRE_USB)
        fprintf(f, "usb %04x:%04x %04x\n", id->vendor, id->product, id->release);
    else
        fprintf(f, "line\n");
    fprintf(f, "strings %u %u\n", id->product_string, id->serial_string);
    for (size_t i = 0; i < id->interface_count; i++) {
        const struct wire_interface *in = &id->interface[i];
        fprintf(f, "interface %u %u %02x %02x %02x\n", in->number, in->alternate, in->device_class,
                in->subclass, in->protocol);
        for (size_t j = 0; j < in->endpoint_count; j++)
            fprintf(f, "endpoint %02x %s %u\n", in->endpoint[j].address,
                    record_type_name(in->endpoint[j].type), in->endpoint[j].max_packet);
    }
    fprintf(f, "opened %d\n", r->interface);
}

static void write_entry(FILE *f, const struct wire_entry *e)
{
    fprintf(f, "%s %02x ", record_act_name(e->act), e->endpoint);
    if (e->act == WIRE_ACT_CONTROL_IN || e->act == WIRE_ACT_CONTROL_OUT)
        fprintf(f, "%02x/%02x/%04x/%04x", e->control.request_type, e->control.request,
                e->control.value, e->control.index);
    else
        fputc('-', f);
    fprintf(f, " %u %d %s %u ", e->room, e->timeout_ms, err_name(e->result), e->us);
    if (e->invented)
        fputc('~', f);
    if (!e->size)
        fputc('-', f);
    for (size_t i = 0; i < e->size; i++)
        fprintf(f, "%02x", e->data[i]);
    fputc('\n', f);
}

/* What a log may hold can be read again. */
enum { LINE_MAX_BESIDE_DATA = 100, HEAD_MAX = 16 << 10 };
_Static_assert(2 * WIRE_LOG_BYTES + WIRE_LOG_ENTRIES * LINE_MAX_BESIDE_DATA + HEAD_MAX <=
                   RECORD_TEXT_MAX,
               "no recording is too long");

enum err record_write(const struct record *record, char **ret_text, size_t *ret_size)
{
    AUTO(auto_free) char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        return ERR_MEMORY;
    fprintf(f, "%s\ndriver %s\nrow %s\n", RECORD_HEAD, record->driver, record->row);
    write_identity(f, record);
    for (size_t i = 0; i < record->log.count; i++)
        write_entry(f, &record->log.entry[i]);
    fprintf(f, "end %zu\n", record->log.count);
    TRY(ferror(f) | fclose(f) ? ERR_MEMORY : ERR_NONE);
    *ret_text = text;
    text = NULL;
    *ret_size = size;
    return ERR_NONE;
}
