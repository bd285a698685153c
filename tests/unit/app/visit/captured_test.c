/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <sys/mman.h>

#include "app/visit/visit.h"
#include "platform/base/sealed.h"
#include "tests/unit/app/people.h"

static int page_of(const char *content)
{
    int fd = -1;
    assert_ok(sealed_make(content, strlen(content), &fd));
    return fd;
}

static int put(struct captured *captured, const char *name, const char *content)
{
    int fd = page_of(content), given = fd;
    assert_ok(captured_put(captured, name, &fd));
    assert_int_equal(-1, fd);
    return given;
}

static bool is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

static void pages_are_counted_and_dropped_by_material(void **state)
{
    (void)state;
    struct captured captured = {0};
    int lease = put(&captured, "lease", "one");
    int photo = put(&captured, "photo", "two");
    int again = put(&captured, "lease", "three");
    assert_int_equal(2, captured_count(&captured, "lease"));
    captured_drop_last(&captured, "lease");
    assert_false(is_open(again));
    assert_true(is_open(lease) && is_open(photo));
    captured_drop_last(&captured, "nobody's");
    captured_drop(&captured, "lease");
    assert_false(is_open(lease));
    assert_int_equal(0, captured_count(&captured, "lease"));
    assert_int_equal(1, captured_count(&captured, "photo"));
    captured_wipe(&captured);
    assert_false(is_open(photo));
    assert_true(all_zero(&captured, sizeof captured));
}

static void no_more_is_taken_than_an_application_holds(void **state)
{
    (void)state;
    struct captured captured = {0};
    for (int i = 0; i < APPLICATION_FILES_MAX; i++)
        put(&captured, "lease", "page");
    AUTO(auto_close) int fd = page_of("one more");
    assert_err(ERR_TOO_LONG, captured_put(&captured, "lease", &fd));
    assert_true(is_open(fd));
    captured_wipe(&captured);
}

static void together_they_stay_within_the_contract(void **state)
{
    (void)state;
    struct captured captured = {0};
    uint8_t *large = calloc(1, APPLICATION_FILES_SIZE);
    AUTO(auto_close) int whole = -1;
    AUTO(auto_close) int drop = page_of("x");
    assert_non_null(large);
    assert_ok(sealed_make(large, APPLICATION_FILES_SIZE, &whole));
    free(large);
    assert_ok(captured_put(&captured, "lease", &whole));
    assert_err(ERR_TOO_LONG, captured_put(&captured, "lease", &drop));
    captured_drop(&captured, "lease");
    assert_ok(captured_put(&captured, "lease", &drop));
    captured_wipe(&captured);
}

static void what_could_be_changed_is_not_taken(void **state)
{
    (void)state;
    struct captured captured = {0};
    AUTO(auto_close) int fd = memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert_int_equal(4, write(fd, "page", 4));
    assert_err(ERR_ACCESS, captured_put(&captured, "lease", &fd));
    assert_int_equal(0, captured.count);
}

static void sending_has_descriptors_of_its_own(void **state)
{
    (void)state;
    struct captured captured = {0};
    struct application *application = calloc(1, sizeof *application);
    assert_non_null(application);
    int lease = put(&captured, "lease", "one");
    assert_ok(captured_add(&captured, application));
    assert_int_equal(1, application->files);
    assert_string_equal("lease", application->file[0].name);
    assert_int_not_equal(lease, application->file[0].fd);
    application->files = APPLICATION_FILES_MAX;
    assert_err(ERR_TOO_LONG, captured_add(&captured, application));
    application->files = 1;
    int sent = application->file[0].fd;
    application_wipe(application);
    assert_false(is_open(sent));
    assert_true(is_open(lease));
    assert_ok(captured_add(&captured, application));
    assert_int_equal(1, application->files);
    application_wipe(application);
    free(application);
    captured_wipe(&captured);
}

static void pages_go_with_what_they_were_made_for(void **state)
{
    (void)state;
    struct item *item = shipped_item();
    struct visit visit = {0};
    visit_begin(&visit);
    assert_ok(visit_choose(&visit, item));
    int fd = put(&visit.captured, "signature", "ink");
    assert_ok(visit_choose(&visit, item));
    assert_false(is_open(fd));
    fd = put(&visit.captured, "signature", "ink");
    visit_forget_who(&visit);
    assert_false(is_open(fd));
    fd = put(&visit.captured, "signature", "ink");
    visit_wipe(&visit);
    assert_false(is_open(fd));
    assert_true(all_zero(&visit, sizeof visit));
    item_free(item);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_counted_and_dropped_by_material),
        cmocka_unit_test(no_more_is_taken_than_an_application_holds),
        cmocka_unit_test(together_they_stay_within_the_contract),
        cmocka_unit_test(what_could_be_changed_is_not_taken),
        cmocka_unit_test(sending_has_descriptors_of_its_own),
        cmocka_unit_test(pages_go_with_what_they_were_made_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
