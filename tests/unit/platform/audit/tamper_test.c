/* SPDX-License-Identifier: Apache-2.0 */
/* Ten thousand seeded changes to a log of two months, each found: a bit, a letter, lines that went,
 * came, changed places; a beginning or an end cut off; an old state put back; and a chain made anew
 * behind a change, which only an anchor tells from the real one. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/audit/audit.h"
#include "platform/base/paths.h"

enum { TRIES = 10000, LINES = 60, TEXT_MAX = 64 * 1024, ANCHOR_AT = 55, FILES = 3 };

struct text {
    size_t size;
    char data[TEXT_MAX];
};

static char directory[64];
static struct text good[FILES]; /* the last one is empty: nothing is old enough to have gone */
static const char *const names[FILES] = {"audit-202610.log", "audit-202611.log", "audit.base"};
static struct audit_head anchor;
static uint64_t seed = 20261126;

static uint32_t draw(uint32_t below) /* xorshift64* */
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (uint32_t)((seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below;
}

static void put(const struct text file[FILES])
{
    for (int i = 0; i < FILES; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", directory, names[i]);
        unlink(path);
        if (file[i].size == 0 && i == FILES - 1)
            continue;
        FILE *f = fopen(path, "we");
        assert_int_equal(file[i].size, fwrite(file[i].data, 1, file[i].size, f));
        fclose(f);
    }
}

static void make_line(struct text *to, struct audit_head *head, const char *subject, int64_t ms)
{
    char line[AUDIT_LINE];
    const struct audit_entry entry = {AUDIT_CASE_SAVED, subject, "ok"};
    assert_ok(audit_write_line(head, &entry, ms, line, head));
    memcpy(to->data + to->size, line, strlen(line));
    to->size += strlen(line);
}

static int make_log(void **state)
{
    (void)state;
    struct audit_head head = {.sequence = 0};
    strcpy(directory, "/tmp/tamper-XXXXXX");
    assert_non_null(mkdtemp(directory));
    for (int i = 0; i < LINES; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "K017-%06d", i);
        make_line(&good[i >= LINES / 2], &head, subject, 1795400000000 + i);
        if (i + 1 == ANCHOR_AT)
            anchor = head;
    }
    return 0;
}

static int remove_log(void **state)
{
    (void)state;
    for (int i = 0; i < FILES; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", directory, names[i]);
        unlink(path);
    }
    return rmdir(directory);
}

/* Where line `n` of the file begins and how long it is with its LF. */
static size_t line_at(const struct text *t, uint32_t n, size_t *ret_size)
{
    size_t at = 0;
    for (; n > 0; n--)
        at = (size_t)(strchr(t->data + at, '\n') - t->data) + 1;
    *ret_size = (size_t)(strchr(t->data + at, '\n') - t->data) + 1 - at;
    return at;
}

static void take_out(struct text *t, size_t at, size_t size)
{
    memmove(t->data + at, t->data + at + size, t->size - at - size + 1);
    t->size -= size;
}

static void put_in(struct text *t, size_t at, const char *data, size_t size)
{
    memmove(t->data + at + size, t->data + at, t->size - at + 1);
    memcpy(t->data + at, data, size);
    t->size += size;
}

static void flip(struct text f[FILES])
{
    struct text *t = &f[draw(2)];
    t->data[draw((uint32_t)t->size)] ^= (char)(1 << draw(8));
}

static void other_letter(struct text f[FILES])
{
    struct text *t = &f[draw(2)];
    char *at = &t->data[draw((uint32_t)t->size)];
    *at = *at == '7' ? '8' : '7';
}

static void lose_line(struct text f[FILES])
{
    struct text *t = &f[draw(2)];
    size_t size, at = line_at(t, draw(LINES / 2), &size);
    bool last = t == &f[1] && at + size == t->size; /* that is an end cut off behind the anchor */
    if (last)
        at = line_at(t, 0, &size);
    take_out(t, at, size);
}

