/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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
    return info.st_size > KEY_FILE_MAX ? ERR_TOO_LONG : ERR_NONE;
}

void pem_wipe(struct pem *pem)
{
    wipe(pem, sizeof *pem);
}

enum err pem_read(const char *path, bool secret, struct pem *ret_pem)
{
    /* O_NONBLOCK: a FIFO in the key's place must not hang the start. */
    AUTO(auto_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_from_errno(errno);
    TRY(check_file(fd, secret));
    ssize_t n = read(fd, ret_pem->text, KEY_FILE_MAX); /* a small file comes in one piece */
    if (n <= 0)
        return ERR_DISK;
    ret_pem->size = (size_t)n;
    return ERR_NONE;
}

/* Without a phrase it fails: OpenSSL itself would ask on the terminal. */
static int give_phrase(char *buffer, int size, int writing, void *user)
{
    const char *phrase = user;
    size_t length = phrase ? strlen(phrase) : 0;
    (void)writing;
    if (length == 0 || length > (size_t)size)
        return -1;
    memcpy(buffer, phrase, length);
    return (int)length;
}

static enum err read_key(const char *path, bool secret, const char *phrase, EVP_PKEY **ret_key)
{
    AUTO(pem_wipe) struct pem pem = {.size = 0};
    TRY(pem_read(path, secret, &pem));
    AUTO(auto_BIO_free) BIO *bio = BIO_new_mem_buf(pem.text, (int)pem.size);
    if (!bio)
        return ERR_MEMORY;
    void *user = (void *)(uintptr_t)phrase;
    EVP_PKEY *key = secret ? PEM_read_bio_PrivateKey(bio, NULL, give_phrase, user)
                           : PEM_read_bio_PUBKEY(bio, NULL, give_phrase, NULL);
    ERR_clear_error();
    if (!key)
        return ERR_KEY;
    *ret_key = key;
    return ERR_NONE;
}

enum err key_file_public(const char *path, EVP_PKEY **ret_key)
{
    return read_key(path, false, NULL, ret_key);
}

enum err key_file_private(const char *path, const char *passphrase, EVP_PKEY **ret_key)
{
    return read_key(path, true, passphrase, ret_key);
}
