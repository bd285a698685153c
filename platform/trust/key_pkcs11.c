/* SPDX-License-Identifier: Apache-2.0 */
/* PKCS #11 by libp11's engine for OpenSSL. Engines are deprecated in OpenSSL 3.0, but the provider
 * that follows them is not in Debian 12. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/trust/key_open.h"
#include "platform/trust/key_query.h"

#include <openssl/engine.h>

static const char pin_scheme[] = "file:";

/* A PIN that group or others may read is no PIN. */
static enum err check_pin_file(const char *uri)
{
    char source[KEY_PLACE];
    struct stat info;
    enum err e = key_query(uri, "pin-source", source, sizeof source);
    if (e != ERR_NONE)
        return e == ERR_MISSING ? ERR_NONE : e;
    const char *path = source;
    if (strncmp(path, pin_scheme, strlen(pin_scheme)) == 0)
        path += strlen(pin_scheme);
    if (stat(path, &info) != 0)
        return err_from_errno(errno);
    return info.st_mode & (S_IRWXG | S_IRWXO) ? ERR_KEY : ERR_NONE;
}

/* The engine stays for the life of the program: it holds the module and its sessions. */
static enum err start_engine(const char *uri, ENGINE **ret_engine)
{
    static ENGINE *started;
    char module[KEY_PLACE];
    if (started) {
        *ret_engine = started;
        return ERR_NONE;
    }
    ENGINE_load_dynamic();
    ENGINE *engine = ENGINE_by_id("pkcs11");
    if (!engine)
        return ERR_UNSUPPORTED;
    enum err e = key_query(uri, "module-path", module, sizeof module);
    if (e == ERR_NONE && !ENGINE_ctrl_cmd_string(engine, "MODULE_PATH", module, 0))
        e = ERR_LIBRARY;
    if (e == ERR_MISSING)
        e = ERR_NONE; /* the engine's own choice: p11-kit's list of modules */
    ENGINE_ctrl_cmd_string(engine, "QUIET", NULL, 0); /* what it would print, we log */
    if (e == ERR_NONE && !ENGINE_init(engine))
        e = ERR_UNREACHABLE;
    if (e != ERR_NONE) {
        ENGINE_free(engine);
        return e;
    }
    *ret_engine = started = engine;
    return ERR_NONE;
}

/* A module that wants a PIN nobody gave would ask on the terminal. */
static int ask_nobody(UI *ui, UI_STRING *text)
{
    (void)ui, (void)text;
    return 0;
}

static EVP_PKEY *load(ENGINE *engine, const char *uri)
{
    UI_METHOD *method = UI_create_method("nobody");
    if (!method)
        return NULL;
    UI_method_set_reader(method, ask_nobody);
    EVP_PKEY *key = ENGINE_load_private_key(engine, uri, method, NULL);
    UI_destroy_method(method);
    return key;
}

/* The engine refuses query attributes that it does not know. */
static enum err simple_uri(const char *uri, char ret_uri[KEY_PLACE])
{
    char source[KEY_PLACE];
    enum err e = key_query(uri, "pin-source", source, sizeof source);
    if (e != ERR_NONE && e != ERR_MISSING)
        return e;
    int n = snprintf(ret_uri, KEY_PLACE, "%.*s%s%s", (int)strcspn(uri, "?"), uri,
                     e == ERR_NONE ? "?pin-source=" : "", e == ERR_NONE ? source : "");
    return n < KEY_PLACE ? ERR_NONE : ERR_TOO_LONG;
}

enum err key_pkcs11_open(const char *uri, EVP_PKEY **ret_key)
{
    ENGINE *engine;
    char simple[KEY_PLACE];
    TRY(check_pin_file(uri));
    TRY(simple_uri(uri, simple));
    enum err e = start_engine(uri, &engine);
    EVP_PKEY *key = e == ERR_NONE ? load(engine, simple) : NULL;
    ERR_clear_error();
    TRY(e);
    if (!key)
        return ERR_KEY;
    *ret_key = key;
    return ERR_NONE;
}
