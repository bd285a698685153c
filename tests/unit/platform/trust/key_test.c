/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>
#include <sys/stat.h>

#include "platform/base/paths.h"
#include "platform/trust/key_file.h"
#include "platform/trust/keyring.h"
#include "platform/trust/sm2.h"
#include "tests/unit/platform/trust/demo_keys.h"

/* GM/T 0003.5-2012, annex A: the signature example on the recommended curve. */
static const char standard_key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60Y\n"
    "M/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==\n"
    "-----END PUBLIC KEY-----\n";

static const struct sm2_signature standard_signature = {
    .size = 72,
    .der = "\x30\x46\x02\x21\x00\xf5\xa0\x3b\x06\x48\xd2\xc4\x63\x0e\xea\xc5\x13\xe1\xbb\x81\xa1"
           "\x59\x44\xda\x38\x27\xd5\xb7\x41\x43\xac\x7e\xac\xee\xe7\x20\xb3\x02\x21\x00\xb1\xb6"
           "\xaa\x29\xdf\x21\x2f\xd8\x76\x31\x82\xbc\x0d\x42\x1c\xa1\xbb\x90\x38\xfd\x1f\x7f\x42"
           "\xd4\x84\x0b\x69\xc4\x85\xbb\xc1\xaa"};

static void the_standards_signature_verifies(void **state)
{
    (void)state;
    const char *path = demo_keys_write("standard.pub", standard_key, 0644);
    AUTO(auto_sm2_free) struct sm2_key *key = NULL;
    assert_ok(sm2_load_public(path, &key));
    assert_ok(sm2_verify(key, NULL, "message digest", 14, &standard_signature));
    assert_err(ERR_SIGNATURE, sm2_verify(key, "", "message digest", 14, &standard_signature));
    assert_err(ERR_SIGNATURE, sm2_verify(key, NULL, "message digesT", 14, &standard_signature));
}