static void repeat_line(struct text f[FILES])
{
    char copy[AUDIT_LINE];
    size_t size, at = line_at(&f[draw(2)], 0, &size);
    const struct text *from = &f[draw(2)];
    at = line_at(from, draw(LINES / 2), &size);
    memcpy(copy, from->data + at, size);
    struct text *to = &f[draw(2)];
    size_t ignored;
    put_in(to, line_at(to, draw(LINES / 2), &ignored), copy, size);
}

static void swap_lines(struct text f[FILES])
{
    struct text *t = &f[draw(2)];
    char copy[AUDIT_LINE];
    size_t size, other, at = line_at(t, draw(LINES / 2 - 1), &size);
    memcpy(copy, t->data + at, size);
    other = (size_t)(strchr(t->data + at + size, '\n') - t->data) + 1 - at - size;
    memmove(t->data + at, t->data + at + size, other);
    memcpy(t->data + at + other, copy, size);
}

/* Anywhere before the anchor: an end cut off, or an old state of the file put back. */
static void cut_end(struct text f[FILES])
{
    size_t size;
    uint32_t keep = draw(ANCHOR_AT - 1);
    if (keep < LINES / 2) {
        f[0].size = line_at(&f[0], keep, &size);
        f[1].size = 0;
    } else {
        f[1].size = line_at(&f[1], keep - LINES / 2, &size);
    }
    if (draw(2) && f[0].size > 3 && f[1].size == 0)
        f[0].size -= 3; /* in the middle of a line */
}

static void lose_month(struct text f[FILES])
{
    f[draw(2)].size = 0;
}

/* One line says something else, and everything behind it was made anew: a perfect chain. */
static void make_anew(struct text f[FILES])
{
    struct audit_head head = {.sequence = 0};
    uint32_t changed = draw(ANCHOR_AT - 1);
    f[0].size = f[1].size = 0;
    for (uint32_t i = 0; i < LINES; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "K017-%06u", i == changed ? i + 500000 : i);
        make_line(&f[i >= LINES / 2], &head, subject, 1795400000000 + i);
    }
    f[0].data[f[0].size] = f[1].data[f[1].size] = '\0';
}

/* Lines went from the beginning, all of them perhaps, as if they had been old. */
static void cut_beginning(struct text f[FILES])
{
    size_t size, at;
    uint32_t gone = 1 + draw(LINES), file = gone > LINES / 2;
    at = line_at(&f[file], (gone - 1) % (LINES / 2), &size);
    put_in(&f[2], 0, f[file].data + at, size);
    take_out(&f[file], 0, at + size);
    if (file)
        f[0].size = 0;
}

static void (*const ways[])(struct text f[FILES]) = {flip,        other_letter, lose_line,
                                                     repeat_line, swap_lines,   cut_end,
                                                     lose_month,  make_anew,    cut_beginning};

static int unseen(int tries, size_t anchors)
{
    static struct text changed[FILES];
    struct audit_report report;
    int missed = 0;
    for (int i = 0; i < tries; i++) {
        memcpy(changed, good, sizeof good);
        ways[i % (int)ARRAY_LEN(ways)](changed);
        put(changed);
        if (audit_verify(directory, &anchor, anchors, &report)) {
            missed++;
            if (anchors)
                print_message("try %d: way %d was not seen\n", i, i % (int)ARRAY_LEN(ways));
        } else if (!*report.why) {
            fail_msg("try %d: no reason", i);
        }
    }
    return missed;
}

static void each_change_is_found(void **state)
{
    (void)state;
    struct audit_report report;
    put(good);
    if (!audit_verify(directory, &anchor, 1, &report))
        fail_msg("%s", report.why);
    assert_int_equal(LINES, report.last);
    assert_int_equal(ANCHOR_AT, report.anchored);
    assert_int_equal(0, unseen(TRIES, 1));
}

/* What the test would say of a log whose head nobody else keeps. */
static void without_an_anchor_some_are_not(void **state)
{
    (void)state;
    int missed = unseen(400, 0);
    print_message("without an anchor %d of 400 were not seen\n", missed);
    assert_in_range(missed, 400 / (int)ARRAY_LEN(ways), 400 - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_found),
        cmocka_unit_test(without_an_anchor_some_are_not),
    };
    return cmocka_run_group_tests(tests, make_log, remove_log);
}
