/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/base drivers/record */
/* Any text, read as a recording. What is taken is written the same way each time, and what a
 * scrubber leaves of it is scrubbed already. */
#include <string.h>

#include "drivers/record/record.h"

static void assert_same(const char *a, size_t a_size, const char *b, size_t b_size)
{
    if (a_size != b_size || memcmp(a, b, a_size) != 0)
        abort();
}

static char *write_again(const char *text, size_t size, size_t *ret_size)
{
    char why[RECORD_WHY], *again = NULL;
    struct record record;
    if (record_read(text, size, &record, why) != ERR_NONE ||
        record_write(&record, &again, ret_size) != ERR_NONE)
        abort();
    record_done(&record);
    return again;
}

/* Scrubbing what was scrubbed changes nothing. */
static void scrub_twice(struct record *record)
{
    char why[RECORD_WHY], *once = NULL, *twice = NULL;
    size_t once_size = 0, twice_size = 0;
    if (record_scrub(record, why) != ERR_NONE)
        return;
    if (record_write(record, &once, &once_size) != ERR_NONE)
        abort();
    free(write_again(once, once_size, &twice_size));
    if (record_scrub(record, why) != ERR_NONE ||
        record_write(record, &twice, &twice_size) != ERR_NONE)
        abort();
    free(once);
    free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char why[RECORD_WHY], *text = NULL;
    size_t text_size, again_size;
    struct record record;
    if (record_read((const char *)data, size, &record, why) != ERR_NONE)
        return 0;
    if (record_write(&record, &text, &text_size) != ERR_NONE)
        abort();
    char *again = write_again(text, text_size, &again_size);
    assert_same(text, text_size, again, again_size);
    free(text);
    free(again);
    scrub_twice(&record);
    record_done(&record);
    return 0;
}
