/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that breaks, is full or takes half under the outbox's own files: the ceiling of its
 * numbers, the attachments and the damaged file that is set aside. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/outbox/store.h"
#include "tests/unit/platform/outbox/box.h"
#include "tests/unit/platform/scarce/scarce_files.h"

static const enum err of_disk[] = {ERR_DISK, ERR_DISK_FULL, ERR_IO, ERR_NONE};

struct world {
    const char *dir;
    struct outbox *o;
    int turn;
    char number[NUMBER_TEXT], address[120];
};

/* Each turn needs a new ceiling. */
static enum err put(void *user)
{
    struct world *w = user;
    char id[OUTBOX_KEY_TEXT];
    snprintf(id, sizeof id, "%08u-0000-4000-8000-000000000001", (unsigned)w->turn++ % 10000);
    w->o->ceiling = 0;
    strcpy(w->number, "before");
    return outbox_put(w->o, id, 1000, box_body(), w->number);
}

static void a_number_only_with_its_ceiling(void *user, enum err e)
{
    struct world *w = user;
    assert_int_equal(e == ERR_NONE, strcmp(w->number, "before") != 0);
}

static void new_ceilings(void **state)
{
    for (int disk = SCARCE_DISK_BROKEN; disk <= SCARCE_DISK_SHORT; disk++) {
        struct world w = {.dir = *state, .o = box_open(*state), .turn = disk * 1000};
        const struct scarce_case c = {
            .attempt = put, .after = a_number_only_with_its_ceiling, .user = &w, .also = of_disk};
        scarce_disk_is((enum scarce_disk)disk);
        assert_true(scarce_run(&c) >= 4); /* write, fsync, rename, the folder's fsync */
        outbox_close(w.o);
    }
}

static enum err open_damaged(void *user)
{
    struct world *w = user;
    static const char *const files[] = {"outbox.db", "outbox.db-wal"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(auto_fclose) FILE *f = fopen(box_path(w->dir, files[i]), "wbe");
        assert_non_null(f);
        assert_true(fputs("this is no database at all, nor was it ever one", f) >= 0);
    }
    struct outbox *o = NULL;
    enum err e = outbox_open(box_path(w->dir, "outbox.db"), "K017", &o, NULL);
    assert_int_equal(e == ERR_NONE, o != NULL);
    outbox_close(o);
    return e;
}

static void setting_aside(void **state)
{
    for (int disk = SCARCE_DISK_BROKEN; disk <= SCARCE_DISK_FULL; disk++) {
        struct world w = {.dir = *state};
        const struct scarce_case c = {.attempt = open_damaged, .user = &w, .also = of_disk};
        scarce_disk_is((enum scarce_disk)disk);
        assert_true(scarce_run(&c) >= 4);
    }
}

static enum err put_with_file(void *user)
{
    struct world *w = user;
    char id[OUTBOX_KEY_TEXT], address[OUTBOX_ADDRESS_TEXT];
    struct outbox_file file = {address, "sealed photograph", 17};
    struct outbox_body body = box_body();
    body.file = &file;
    body.files = 1;
    snprintf(id, sizeof id, "%08u-0000-4000-8000-000000000001", (unsigned)w->turn++ % 10000);
    snprintf(address, sizeof address, "%064d", w->turn);
    snprintf(w->address, sizeof w->address, "outbox.db.attachments/%s", address);
    strcpy(w->number, "before");
    return outbox_put(w->o, id, 1000, body, w->number);
}

/* Both or neither; the folder is made again each time, as the first photograph of a kiosk does. */
static void a_number_only_with_its_file(void *user, enum err e)
{
    struct world *w = user;
    assert_int_equal(e == ERR_NONE, strcmp(w->number, "before") != 0);
    assert_int_equal(e == ERR_NONE, access(box_path(w->dir, w->address), F_OK) == 0);
    unlink(box_path(w->dir, w->address));
    rmdir(box_path(w->dir, "outbox.db.attachments"));
}

static void attachments(void **state)
{
    for (int disk = SCARCE_DISK_BROKEN; disk <= SCARCE_DISK_FULL; disk++) {
        struct world w = {.dir = *state, .o = box_open(*state), .turn = disk * 1000};
        const struct scarce_case c = {.attempt = put_with_file,
                                      .after = a_number_only_with_its_file,
                                      .user = &w,
                                      .also = of_disk};
        scarce_disk_is((enum scarce_disk)disk);
        /* The folder and its own folder's fsync; write, fsync, rename, the folder's fsync. */
        assert_true(scarce_run(&c) >= 6);
        outbox_close(w.o);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, box_set_up, box_tear_down)

int main(void)
{
    box_in_memory();
    const struct CMUnitTest tests[] = {TEST(new_ceilings), TEST(attachments), TEST(setting_aside)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
