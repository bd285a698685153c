/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include "tests/unit/platform/scarce/scarce.h"

#include <iconv.h>
#include <sqlite3.h>
#include <string.h>

#include "platform/trust/openssl.h"
#include "platform/trust/sha256.h"
#include "platform/trust/sm3.h"

static int left;
static bool armed, has_failed;

bool scarce_fails(void)
{
    if (!armed || --left > 0)
        return false;
    armed = false;
    has_failed = true;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_reallocarray(void *old, size_t n, size_t size);
void *__wrap_reallocarray(void *old, size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__real_strndup(const char *text, size_t size);
char *__wrap_strndup(const char *text, size_t size);
FILE *__real_open_memstream(char **ret_text, size_t *ret_size);
FILE *__wrap_open_memstream(char **ret_text, size_t *ret_size);
iconv_t __real_iconv_open(const char *to, const char *from);
iconv_t __wrap_iconv_open(const char *to, const char *from);
int __real_RAND_bytes(unsigned char *to, int size);
int __wrap_RAND_bytes(unsigned char *to, int size);
const EVP_MD *__real_EVP_sm3(void);
const EVP_MD *__wrap_EVP_sm3(void);
const EVP_MD *__real_EVP_sha256(void);
const EVP_MD *__wrap_EVP_sha256(void);
EVP_PKEY_CTX *__real_EVP_PKEY_CTX_new(EVP_PKEY *key, ENGINE *engine);
EVP_PKEY_CTX *__wrap_EVP_PKEY_CTX_new(EVP_PKEY *key, ENGINE *engine);
EVP_CIPHER_CTX *__real_EVP_CIPHER_CTX_new(void);
EVP_CIPHER_CTX *__wrap_EVP_CIPHER_CTX_new(void);
enum err __real_sm3_hmac(const void *key, size_t key_size, const void *data, size_t size,
                         uint8_t ret_mac[SM3_SIZE]);
enum err __wrap_sm3_hmac(const void *key, size_t key_size, const void *data, size_t size,
                         uint8_t ret_mac[SM3_SIZE]);
enum err __real_sha256_hmac(const void *key, size_t key_size, const void *data, size_t size,
                            uint8_t ret_mac[SHA256_SIZE]);
enum err __wrap_sha256_hmac(const void *key, size_t key_size, const void *data, size_t size,
                            uint8_t ret_mac[SHA256_SIZE]);
int __wrap_asprintf(char **ret_text, const char *format, ...) PRINTF_LIKE(2, 3);
int __wrap___asprintf_chk(char **ret_text, int flag, const char *format, ...) PRINTF_LIKE(3, 4);

void *__wrap_malloc(size_t size)
{
    return scarce_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return scarce_fails() ? NULL : __real_calloc(n, size);
}

int __wrap_asprintf(char **ret_text, const char *format, ...)
{
    if (scarce_fails())
        return -1;
    va_list values;
    va_start(values, format);
    int len = vasprintf(ret_text, format, values);
    va_end(values);
    return len;
}

int __wrap___asprintf_chk(char **ret_text, int flag, const char *format, ...)
{
    (void)flag;
    if (scarce_fails())
        return -1;
    va_list values;
    va_start(values, format);
    int len = vasprintf(ret_text, format, values);
    va_end(values);
    return len;
}

void *__wrap_reallocarray(void *old, size_t n, size_t size)
{
    return scarce_fails() ? NULL : __real_reallocarray(old, n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return scarce_fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return scarce_fails() ? NULL : __real_strndup(text, size);
}

FILE *__wrap_open_memstream(char **ret_text, size_t *ret_size)
{
    return scarce_fails() ? NULL : __real_open_memstream(ret_text, ret_size);
}

iconv_t __wrap_iconv_open(const char *to, const char *from)
{
    return scarce_fails() ? (iconv_t)-1 : __real_iconv_open(to, from);
}

int __wrap_RAND_bytes(unsigned char *to, int size)
{
    return scarce_fails() ? 0 : __real_RAND_bytes(to, size);
}

const EVP_MD *__wrap_EVP_sm3(void)
{
    return scarce_fails() ? NULL : __real_EVP_sm3();
}

const EVP_MD *__wrap_EVP_sha256(void)
{
    return scarce_fails() ? NULL : __real_EVP_sha256();
}

EVP_PKEY_CTX *__wrap_EVP_PKEY_CTX_new(EVP_PKEY *key, ENGINE *engine)
{
    return scarce_fails() ? NULL : __real_EVP_PKEY_CTX_new(key, engine);
}

EVP_CIPHER_CTX *__wrap_EVP_CIPHER_CTX_new(void)
{
    return scarce_fails() ? NULL : __real_EVP_CIPHER_CTX_new();
}

/* OpenSSL allocates within one call: ours, which makes it, fails instead. */
enum err __wrap_sm3_hmac(const void *key, size_t key_size, const void *data, size_t size,
                         uint8_t ret_mac[SM3_SIZE])
{
    return scarce_fails() ? ERR_LIBRARY : __real_sm3_hmac(key, key_size, data, size, ret_mac);
}

enum err __wrap_sha256_hmac(const void *key, size_t key_size, const void *data, size_t size,
                            uint8_t ret_mac[SHA256_SIZE])
{
    return scarce_fails() ? ERR_LIBRARY : __real_sha256_hmac(key, key_size, data, size, ret_mac);
}

static sqlite3_mem_methods real_sqlite;

static void *sqlite_malloc(int size)
{
    return scarce_fails() ? NULL : real_sqlite.xMalloc(size);
}

static void *sqlite_realloc(void *memory, int size)
{
    return scarce_fails() ? NULL : real_sqlite.xRealloc(memory, size);
}

void scarce_install(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_sqlite);
    sqlite3_mem_methods methods = real_sqlite;
    methods.xMalloc = sqlite_malloc;
    methods.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

static bool is_allowed(const struct scarce_case *c, enum err e)
{
    if (e == ERR_NONE || e == ERR_MEMORY || e == ERR_LIBRARY)
        return true;
    for (const enum err *also = c->also; also && *also != ERR_NONE; also++)
        if (*also == e)
            return true;
    return false;
}

int scarce_run(const struct scarce_case *c)
{
    assert_ok(c->attempt(c->user)); /* what libraries allocate once for good is there now */
    for (int n = 1;; n++) {
        has_failed = false;
        left = n;
        armed = true;
        enum err e = c->attempt(c->user);
        armed = false;
        if (!is_allowed(c, e))
            fail_msg("allocation %d: %s", n, err_name(e));
        if (c->after)
            c->after(c->user, e);
        if (!has_failed) {
            assert_ok(e);
            return n - 1;
        }
    }
}
