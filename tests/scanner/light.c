/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/scanner/light.h"

#include <math.h>

static uint8_t level(double v)
{
    return v < 0 ? 0 : v > 255 ? 255 : (uint8_t)v;
}

void light_change(struct picture *p, light_fn *fn, const double *with)
{
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            uint8_t *pixel = &p->grey[(size_t)y * (size_t)p->width + x];
            *pixel = level(fn(x, y, *pixel, with));
        }
}

double light_glare(double x, double y, double value, const double *with)
{
    double r = hypot(x - with[0], y - with[1]) / with[2];
    return value + with[3] * exp(-r * r);
}

double light_shadow(double x, double y, double value, const double *with)
{
    double edge = ((x - with[0]) * cos(with[2]) + (y - with[1]) * sin(with[2])) / with[3];
    return value * (0.22 + 0.78 / (1 + exp(-edge)));
}

double light_moire(double x, double y, double value, const double *with)
{
    double grid = sin(x * with[0] + y * with[1]) * sin(y * with[0] * 1.03 - x * with[1]);
    double beat = sin(x * with[0] / 9 + with[3]) * sin(y * with[0] / 11);
    return value * (1 + with[2] * grid + with[2] * 0.7 * beat) * 0.8 + 12;
}

void light_noise(struct dice *d, struct picture *p, double sigma)
{
    for (size_t i = 0; i < (size_t)p->width * (size_t)p->height; i++) {
        double sum = -3;
        for (int k = 0; k < 6; k++)
            sum += dice_between(d, 0, 1);
        p->grey[i] = level(p->grey[i] + sum * sigma * 1.41);
    }
}

enum err light_blur(struct picture *p, int radius)
{
    for (int i = 0; i < 3; i++) {
        struct picture out;
        TRY(picture_blur(p, radius, &out));
        picture_wipe(p);
        *p = out;
    }
    return ERR_NONE;
}

enum err light_smear(struct picture *p, double length, double angle)
{
    struct picture out;
    TRY(picture_init(&out, p->width, p->height));
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            int sum = 0, steps = (int)fmax(0, length * 2) + 1;
            for (int n = 0; n < steps; n++) {
                double t = n / 2.0 - length / 2;
                int sx = (int)lround(x + t * cos(angle)), sy = (int)lround(y + t * sin(angle));
                sx = sx < 0 ? 0 : sx >= p->width ? p->width - 1 : sx;
                sy = sy < 0 ? 0 : sy >= p->height ? p->height - 1 : sy;
                sum += p->grey[(size_t)sy * (size_t)p->width + sx];
            }
            out.grey[(size_t)y * (size_t)p->width + x] = (uint8_t)(sum / steps);
        }
    picture_wipe(p);
    *p = out;
    return ERR_NONE;
}
