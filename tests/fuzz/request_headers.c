/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/province */
/* Lines: timestamp, digest, signature, key; the rest is a body. The key was made for this test
 * alone. Nobody without it makes a good request. */
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "platform/province/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static const char public_pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE1MXOdQMvCg2Yc8LyodOUvkgSkQkc\n"
    "peGqgJkOcCvVPB5Q8H66smOJMXAjnpvA1mZRWhulUcuw16/DUAEPplV+XQ==\n"
    "-----END PUBLIC KEY-----\n";

static struct sm2_key *key;

/* Key files are files: here one that lives in memory. The rest of them: any bytes as a key. */
static enum err load(const void *pem, size_t size, struct sm2_key **ret_key)
{
    char path[64];
    AUTO(auto_close) int fd = memfd_create("key", MFD_CLOEXEC);
    if (fd < 0 || fchmod(fd, 0600) != 0 || write(fd, pem, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return sm2_load_public(path, ret_key);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    if (load(public_pem, strlen(public_pem), &key) != ERR_NONE)
        abort();
    return 0;
}

static const char *take_line(const uint8_t **data, size_t *size, char *ret_line, size_t room)
{
    const uint8_t *end = memchr(*data, '\n', *size);
    size_t len = end ? (size_t)(end - *data) : *size, n = len < room ? len : room - 1;
    memcpy(ret_line, *data, n);
    ret_line[n] = '\0';
    *data += len + (end != NULL);
    *size -= len + (end != NULL);
    return ret_line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct request_headers headers;
    char idempotency[64];
    struct sm2_key *other = NULL;
    if (load(data, size, &other) == ERR_NONE)
        sm2_free(other);
    take_line(&data, &size, headers.timestamp, sizeof headers.timestamp);
    take_line(&data, &size, headers.digest, sizeof headers.digest);
    take_line(&data, &size, headers.signature, sizeof headers.signature);
    const struct request request = {.method = "POST",
                                    .path = "/kiosk/v1/cases",
                                    .idempotency_key =
                                        take_line(&data, &size, idempotency, sizeof idempotency),
                                    .body = (const char *)data,
                                    .size = size};
    if (request_verify(&request, &headers, 1795420800000, key) == ERR_NONE)
        __builtin_trap();
    return 0;
}
