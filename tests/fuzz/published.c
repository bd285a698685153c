/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/province app/term */
/* The first byte: a published document's outside; a calendar and what is counted by it; a
 * catalogue; an item's reply; a catalogue's part. */
#include <string.h>

#include "app/term/term.h"
#include "platform/base/date.h"
#include "platform/province/calendar.h"
#include "platform/province/catalogue.h"
#include "platform/province/reply.h"
#include "platform/province/signed.h"
#include "platform/trust/sm3.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

/* A key that signed nothing: whatever comes is refused. */
static void read_outside(const char *text, size_t size)
{
    static const char pem[] = "-----BEGIN PUBLIC KEY-----\n"
                              "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60Y\n"
                              "M/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==\n"
                              "-----END PUBLIC KEY-----\n";
    static struct sm2_key *key;
    if (!key) {
        char path[] = "/tmp/fuzz-key-XXXXXX";
        int fd = mkstemp(path);
        demand(write(fd, pem, sizeof pem - 1) == sizeof pem - 1);
        close(fd);
        demand(sm2_load_public(path, &key) == ERR_NONE);
        unlink(path);
    }
    char *body;
    size_t body_size;
    demand(signed_open(key, CALENDAR_KIND, (struct signed_text){text, size}, &body, &body_size) !=
           ERR_NONE);
}

static void count(const struct calendar *c)
{
    const struct term terms[] = {{1, TERM_WORKDAYS}, {30, TERM_WORKDAYS}, {15, TERM_DAYS}};
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        struct term_end end = term_count(c, &terms[i], (struct term_moment){c->from, 600});
        demand(end.due == 0 || (date_is_valid(end.due) && end.due <= c->until));
        demand(end.begins == 0 || end.due == 0 || end.due > end.begins);
    }
}

static void read_inside(const char *text, size_t size)
{
    struct calendar c = {.version = 0};
    char area[CALENDAR_AREA_TEXT], why[CALENDAR_WHY] = "";
    enum err e = calendar_read(text, size, &c, area, why);
    demand((e == ERR_NONE) == (c.version > 0));
    if (e != ERR_NONE) {
        demand(*why && strnlen(why, sizeof why) < sizeof why);
        return;
    }
    demand(c.count <= CALENDAR_DAYS_MAX && strlen(area) == CALENDAR_AREA_TEXT - 1);
    for (size_t i = 1; i < c.count; i++)
        demand(c.day[i].date > c.day[i - 1].date);
    count(&c);
}

static void read_catalogue(const char *text, size_t size)
{
    struct catalogue c = {.version = 0};
    if (catalogue_read(text, size, &c) != ERR_NONE) {
        demand(c.version == 0 && !c.entry);
        return;
    }
    demand(c.version > 0 && c.count <= CATALOGUE_ITEMS_MAX);
    for (size_t i = 0; i < c.count; i++) {
        demand(*c.entry[i].row.task_code && *c.entry[i].row.task_version);
        demand(catalogue_look(&c.entry[i], "140802", 20261126) < CATALOGUE_REASON_COUNT);
        demand(catalogue_check_item(&c.entry[i], text, size) != ERR_NONE);
    }
    catalogue_done(&c);
}

static void read_item(const char *text, size_t size)
{
    char *item = NULL;
    size_t length = 0;
    if (reply_read_item(text, size, &item, &length) != ERR_NONE) {
        demand(!item && length == 0);
        return;
    }
    demand(length <= REPLY_ITEM_MAX && item[length] == '\0');
    free(item);
}

/* The digest that was signed is always the right one here. */
static void read_part(const char *text, size_t size)
{
    struct catalogue_part part;
    struct catalogue c = {.part = &part, .part_count = 1};
    if (catalogue_check_bytes("", text, size) != ERR_CHECKSUM ||
        sm3_digest_hex(text, size, part.sm3) != ERR_NONE)
        return;
    enum err e = catalogue_join(&c, text, size);
    demand(catalogue_is_whole(&c) == (e == ERR_NONE) && c.count <= CATALOGUE_ITEMS_MAX);
    demand(e == ERR_NONE || c.count == 0);
    free(c.entry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *, size_t) = {read_outside, read_inside,
                                                            read_catalogue, read_item, read_part};
    if (size > 0)
        readers[data[0] % ARRAY_LEN(readers)]((const char *)data + 1, size - 1);
    return 0;
}
