/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/key.h"

#include <string.h>

#include "platform/trust/key_file.h"
#include "platform/trust/key_open.h"

static enum err open_file(const char *path, EVP_PKEY **ret_key)
{
    return key_file_private(path, NULL, ret_key);
}

static const struct {
    const char *name, *beginning;
    enum err (*open)(const char *place, EVP_PKEY **ret_key);
} kinds[KEY_KIND_COUNT] = {
    [KEY_IN_FILE] = {"file", "", open_file},
    [KEY_IN_PKCS11] = {"pkcs11", "pkcs11:", key_pkcs11_open},
    [KEY_IN_TPM] = {"tpm", "tpm:", key_tpm_open},
};

const char *key_kind_name(enum key_kind kind)
{
    return kinds[kind].name;
}

enum key_kind key_kind_of(const char *place)
{
    for (int kind = KEY_IN_FILE + 1; kind < KEY_KIND_COUNT; kind++)
        if (strncmp(place, kinds[kind].beginning, strlen(kinds[kind].beginning)) == 0)
            return (enum key_kind)kind;
    return KEY_IN_FILE;
}

enum err key_open(const char *place, EVP_PKEY **ret_key)
{
    return kinds[key_kind_of(place)].open(place, ret_key);
}
