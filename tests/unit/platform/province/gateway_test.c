/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles: each that is shipped is well; what would let a request be changed or sent again on its
 * way is refused by line and reason. */
#include "tests/unit/check.h"

#include <dirent.h>
#include <string.h>

#include "platform/base/paths.h"
#include "platform/province/gateway.h"

#define SIGNED "text = {method}\\n{path}\\n{ms}\\n{nonce}\\n{digest}\\n{key}\n"
#define SEAL   "[signature]\nalgorithm = sm2\nencoding = base64\n" SIGNED
#define HEADERS                                                                                    \
    "[headers]\nheader = A: {kiosk}\nheader = B: {ms}\nheader = C: {nonce}\n"                      \
    "header = D: {digest}\nheader = E: {key}\nheader = F: {signature}\n"
#define PASS  "[pass]\nalgorithm = hmac-sha256\nencoding = hex\ntext = {service}{system}{ms}\n"
#define FILED "[gateway]\nsecret = file\n"

static void each_that_is_shipped_is_well(void **state)
{
    (void)state;
    DIR *folder = opendir(SOURCE_ROOT "/assets/gateways");
    int count = 0;
    assert_non_null(folder);
    for (struct dirent *d; (d = readdir(folder));) {
        char path[512], why[GATEWAY_WHY] = "";
        struct gateway gateway;
        AUTO(auto_free) char *text = NULL;
        size_t size = 0;
        if (!strstr(d->d_name, ".ini"))
            continue;
        snprintf(path, sizeof path, "%s/%s", SOURCE_ROOT "/assets/gateways", d->d_name);
        assert_ok(paths_read_file(path, GATEWAY_FILE_MAX, &text, &size));
        if (gateway_parse(text, size, &gateway, why) != ERR_NONE)
            fail_msg("%s: %s", d->d_name, why);
        count++;
    }
    closedir(folder);
    assert_true(count >= 1);
}

static void a_profile_is_read(void **state)
{
    (void)state;
    static const char text[] = FILED SEAL PASS HEADERS "header = G: {pass}\nheader = H: fixed\n"
                                                       "header = I: {system}\n";
    char why[GATEWAY_WHY] = "";
    struct gateway g;
    if (gateway_parse(text, sizeof text - 1, &g, why) != ERR_NONE)
        fail_msg("%s", why);
    assert_int_equal(GATEWAY_SECRET_FILE, g.secret);
    assert_int_equal(GATEWAY_SM2, g.signature.algorithm);
    assert_int_equal(GATEWAY_HMAC_SHA256, g.pass.algorithm);
    assert_int_equal(GATEWAY_HEX, g.pass.encoding);
    assert_string_equal("{method}\n{path}\n{ms}\n{nonce}\n{digest}\n{key}", g.signature.text);
    assert_int_equal(9, g.headers.count);
    assert_string_equal("H", g.headers.header[7].name);
    assert_string_equal("fixed", g.headers.header[7].value);
    assert_true(gateway_uses(&g, GATEWAY_SYSTEM));
    assert_false(gateway_uses(&g, GATEWAY_SECONDS));
}

