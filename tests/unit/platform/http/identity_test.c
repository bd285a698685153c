/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that are in no file: a TPM's and a PKCS #11 token's stand before a server that asks. */
#include "tests/unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/paths.h"
#include "platform/trust/keyring.h"
#include "tests/unit/platform/http/server.h"

enum { PLACE = KEY_PLACE + 64, KEY_FILE = 8192 };

/* The kiosk's settings are those of DIR/name. */
static void use(const char *name)
{
    char etc[SERVER_PATH];
    snprintf(etc, sizeof etc, "%s/%s", servers_directory(), name);
    setenv("BUDAYANG_ETC", etc, 1);
}

static void tpm_place(const char *name, uint32_t handle, const char *more, char ret_place[PLACE])
{
    snprintf(ret_place, PLACE, "tpm:0x%08X?tcti=swtpm:path=%s/%s/sock%s", handle,
             servers_directory(), name, more);
}

static void token_place(const char *object, const char *pin, char ret_place[PLACE])
{
    snprintf(ret_place, PLACE,
             "pkcs11:token=kiosk;object=%s?module-path=/usr/lib/softhsm/libsofthsm2.so"
             "&pin-source=file:%s/token/%s",
             object, servers_directory(), pin);
}

/* The server wants a certificate of its CA and the proof that we hold the key. */
static enum err stand_before_a_server(const struct keyring *keys)
{
    struct server server;
    char url[64];
    const struct http_trust trust = {
        .ca_file = keys->ca_file, .certificate_file = keys->tls_cert_file, .key = keys->tls_key};
    server_start(&server, "good", "-tls1_3", ASKS);
    snprintf(url, sizeof url, "https://127.0.0.1:%d/", server.port);
    struct asked asked = ask(url, &trust);
    server_end(&server);
    assert_int_equal(asked.err == ERR_NONE ? 200 : 0, asked.status);
    return asked.err;
}

static void signs(const struct keyring *keys, const char *public_file)
{
    AUTO(auto_sm2_free) struct sm2_key *public_key = NULL;
    struct sm2_signature signature;
    char path[SERVER_PATH];
    snprintf(path, sizeof path, "%s/%s", servers_directory(), public_file);
    assert_ok(sm2_load_public(path, &public_key));
    assert_ok(sm2_sign(keys->kiosk, NULL, "abc", 3, &signature));
    assert_ok(sm2_verify(public_key, NULL, "abc", 3, &signature));
}

static void a_tpm_holds_both_keys(void **state)
{
    (void)state;
    struct keyring keys;
    char tls[PLACE], seal[PLACE], why[KEYRING_PATH] = "";
    const struct keyring_places places = {.tls = tls, .sm2 = "kiosk-sm2.key", .sm2_seal = seal};
    use("tpm");
    tpm_place("tpm", 0x81010002, "", tls);
    tpm_place("tpm", 0x81010003, "&pcrs=0,7", seal);
    enum err e = keyring_load(&places, &keys, why);
    if (e != ERR_NONE)
        fail_msg("%s: %s", why, err_name(e));
    signs(&keys, "tpm/keys/kiosk-sm2.pub");
    assert_ok(stand_before_a_server(&keys));
    assert_ok(stand_before_a_server(&keys)); /* and again, as after a broken line */
    keyring_done(&keys);
}

static enum err unseal_other(const char *more, char ret_why[KEYRING_PATH])
{
    struct keyring keys;
    char tls[SERVER_PATH], seal[PLACE];
    snprintf(tls, sizeof tls, "%s", server_file("purpose", "key")); /* nobody's here: never fits */
    const struct keyring_places places = {.tls = tls, .sm2_seal = seal};
    use("other");
    tpm_place("other", 0x81010003, more, seal);
    return keyring_load(&places, &keys, ret_why);
}

static void the_seal_breaks_when_a_register_changes(void **state)
{
    (void)state;
    char why[KEYRING_PATH], extend[2 * SERVER_PATH];
    /* With the right registers it is opened, and the next thing is looked at: a foreign TLS key. */
    assert_err(ERR_CERTIFICATE, unseal_other("&pcrs=0,7", why));
    assert_err(ERR_KEY, unseal_other("&pcrs=0", why));
    assert_non_null(strstr(why, "0x81010003"));
    assert_err(ERR_KEY, unseal_other("", why));
    assert_err(ERR_FORMAT, unseal_other("&pcrs=0,24", why));
    assert_err(ERR_FORMAT, unseal_other("&pcrs=0;7", why));
    snprintf(extend, sizeof extend,
             "tpm2_pcrextend -T swtpm:path=%s/other/sock 7:sha256="
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
             servers_directory());
    assert_int_equal(0, system(extend));
    assert_err(ERR_KEY, unseal_other("&pcrs=0,7", why));
}

