/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl devices read-photo: from the card on the simulated reader to the technician's file, with
 * decoders that behave and that do not. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>

#include "platform/base/paths.h"
#include "tests/unit/drivers/service/cabinet.h"

#define CARD "card present " TEST_DATA "/id-cards/sample_cn_1295.bin"

enum { HEAD = 15, PICTURE = HEAD + 102 * 126 * 3 };

static struct cabinet c;
static char file[128];

static int begin(void **state)
{
    (void)state;
    cabinet_begin(&c);
    snprintf(file, sizeof file, "%s/photo.ppm", c.folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    cabinet_end(&c);
    return 0;
}

static void set_plugin(const char *line)
{
    char path[128];
    snprintf(path, sizeof path, "%s/kiosk.ini", c.folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f,
            "[kiosk]\ncode = K017\ntitle = 盐湖区政务服务\narea_code = 140802\n"
            "help_phone = 12345\nscreen_mm = 930\n"
            "[province]\nurl = https://127.0.0.1:1/v1\ntimeout_s = 10\n"
            "[devices]\nreceipt_profile = generic-80\n%s"
            "[visit]\nidle_s = 120\nwarn_s = 60\nresult_s = 60\n",
            line);
    assert_int_equal(0, fclose(f));
}

static pid_t ctl_begin(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execl(getenv("KIOSKCTL_DEVICES"), "kioskctl-devices", "read-photo", file, (char *)NULL);
        _exit(99);
    }
    return pid;
}

/* The exit status of one reading. */
static int read_photo(void)
{
    int status;
    pid_t pid = ctl_begin();
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CARD);
    assert_int_equal(pid, waitpid(pid, &status, 0));
    assert_true(WIFEXITED(status));
    cabinet_say(&c, "card lift");
    cabinet_wait_reader(&c, DEVICE_READY, false);
    return WEXITSTATUS(status);
}

static void a_photo_goes_to_the_named_file_and_nowhere_else(void **state)
{
    (void)state;
    AUTO(auto_free) char *data = NULL;
    size_t size;
    set_plugin("photo_plugin = " PLUGINS "/plugin_good.so\n");
    assert_int_equal(0, read_photo());
    assert_ok(paths_read_file(file, 1 << 20, &data, &size));
    assert_int_equal(PICTURE, size);
    assert_memory_equal("P6 102 126 255\n", data, HEAD);
    assert_int_equal((uint8_t)708, (uint8_t)data[HEAD]); /* the sample's photo is all zeros */
    assert_int_equal(1, read_photo());                   /* a file that is there stays as it is */
}

static void a_bad_decoder_harms_neither_file_nor_service(void **state)
{
    (void)state;
    static const char *const lines[] = {"", "photo_plugin = /there/is/none.so\n",
                                        "photo_plugin = " PLUGINS "/plugin_crash.so\n",
                                        "photo_plugin = " PLUGINS "/plugin_overrun.so\n",
                                        "photo_plugin = " PLUGINS "/plugin_hang.so\n"};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        set_plugin(lines[i]);
        assert_int_equal(1, read_photo());
        assert_int_equal(-1, access(file, F_OK));
    }
    cabinet_identify(&c, 1);
    cabinet_wait_looking(&c, "idcard0");
    cabinet_say(&c, CARD);
    cabinet_wait(&c, "1 read 张三");
}

#define story(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        story(a_photo_goes_to_the_named_file_and_nowhere_else),
        story(a_bad_decoder_harms_neither_file_nor_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