static void a_signature_holds_for_its_key_id_and_text_alone(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *kiosk = demo_keys_private("kiosk/kiosk-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("province/kiosks/K017.pub");
    AUTO(auto_sm2_free) struct sm2_key *other = demo_keys_public("kiosk/province-sm2.pub");
    struct sm2_signature s;
    assert_ok(sm2_sign(kiosk, NULL, "text", 4, &s));
    assert_ok(sm2_verify(public, SM2_DEFAULT_ID, "text", 4, &s));
    assert_err(ERR_SIGNATURE, sm2_verify(public, "K017", "text", 4, &s));
    assert_err(ERR_SIGNATURE, sm2_verify(other, NULL, "text", 4, &s));
    assert_err(ERR_SIGNATURE, sm2_verify(public, NULL, "texT", 4, &s));
    for (size_t i = 0; i < s.size; i++) {
        s.der[i] ^= 1;
        assert_err(ERR_SIGNATURE, sm2_verify(public, NULL, "text", 4, &s));
        s.der[i] ^= 1;
    }
    s.size = sizeof s.der + 1;
    assert_err(ERR_SIGNATURE, sm2_verify(public, NULL, "text", 4, &s));
    s.size = 0;
    assert_err(ERR_SIGNATURE, sm2_verify(public, NULL, "text", 4, &s));
    assert_err(ERR_KEY, sm2_sign(public, NULL, "text", 4, &s));
}

static void encryption_comes_back_and_shows_changes(void **state)
{
    (void)state;
    AUTO(auto_sm2_free) struct sm2_key *private = demo_keys_private("province/province-sm2.key");
    AUTO(auto_sm2_free) struct sm2_key *public = demo_keys_public("kiosk/province-sm2.pub");
    AUTO(auto_sm2_free) struct sm2_key *other = demo_keys_private("kiosk/kiosk-sm2.key");
    uint8_t plain[SM2_PLAIN_MAX], back[SM2_PLAIN_MAX];
    memset(plain, 7, sizeof plain);
    struct sm2_cipher c;
    size_t size;
    for (size_t n = 1; n <= sizeof plain; n += 51) {
        assert_ok(sm2_encrypt(public, plain, n, &c));
        assert_ok(sm2_decrypt(private, &c, back, &size));
        assert_int_equal(n, size);
        assert_memory_equal(plain, back, n);
    }
    assert_err(ERR_USAGE, sm2_encrypt(public, plain, 0, &c));
    assert_err(ERR_USAGE, sm2_encrypt(public, plain, SM2_PLAIN_MAX + 1, &c));
    assert_ok(sm2_encrypt(public, plain, 48, &c));
    assert_err(ERR_SIGNATURE, sm2_decrypt(other, &c, back, &size));
    assert_err(ERR_KEY, sm2_decrypt(public, &c, back, &size));
    for (size_t i = 0; i < c.size; i++) {
        c.der[i] ^= 1;
        assert_err(ERR_SIGNATURE, sm2_decrypt(private, &c, back, &size));
        c.der[i] ^= 1;
    }
    c.size = 0;
    assert_err(ERR_SIGNATURE, sm2_decrypt(private, &c, back, &size));
}

static void a_key_file_is_looked_at_before_it_is_used(void **state)
{
    (void)state;
    struct sm2_key *key = NULL;
    const char *path = demo_keys_path("kiosk/kiosk-sm2.key");
    static const unsigned open_modes[] = {0601, 0602, 0604, 0610, 0640, 0644, 0660};
    for (size_t i = 0; i < ARRAY_LEN(open_modes); i++) {
        assert_int_equal(0, chmod(path, open_modes[i]));
        assert_err(ERR_KEY, sm2_load_private(path, &key));
    }
    assert_int_equal(0, chmod(path, 0600));
    assert_err(ERR_ABSENT, sm2_load_private(demo_keys_path("nothing"), &key));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_dir(), &key));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_write("empty", "", 0600), &key));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_write("words", "no key", 0600), &key));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_path("kiosk/kiosk-tls.key"), &key)); /* P-256 */
    assert_err(ERR_KEY, sm2_load_public(path, &key));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_write("public", standard_key, 0600), &key));
    static char longer[KEY_FILE_MAX + 2];
    memset(longer, 'x', sizeof longer - 1);
    assert_err(ERR_TOO_LONG, sm2_load_private(demo_keys_write("long", longer, 0600), &key));
    assert_int_equal(0, mkfifo(demo_keys_path("fifo"), 0600));
    assert_err(ERR_KEY, sm2_load_private(demo_keys_path("fifo"), &key));
    assert_null(key);
}

static void use_etc(void)
{
    char link[256];
    snprintf(link, sizeof link, "%s/keys", demo_keys_dir());
    assert_true(symlink("kiosk", link) == 0 || access(link, F_OK) == 0);
    setenv("BUDAYANG_ETC", demo_keys_dir(), 1);
}

static void a_keyring_is_whole_or_names_the_file(void **state)
{
    (void)state;
    use_etc();
    struct keyring keys = {0};
    char why[KEYRING_PATH];
    assert_ok(keyring_load(NULL, &keys, NULL));
    assert_non_null(keys.kiosk);
    assert_non_null(strstr(keys.ca_file, "/keys/ca.pem"));
    keyring_done(&keys);
    assert_null(keys.kiosk);

    assert_int_equal(0, chmod(demo_keys_path("kiosk/kiosk-tls.key"), 0644));
    assert_err(ERR_KEY, keyring_load(NULL, &keys, why));
    assert_string_equal("kiosk-tls.key", why);
    assert_int_equal(0, chmod(demo_keys_path("kiosk/kiosk-tls.key"), 0600));

    static const char *const files[] = {"kiosk/ca.pem", "kiosk/kiosk-tls.pem",
                                        "kiosk/kiosk-sm2.key", "kiosk/province-sm2.pub"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        char aside[256];
        snprintf(aside, sizeof aside, "%s.aside", demo_keys_path(files[i]));
        assert_int_equal(0, rename(demo_keys_path(files[i]), aside));
        assert_err(ERR_ABSENT, keyring_load(NULL, &keys, why));
        assert_string_equal(strchr(files[i], '/') + 1, why);
        assert_int_equal(0, rename(aside, demo_keys_path(files[i])));
    }
}