static void a_tpm_that_is_not_there_is_said(void **state)
{
    (void)state;
    struct keyring keys;
    char why[KEYRING_PATH];
    static const struct {
        const char *seal;
        enum err wanted;
    } seals[] = {{"tpm:0x81010003?tcti=swtpm:path=/nowhere", ERR_UNREACHABLE},
                 {"tpm:0x81010003?tcti=abacus:", ERR_UNREACHABLE},
                 {"tpm:0x01010003", ERR_FORMAT},
                 {"tpm:0x8101000", ERR_FORMAT},
                 {"tpm:0x810100033", ERR_FORMAT},
                 {"kiosk-sm2.phrase", ERR_FORMAT}};
    use("tpm");
    for (size_t i = 0; i < ARRAY_LEN(seals); i++) {
        const struct keyring_places places = {.sm2_seal = seals[i].seal};
        assert_err(seals[i].wanted, keyring_load(&places, &keys, why));
        assert_string_equal(seals[i].seal, why);
    }
}

static void a_token_holds_the_tls_key(void **state)
{
    (void)state;
    struct keyring keys;
    char tls[PLACE], why[KEYRING_PATH] = "";
    const struct keyring_places places = {.tls = tls};
    use("token");
    token_place("tls", "pin", tls);
    enum err e = keyring_load(&places, &keys, why);
    if (e != ERR_NONE)
        fail_msg("%s: %s", why, err_name(e));
    assert_ok(stand_before_a_server(&keys));
    assert_ok(stand_before_a_server(&keys));
    keyring_done(&keys);
}

static void write_pin(const char *name, const char *pin, mode_t mode)
{
    char path[SERVER_PATH];
    snprintf(path, sizeof path, "%s/token/%s", servers_directory(), name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    fputs(pin, f);
    fclose(f);
    assert_int_equal(0, chmod(path, mode));
}

static void a_token_says_no(void **state)
{
    (void)state;
    struct keyring keys;
    char tls[PLACE], why[KEYRING_PATH];
    const struct keyring_places places = {.tls = tls};
    const struct keyring_places sm2 = {.sm2 = tls};
    use("token");
    write_pin("open", "4711", 0644);
    token_place("tls", "open", tls);
    assert_err(ERR_KEY, keyring_load(&places, &keys, why)); /* others may read the PIN */
    assert_string_equal(tls, why);
    token_place("tls", "nothing", tls);
    assert_err(ERR_ABSENT, keyring_load(&places, &keys, why));
    token_place("elsewhere", "pin", tls);
    assert_err(ERR_KEY, keyring_load(&places, &keys, why));
    token_place("tls", "pin", tls);
    assert_err(ERR_UNSUPPORTED, keyring_load(&sm2, &keys, why)); /* these modules know no SM2 */
}

static void copy(const char *name, const char *ending)
{
    char *data, to[SERVER_PATH];
    size_t size;
    snprintf(to, sizeof to, "%s", server_file("renewed", ending));
    assert_ok(paths_read_file(server_file(name, ending), KEY_FILE, &data, &size));
    FILE *f = fopen(to, "we");
    assert_non_null(f);
    assert_int_equal(0, fchmod(fileno(f), 0600));
    assert_int_equal(size, fwrite(data, 1, size, f));
    fclose(f);
    free(data);
}

static void what_was_renewed_counts_from_the_next_connection_on(void **state)
{
    (void)state;
    static const struct {
        const char *whose;
        enum err wanted;
    } turns[] = {{"purpose", ERR_NONE}, {"self", ERR_KEY}, {"purpose", ERR_NONE}};
    struct keyring keys = {0};
    snprintf(keys.ca_file, sizeof keys.ca_file, "%s", server_file("ca", "pem"));
    snprintf(keys.tls_cert_file, sizeof keys.tls_cert_file, "%s", server_file("renewed", "pem"));
    snprintf(keys.tls_key, sizeof keys.tls_key, "%s", server_file("renewed", "key"));
    for (size_t i = 0; i < ARRAY_LEN(turns); i++) {
        copy(turns[i].whose, "pem");
        copy(turns[i].whose, "key");
        assert_err(turns[i].wanted, stand_before_a_server(&keys));
    }
    copy("self", "key"); /* in the middle of a change: not ours to send */
    assert_err(ERR_KEY, stand_before_a_server(&keys));
}

static void end_tpm(const char *name)
{
    char path[SERVER_PATH], *text = NULL;
    size_t size;
    snprintf(path, sizeof path, "%s/%s/pid", servers_directory(), name);
    if (paths_read_file(path, 32, &text, &size) == ERR_NONE && atoi(text) > 1)
        kill(atoi(text), SIGKILL);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tpm_holds_both_keys),
        cmocka_unit_test(the_seal_breaks_when_a_register_changes),
        cmocka_unit_test(a_tpm_that_is_not_there_is_said),
        cmocka_unit_test(a_token_holds_the_tls_key),
        cmocka_unit_test(a_token_says_no),
        cmocka_unit_test(what_was_renewed_counts_from_the_next_connection_on),
    };
    char conf[SERVER_PATH];
    int failed = servers_begin() ? 0 : 1;
    if (failed == 0)
        failed =
            servers_run(SOURCE_ROOT "/tests/unit/platform/http/hardware-keys", servers_directory());
    snprintf(conf, sizeof conf, "%s/token/softhsm.conf", servers_directory());
    setenv("SOFTHSM2_CONF", conf, 1);
    if (failed == 0)
        failed = cmocka_run_group_tests(tests, NULL, NULL);
    end_tpm("tpm");
    end_tpm("other");
    servers_done();
    return failed;
}
