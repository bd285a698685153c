/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/attachment.h"
#include "tests/unit/platform/trust/demo_keys.h"

static const char picture[] = "\xFF\xD8\xFF\xE0 a photograph";

struct keys {
    struct sm2_key *private, *public;
};

static int set_up(void **state)
{
    static struct keys keys;
    keys.private = demo_keys_private("province/province-sm2.key");
    keys.public = demo_keys_public("kiosk/province-sm2.pub");
    *state = &keys;
    return 0;
}

static int tear_down(void **state)
{
    struct keys *keys = *state;
    sm2_free(keys->private);
    sm2_free(keys->public);
    return 0;
}

static void what_is_sealed_opens(void **state)
{
    const struct keys *keys = *state;
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    AUTO(auto_free) uint8_t *content = NULL;
    size_t size = 0;
    assert_ok(attachment_seal(keys->public, picture, sizeof picture, &box));
    assert_in_range(box.size, sizeof picture + 1, sizeof picture + ATTACHMENT_OVERHEAD);
    assert_int_equal(ATTACHMENT_ADDRESS_TEXT - 1, strlen(box.address));
    assert_ok(attachment_open(keys->private, box.data, box.size, &content, &size));
    assert_int_equal(sizeof picture, size);
    assert_memory_equal(picture, content, size);
}

/* The same picture twice is not seen to be the same. */
static void each_is_sealed_with_keys_of_its_own(void **state)
{
    const struct keys *keys = *state;
    AUTO(attachment_done) struct attachment_box one = {.data = NULL}, other = {.data = NULL};
    assert_ok(attachment_seal(keys->public, picture, sizeof picture, &one));
    assert_ok(attachment_seal(keys->public, picture, sizeof picture, &other));
    assert_string_not_equal(one.address, other.address);
    assert_string_equal(one.sm3, other.sm3);
}

static void every_byte_counts(void **state)
{
    const struct keys *keys = *state;
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    uint8_t *content = NULL;
    size_t size = 0;
    assert_ok(attachment_seal(keys->public, picture, sizeof picture, &box));
    for (size_t i = 0; i < box.size; i++) {
        box.data[i] ^= 0x10;
        assert_int_not_equal(ERR_NONE,
                             attachment_open(keys->private, box.data, box.size, &content, &size));
        box.data[i] ^= 0x10;
    }
    for (size_t less = 0; less < box.size; less++)
        assert_int_not_equal(ERR_NONE,
                             attachment_open(keys->private, box.data, less, &content, &size));
    assert_null(content);
}

static void too_much_and_nothing_are_refused(void **state)
{
    const struct keys *keys = *state;
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    AUTO(auto_free) char *large = calloc(1, ATTACHMENT_CONTENT_MAX + 1);
    assert_non_null(large);
    assert_err(ERR_TOO_LONG, attachment_seal(keys->public, large, 0, &box));
    assert_err(ERR_TOO_LONG,
               attachment_seal(keys->public, large, ATTACHMENT_CONTENT_MAX + 1, &box));
    assert_null(box.data);
    assert_ok(attachment_seal(keys->public, large, ATTACHMENT_CONTENT_MAX, &box));
    assert_true(box.size <= ATTACHMENT_SIZE_MAX);
}

/* A container that holds `size` bytes of wrapped keys. */
static enum err open_with(const struct keys *keys, const uint8_t *wrapped, size_t size)
{
    enum { ROOM = 1024, REST = 16 + 1 + 32 };
    uint8_t box[ROOM] = "KIOSKAT1", *content = NULL;
    size_t length = 0;
    box[8] = (uint8_t)(size >> 8);
    box[9] = (uint8_t)size;
    memcpy(box + 10, wrapped, size);
    enum err e = attachment_open(keys->private, box, 10 + size + REST, &content, &length);
    assert_null(content);
    return e;
}

static void wrapped_keys_that_cannot_be_are_refused(void **state)
{
    const struct keys *keys = *state;
    static const uint8_t nonsense[SM2_CIPHER_MAX + 1] = {0x30};
    struct sm2_cipher five;
    assert_ok(sm2_encrypt(keys->public, "five!", 5, &five));
    assert_err(ERR_SIGNATURE, open_with(keys, five.der, five.size));
    assert_err(ERR_SIGNATURE, open_with(keys, nonsense, SM2_CIPHER_MAX));
    assert_err(ERR_FORMAT, open_with(keys, nonsense, sizeof nonsense));
}

static void the_content_says_what_it_is(void **state)
{
    (void)state;
    assert_string_equal("image/jpeg", attachment_media_type(picture, sizeof picture));
    assert_string_equal("image/png", attachment_media_type("\x89PNG\r\n\x1A\n...", 11));
    assert_string_equal("application/pdf", attachment_media_type("%PDF-1.7", 8));
    assert_null(attachment_media_type("\x89PNG\r\n\x1A\n", 8));
    assert_null(attachment_media_type("GIF89a..", 8));
    assert_null(attachment_media_type("<html>%PDF-", 11));
    assert_null(attachment_media_type("", 0));
}

static enum err read_state(const char *reply, struct attachment_state *ret_state)
{
    return attachment_read_state(reply, strlen(reply), ret_state);
}

static void the_provinces_words_are_read_strictly(void **state)
{
    (void)state;
    struct attachment_state s = {7, false};
    static const char *const bad[] = {
        "{}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":12,\"whole\":false}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"-1\",\"whole\":false}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"123456789\",\"whole\":false}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"\",\"whole\":false}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"1\"}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"1x\",\"whole\":true}}",
        "{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"1\",\"whole\":1}}",
        "no JSON",
        "{\"code\":42204,\"message\":\"\",\"data\":{\"received\":\"1\",\"whole\":true}}",
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_err(ERR_FORMAT, read_state(bad[i], &s));
    assert_int_equal(7, s.received);
    assert_ok(read_state("{\"code\":0,\"message\":\"\",\"data\":{\"received\":\"65536\","
                         "\"whole\":true,\"x\":1}}",
                         &s));
    assert_int_equal(65536, s.received);
    assert_true(s.whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_opens),
        cmocka_unit_test(each_is_sealed_with_keys_of_its_own),
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(too_much_and_nothing_are_refused),
        cmocka_unit_test(wrapped_keys_that_cannot_be_are_refused),
        cmocka_unit_test(the_content_says_what_it_is),
        cmocka_unit_test(the_provinces_words_are_read_strictly),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