#define LONG "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"", "missing"},
        {SEAL, "header: missing"},
        {HEADERS, "missing"},
        {SEAL HEADERS "header = a: twice\n", "line 12: header: a header that stands there already"},
        {SEAL HEADERS "header = Host: x\n", "a header that HTTP needs itself"},
        {SEAL HEADERS "header = with space: x\n", "not a header's name"},
        {SEAL HEADERS "header = nothing\n", "not name: value"},
        {SEAL HEADERS "header = G: {nobody}\n", "a part that is not known"},
        {SEAL HEADERS "header = G: {ms\n", "a part that is not known"},
        {SEAL HEADERS "header = G: }\n", "a character that is not allowed"},
        {SEAL HEADERS "header = G: 盐湖\n", "a character that is not allowed"},
        {SEAL HEADERS "header = G: a\\nb\n", "a header is one line"},
        {SEAL HEADERS "header = G: a\\tb\n", "\\n is the only escape"},
        {SEAL HEADERS "header = G: {secret}\n", "a secret is never sent"},
        {SEAL HEADERS "header = G: {pass}\n", "[pass] and {pass} belong together"},
        {FILED SEAL PASS HEADERS, "[pass] and {pass} belong together"},
        {FILED SEAL HEADERS, "a secret that is used nowhere"},
        {SEAL PASS HEADERS "header = G: {pass}\n", "a secret that is used nowhere"},
        {SEAL HEADERS "header = G:\n", "empty or too long"},
        {SEAL HEADERS "header = G: " LONG LONG LONG "0123456789\n", "empty or too long"},
        {SEAL HEADERS "header = G: a\001b\n", "a character that is not allowed"},
        {SEAL HEADERS "header = G: a\177b\n", "a character that is not allowed"},
        {SEAL "[pass]\nalgorithm = sha256\nencoding = hex\n" HEADERS, "text: missing"},
        {SEAL HEADERS "header = : x\n", "not a header's name"},
        {SEAL HEADERS "header = " LONG ": x\n", "not name: value"},
        {SEAL "[headers]\nheader = a: {signature}\n", "no header says whose signature it is"},
        {SEAL "[headers]\nheader = a: {kiosk}\n", "no header holds the signature"},
        {"[signature]\nalgorithm = hmac-sha256\nencoding = hex\n" SIGNED HEADERS,
         "a secret that is used nowhere, or used and not there"},
        {"[signature]\nalgorithm = sm2\nencoding = base64\ntext =\n" HEADERS, ""},
        {SEAL HEADERS "strange = 1\n", "unknown key"},
        {"[signature]\nalgorithm = md5\n", "line 2: algorithm: not one of its words"},
        {"[signature]\nalgorithm = sm2\nencoding = base64\ntext = {signature}\n",
         "it cannot hold what is made of it"},
        {"[signature]\nalgorithm = sha256\nencoding = base64\n" SIGNED HEADERS,
         "a digest is not a signature"},
        {SEAL "[pass]\nalgorithm = sha256\nencoding = hex\ntext = {ms}\n" HEADERS
              "header = G: {pass}\n",
         "a pass without a secret"},
        {FILED SEAL "[pass]\nalgorithm = sha256\nencoding = hex\ntext = {s}{secret}\n" HEADERS
                    "header = G: {pass}\n",
         "a part is signed that no header tells"},
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        char why[GATEWAY_WHY] = "";
        struct gateway g = {.headers = {.count = 99}};
        if (gateway_parse(wrong[i][0], strlen(wrong[i][0]), &g, why) == ERR_NONE)
            fail_msg("%zu was taken", i);
        if (!strstr(why, wrong[i][1]))
            fail_msg("%zu: \"%s\", not \"%s\"", i, why, wrong[i][1]);
        assert_int_equal(99, g.headers.count);
    }
}

/* Each of the six may be the one that somebody changes on the way. */
static void all_that_counts_must_be_signed(void **state)
{
    (void)state;
    static const char *const parts[] = {"{method}", "{path}",   "{ms}",
                                        "{nonce}",  "{digest}", "{key}"};
    for (size_t left_out = 0; left_out < ARRAY_LEN(parts); left_out++) {
        char text[1024], why[GATEWAY_WHY] = "";
        struct gateway g;
        int n =
            snprintf(text, sizeof text, "[signature]\nalgorithm = sm2\nencoding = base64\ntext = ");
        for (size_t i = 0; i < ARRAY_LEN(parts); i++)
            if (i != left_out)
                n += snprintf(text + n, sizeof text - (size_t)n, "%s", parts[i]);
        n += snprintf(text + n, sizeof text - (size_t)n, "\n" HEADERS);
        assert_err(ERR_RANGE, gateway_parse(text, (size_t)n, &g, why));
        assert_non_null(strstr(why, "is not signed"));
    }
}

static void headers_have_a_limit(void **state)
{
    (void)state;
    char text[4096], why[GATEWAY_WHY] = "";
    struct gateway g;
    int n = snprintf(text, sizeof text, SEAL HEADERS);
    for (int i = 0; i < GATEWAY_HEADERS; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "header = X%d: x\n", i);
    assert_err(ERR_FORMAT, gateway_parse(text, (size_t)n, &g, why));
    assert_non_null(strstr(why, "too many headers"));
}

static void a_text_is_filled_within_its_room(void **state)
{
    (void)state;
    const char *values[GATEWAY_PARTS] = {NULL};
    char filled[8];
    values[GATEWAY_MS] = "12";
    values[GATEWAY_KEY] = "";
    assert_ok(gateway_fill("a{ms}-{key}{ms}b", values, filled, sizeof filled));
    assert_string_equal("a12-12b", filled);
    assert_err(ERR_TOO_LONG, gateway_fill("a{ms}-{key}{ms}bc", values, filled, sizeof filled));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_that_is_shipped_is_well),
        cmocka_unit_test(a_profile_is_read),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(all_that_counts_must_be_signed),
        cmocka_unit_test(headers_have_a_limit),
        cmocka_unit_test(a_text_is_filled_within_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
