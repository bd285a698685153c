/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/sm2_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "platform/base/secret.h"

static enum err check_file(int fd, bool secret)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return err_from_errno(errno);
    if (!S_ISREG(info.st_mode) || info.st_size == 0)
        return ERR_KEY;
    if (secret && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return ERR_KEY;
    return info.st_size > SM2_KEY_FILE_MAX ? ERR_TOO_LONG : ERR_NONE;
}

void sm2_pem_wipe(struct sm2_pem *pem)
{
    wipe(pem, sizeof *pem);
}

enum err sm2_pem_read(const char *path, bool secret, struct sm2_pem *ret_pem)
{
    /* O_NONBLOCK: a FIFO in the key's place must not hang the start. */
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_from_errno(errno);
    TRY(check_file(fd, secret));
    ssize_t n = read(fd, ret_pem->text, SM2_KEY_FILE_MAX); /* a small file comes in one piece */
    if (n <= 0)
        return ERR_DISK;
    ret_pem->size = (size_t)n;
    return ERR_NONE;
}

/* OpenSSL would ask for a pass phrase on the terminal. */
static int no_passphrase(char *buffer, int size, int writing, void *user)
{
    (void)buffer;
    (void)size;
    (void)writing;
    (void)user;
    return -1;
}

static EVP_PKEY *parse(const struct sm2_pem *pem, bool secret)
{
    AUTO(auto_BIO_free) BIO *bio = BIO_new_mem_buf(pem->text, (int)pem->size);
    if (!bio)
        return NULL;
    EVP_PKEY *pkey = secret ? PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL)
                            : PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, NULL);
    ERR_clear_error();
    return pkey;
}

enum err sm2_pem_read_key(const char *path, bool secret, EVP_PKEY **ret_key)
{
    AUTO(sm2_pem_wipe) struct sm2_pem pem = {.size = 0};
    TRY(sm2_pem_read(path, secret, &pem));
    EVP_PKEY *pkey = parse(&pem, secret);
    if (!pkey)
        return ERR_KEY;
    *ret_key = pkey;
    return ERR_NONE;
}

static enum err load(const char *path, bool secret, struct sm2_key **ret_key)
{
    AUTO(auto_EVP_PKEY_free) EVP_PKEY *pkey = NULL;
    TRY(sm2_pem_read_key(path, secret, &pkey));
    if (!EVP_PKEY_is_a(pkey, "SM2"))
        return ERR_KEY;
    struct sm2_key *key = malloc(sizeof *key);
    if (!key)
        return ERR_MEMORY;
    *key = (struct sm2_key){.pkey = pkey, .is_private = secret};
    pkey = NULL;
    *ret_key = key;
    return ERR_NONE;
}

enum err sm2_load_private(const char *path, struct sm2_key **ret_key)
{
    return load(path, true, ret_key);
}

enum err sm2_load_public(const char *path, struct sm2_key **ret_key)
{
    return load(path, false, ret_key);
}

void sm2_free(struct sm2_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->pkey); /* clears the private number (BN_clear_free) */
    free(key);
}
