/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/province */
/* The first byte: even, the rest is an envelope from outside; odd, the rest is a message, which
 * must come back whole or be refused. The keys were made for this test alone. */
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "platform/province/envelope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char private_pem[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgs87pfFR5BLgTQO6D\n"
    "dfQd+QzFTDJtpMoVc3oaiSiToK2hRANCAATUxc51Ay8KDZhzwvKh05S+SBKRCRyl\n"
    "4aqAmQ5wK9U8HlDwfrqyY4kxcCOem8DWZlFaG6VRy7DXr8NQAQ+mVX5d\n"
    "-----END PRIVATE KEY-----\n";

static const char public_pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE1MXOdQMvCg2Yc8LyodOUvkgSkQkc\n"
    "peGqgJkOcCvVPB5Q8H66smOJMXAjnpvA1mZRWhulUcuw16/DUAEPplV+XQ==\n"
    "-----END PUBLIC KEY-----\n";

/* Key files are files: here one that lives in memory. */
static struct sm2_key *load(const char *pem, bool secret)
{
    char path[64];
    struct sm2_key *key = NULL;
    int fd = memfd_create("key", MFD_CLOEXEC);
    if (fd < 0 || fchmod(fd, 0600) != 0 || write(fd, pem, strlen(pem)) < 0)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if ((secret ? sm2_load_private(path, &key) : sm2_load_public(path, &key)) != ERR_NONE)
        abort();
    close(fd);
    return key;
}

static struct sm2_key *private, *public;

static const struct sm2_key *kiosk_key(void *user, const char *code)
{
    (void)user;
    return code[0] == 'K' ? public : NULL;
}

static void open_it(const char *body, size_t size, const struct secret *expected)
{
    struct envelope_reader reader = {private, kiosk_key, NULL};
    struct envelope_message message = {.sealed_ms = 0};
    if (envelope_open(&reader, body, size, &message) != ERR_NONE)
        return;
    if (expected && (message.doc.len != expected->len ||
                     memcmp(message.doc.text, expected->text, expected->len) != 0))
        __builtin_trap();
    envelope_message_wipe(&message);
}

static void round_trip(const char *text, size_t size)
{
    struct envelope_writer writer = {"K017", private, public};
    struct secret doc = {0};
    char *body = NULL;
    size_t body_size;
    if (secret_set(&doc, text, size) == ERR_NONE &&
        envelope_build(&writer, &doc, 1, &body, &body_size) == ERR_NONE)
        open_it(body, body_size, &doc);
    free(body);
    secret_wipe(&doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!private) {
        private = load(private_pem, true);
        public = load(public_pem, false);
    }
    if (size > 0 && data[0] % 2 == 0)
        open_it((const char *)data + 1, size - 1, NULL);
    else if (size > 0)
        round_trip((const char *)data + 1, size - 1);
    return 0;
}
