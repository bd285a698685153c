/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "drivers/scanner/grid.h"
#include "drivers/scanner/mesh.h"

enum { SIDE = 480 };

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static void auto_code(QRcode **q)
{
    QRcode_free(*q);
}

static QRcode *code_of(int version)
{
    QRcode *q = QRcode_encodeData(5, (const unsigned char *)"kiosk", version, QR_ECLEVEL_L);
    assert_non_null(q);
    return q;
}

/* Standing at (x, y), turned by `angle`, its rows waving by `wave` modules. */
static struct picture draw(const QRcode *q, struct point centre, double angle, double wave)
{
    struct picture p;
    double module = SIDE * 0.6 / q->width, c = cos(angle), s = sin(angle);
    assert_ok(picture_init(&p, SIDE, SIDE));
    for (int i = 0; i < SIDE * SIDE; i++) {
        int column = i % SIDE, row = i / SIDE;
        double x = (column - centre.x) / module, y = (row - centre.y) / module;
        double u = x * c + y * s, v = y * c - x * s;
        u += wave * sin(v * 6.28 / q->width) + q->width / 2.0;
        v += wave * cos(u * 6.28 / q->width) + q->width / 2.0;
        bool in = u >= 0 && v >= 0 && u < q->width && v < q->width;
        p.grey[i] = in && q->data[(int)v * q->width + (int)u] & 1 ? 40 : 210;
    }
    return p;
}

static void fixed_modules_are_known(void **state)
{
    (void)state;
    for (int version = 1; version <= 21; version++) {
        AUTO(auto_code) QRcode *q = code_of(version);
        int known = 0;
        for (int i = 0; i < q->width * q->width; i++) {
            int k = mesh_known(q->width, i % q->width, i / q->width);
            assert_true(k < 0 || k == (q->data[i] & 1));
            known += k >= 0;
        }
        assert_true(known >= 3 * 64 + 2 * (q->width - 16));
    }
}

static void marks_are_found_at_any_angle(void **state)
{
    (void)state;
    AUTO(auto_code) QRcode *q = code_of(3);
    for (int degrees = 0; degrees < 360; degrees += 15) {
        AUTO(auto_picture)
        struct picture p = draw(q, (struct point){240, 240}, degrees * 3.14159265 / 180, 0);
        AUTO(auto_picture) struct picture binary = {0};
        struct finder found[FINDER_MAX];
        struct triple triples[TRIPLE_MAX];
        struct marks marks;
        assert_ok(picture_threshold(&p, 20, &binary));
        int n = finder_search(&binary, found);
        assert_in_range(n, 3, FINDER_MAX);
        assert_in_range(finder_triples(found, n, triples), 1, TRIPLE_MAX);
        assert_ok(flat_marks(&binary, &triples[0], &marks));
        assert_true(fabsf(marks.modules[0] - 22) < 2 && fabsf(marks.modules[1] - 22) < 2);
    }
}

struct seen {
    const QRcode *code;
    int grids, close;
};

static bool compare(void *user, const struct picture *upright)
{
    struct seen *s = user;
    int n = s->code->width, side = upright->width / (n + 8), wrong = 0;
    s->grids++;
    if (upright->width != (n + 8) * side)
        return true;
    for (int i = 0; i < n * n; i++) {
        int x = (i % n + 4) * side, y = (i / n + 4) * side;
        if ((upright->grey[y * upright->width + x] == 0) != (s->code->data[i] & 1))
            wrong++;
    }
    s->close += wrong * 50 < n * n; /* what error correction is for */
    return wrong * 50 >= n * n;
}

static bool always(void *user)
{
    (void)user;
    return true;
}

static void a_waving_code_is_straightened(void **state)
{
    (void)state;
    static const int versions[] = {1, 2, 4, 7, 10};
    for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
        AUTO(auto_code) QRcode *q = code_of(versions[i]);
        AUTO(auto_picture) struct picture p = draw(q, (struct point){230, 250}, 0.3, 0.5);
        struct seen s = {.code = q};
        assert_ok(grid_search(&p, &(struct grid_calls){compare, always, &s}));
        assert_int_equal(s.close, 1);
    }
}

static bool never(void *user)
{
    (void)user;
    return false;
}

static void it_stops_when_time_is_over(void **state)
{
    (void)state;
    AUTO(auto_code) QRcode *q = code_of(2);
    AUTO(auto_picture) struct picture p = draw(q, (struct point){240, 240}, 0, 0);
    struct seen s = {.code = q};
    assert_ok(grid_search(&p, &(struct grid_calls){compare, never, &s}));
    assert_int_equal(s.grids, 0);
}

static void a_map_that_folds_over_is_refused(void **state)
{
    (void)state;
    struct flat flat;
    struct marks marks = {0};
    assert_err(ERR_RANGE, flat_fit(&marks, 25, false, &flat));
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 4; k++)
            marks.corner[i][k] = (struct point){(float)(i * k), 7};
    assert_err(ERR_RANGE, flat_fit(&marks, 25, false, &flat));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_modules_are_known),
        cmocka_unit_test(marks_are_found_at_any_angle),
        cmocka_unit_test(a_waving_code_is_straightened),
        cmocka_unit_test(it_stops_when_time_is_over),
        cmocka_unit_test(a_map_that_folds_over_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