static void a_keyring_may_lie_elsewhere_and_knows_its_kiosk(void **state)
{
    (void)state;
    struct keyring keys = {0};
    char why[KEYRING_PATH], name[8], directory[KEYRING_PATH], longer[KEYRING_PATH];
    snprintf(directory, sizeof directory, "%s", demo_keys_path("kiosk"));
    setenv("BUDAYANG_ETC", "/nowhere", 1);
    assert_err(ERR_ABSENT, keyring_load(NULL, &keys, why));
    assert_ok(keyring_load_from(directory, &keys, why));
    assert_ok(keyring_read_name(&keys, name, sizeof name));
    assert_string_equal("K017", name);
    assert_err(ERR_TOO_LONG, keyring_read_name(&keys, name, 4));
    assert_string_equal("K017", name);
    keyring_done(&keys);
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_err(ERR_TOO_LONG, keyring_load_from(longer, &keys, why));
    assert_string_equal("kiosk-sm2.key", why);
}

/* An empty list of an invented CA, of 2020. */
static const char old_list[] = "-----BEGIN X509 CRL-----\n"
                               "MIG5MGIwCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCY2EXDTIwMDEwMTAwMDAwMFoX\n"
                               "DTIwMDEwMjAwMDAwMFowJzAlAhQrA+DJWDgX0JRocyDzotJQVIUc0xcNMjYxMTI2\n"
                               "MDA1OTMwWjAKBggqhkjOPQQDAgNHADBEAiBXnRAxBRfqWFP0PU83s3n/G1KrIyG+\n"
                               "lk5DzdvFbTcpvAIgI7/Igu3sGtZUID2XcW7R0pgOrUbZsNWmaQyzGL5jI48=\n"
                               "-----END X509 CRL-----\n";

static void a_list_of_revoked_ones_may_be_there(void **state)
{
    (void)state;
    struct keyring keys = {0};
    char why[KEYRING_PATH];
    use_etc();
    assert_ok(keyring_load(NULL, &keys, why));
    assert_string_equal("", keys.crl_file);
    keyring_done(&keys);
    demo_keys_write("kiosk/ca.crl", old_list, 0644); /* too old to trust, but a list */
    assert_ok(keyring_load(NULL, &keys, why));
    assert_non_null(strstr(keys.crl_file, "/keys/ca.crl"));
    keyring_done(&keys);
    demo_keys_write("kiosk/ca.crl", "no list", 0644);
    assert_err(ERR_CERTIFICATE, keyring_load(NULL, &keys, why));
    assert_string_equal("ca.crl", why);
    assert_int_equal(0, unlink(demo_keys_path("kiosk/ca.crl")));
}

static void a_certificate_of_another_key_is_refused(void **state)
{
    (void)state;
    use_etc();
    struct keyring keys = {0};
    char aside[256], why[KEYRING_PATH];
    snprintf(aside, sizeof aside, "%s.aside", demo_keys_path("kiosk/kiosk-tls.pem"));
    assert_int_equal(0, rename(demo_keys_path("kiosk/kiosk-tls.pem"), aside));
    assert_int_equal(0, symlink("../province/server.pem", demo_keys_path("kiosk/kiosk-tls.pem")));
    assert_err(ERR_CERTIFICATE, keyring_load(NULL, &keys, why));
    assert_string_equal("kiosk-tls.key", why);
    demo_keys_write("kiosk/kiosk-tls.pem", "no certificate", 0644);
    assert_err(ERR_CERTIFICATE, keyring_load(NULL, &keys, why));
    assert_string_equal("kiosk-tls.pem", why);
    assert_int_equal(0, rename(aside, demo_keys_path("kiosk/kiosk-tls.pem")));
    assert_ok(keyring_load(NULL, &keys, why));
    keyring_done(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_signature_verifies),
        cmocka_unit_test(a_signature_holds_for_its_key_id_and_text_alone),
        cmocka_unit_test(encryption_comes_back_and_shows_changes),
        cmocka_unit_test(a_key_file_is_looked_at_before_it_is_used),
        cmocka_unit_test(a_keyring_is_whole_or_names_the_file),
        cmocka_unit_test(a_keyring_may_lie_elsewhere_and_knows_its_kiosk),
        cmocka_unit_test(a_list_of_revoked_ones_may_be_there),
        cmocka_unit_test(a_certificate_of_another_key_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
