/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/base/secret.h"
#include "platform/trust/seal.h"
#include "tests/unit/platform/trust/demo_keys.h"

static const char words[] = "张三 13800000026";

/* Covers what travels beside the box (user: a text), the iv and the data. */
static enum err cover(void *user, const struct sealed *box, char **ret_text, size_t *ret_len)
{
    const char *beside = user;
    size_t head = strlen(beside);
    char *text = malloc(head + sizeof box->iv + box->size);
    assert_non_null(text);
    memcpy(text, beside, head);
    memcpy(text + head, box->iv, sizeof box->iv);
    memcpy(text + head + sizeof box->iv, box->data, box->size);
    *ret_text = text;
    *ret_len = head + sizeof box->iv + box->size;
    return ERR_NONE;
}

static enum err cover_fails(void *user, const struct sealed *box, char **ret_text, size_t *ret_len)
{
    (void)user;
    (void)box;
    (void)ret_text;
    (void)ret_len;
    return ERR_MEMORY;
}

static const struct seal_cover good = {cover, "K017"};

struct fixture {
    struct sm2_key *private, *public;
    struct sealed box;
};

static int set_up(void **state)
{
    static struct fixture f;
    f.private = demo_keys_private("province/province-sm2.key");
    f.public = demo_keys_public("kiosk/province-sm2.pub");
    assert_ok(seal_close(f.public, words, sizeof words, good, &f.box));
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    seal_done(&f->box);
    sm2_free(f->private);
    sm2_free(f->public);
    return 0;
}

static void the_holder_of_the_key_opens_it(void **state)
{
    struct fixture *f = *state;
    uint8_t *data;
    assert_ok(seal_open(f->private, &f->box, good, &data));
    assert_memory_equal(words, data, sizeof words);
    assert_int_equal(0, data[sizeof words]);
    wipe_free(data, sizeof words + 1);
    assert_null(memmem(f->box.data, f->box.size, "1380", 4));
}

static void the_same_words_never_look_the_same(void **state)
{
    struct fixture *f = *state;
    struct sealed again;
    assert_ok(seal_close(f->public, words, sizeof words, good, &again));
    assert_memory_not_equal(f->box.data, again.data, again.size);
    assert_memory_not_equal(f->box.iv, again.iv, sizeof again.iv);
    seal_done(&again);
}

static void refused_when_changed(struct fixture *f, void *part, size_t size)
{
    uint8_t *bytes = part, *data = NULL;
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= 0x10;
        assert_err(ERR_SIGNATURE, seal_open(f->private, &f->box, good, &data));
        bytes[i] ^= 0x10;
    }
    assert_null(data);
}

static void any_change_is_seen(void **state)
{
    struct fixture *f = *state;
    refused_when_changed(f, f->box.key.der, f->box.key.size);
    refused_when_changed(f, f->box.iv, sizeof f->box.iv);
    refused_when_changed(f, f->box.data, f->box.size);
    refused_when_changed(f, f->box.mac, sizeof f->box.mac);
    uint8_t *data;
    assert_err(ERR_SIGNATURE,
               seal_open(f->private, &f->box, (struct seal_cover){cover, "K018"}, &data));
    f->box.size--;
    assert_err(ERR_SIGNATURE, seal_open(f->private, &f->box, good, &data));
    f->box.size = 0;
    assert_err(ERR_TOO_LONG, seal_open(f->private, &f->box, good, &data));
    f->box.size = sizeof words;
}

static void keys_of_another_length_are_refused(void **state)
{
    struct fixture *f = *state;
    uint8_t *data, short_keys[47] = {0};
    struct sm2_cipher kept = f->box.key;
    assert_ok(sm2_encrypt(f->public, short_keys, sizeof short_keys, &f->box.key));
    assert_err(ERR_SIGNATURE, seal_open(f->private, &f->box, good, &data));
    f->box.key = kept;
}

static void what_cannot_be_sealed_says_so(void **state)
{
    struct fixture *f = *state;
    struct sealed box = {.size = 7};
    assert_err(ERR_TOO_LONG, seal_close(f->public, words, 0, good, &box));
    assert_err(ERR_TOO_LONG, seal_close(f->public, words, SEAL_DATA_MAX + 1, good, &box));
    assert_err(ERR_MEMORY,
               seal_close(f->public, words, 1, (struct seal_cover){cover_fails, NULL}, &box));
    assert_int_equal(7, box.size);
    uint8_t *data;
    assert_err(ERR_MEMORY,
               seal_open(f->private, &f->box, (struct seal_cover){cover_fails, NULL}, &data));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_holder_of_the_key_opens_it),
        cmocka_unit_test(the_same_words_never_look_the_same),
        cmocka_unit_test(any_change_is_seen),
        cmocka_unit_test(keys_of_another_length_are_refused),
        cmocka_unit_test(what_cannot_be_sealed_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
