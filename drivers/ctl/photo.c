/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/photo.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "drivers/photo/photo.h"
#include "platform/base/paths.h"
#include "platform/base/settings.h"

enum { PATH = 512 };

static enum err load_settings(struct settings *ret_settings)
{
    char path[PATH], why[SETTINGS_WHY] = "";
    TRY(paths_join(PLACE_ETC, "kiosk.ini", path, sizeof path));
    enum err e = settings_load(path, ret_settings, why);
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl: kiosk.ini: %s\n", why);
    return e;
}

/* It lies beside this program. */
static enum err find_helper(char ret_path[PATH])
{
    ssize_t n = readlink("/proc/self/exe", ret_path, PATH - 1);
    if (n <= 0)
        return ERR_ACCESS;
    ret_path[n] = '\0';
    char *slash = strrchr(ret_path, '/');
    size_t left = PATH - (size_t)(slash - ret_path);
    return snprintf(slash, left, "/budayang-photo") < (int)left ? ERR_NONE : ERR_TOO_LONG;
}

/* The vendors' libraries leave blue, green, red (single source); PPM wants the opposite. */
static void turn_colours(uint8_t *pixels)
{
    for (size_t i = 0; i < PHOTO_PIXELS; i += 3) {
        uint8_t blue = pixels[i];
        pixels[i] = pixels[i + 2];
        pixels[i + 2] = blue;
    }
}

static enum err write_ppm(const char *path, const uint8_t *pixels)
{
    AUTO(auto_close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? ERR_CONFLICT : err_from_errno(errno);
    bool good = dprintf(fd, "P6 %d %d 255\n", PHOTO_WIDTH, PHOTO_HEIGHT) > 0 &&
                write(fd, pixels, PHOTO_PIXELS) == PHOTO_PIXELS;
    if (!good)
        unlink(path);
    return good ? ERR_NONE : ERR_DISK;
}

enum err photo_keep(const struct id_record *record, const char *path)
{
    struct settings settings;
    char helper[PATH];
    TRY(load_settings(&settings));
    TRY(find_helper(helper));
    if (record->photo.len != PHOTO_STORED)
        return ERR_MISSING;
    const struct photo_decoder decoder = {.helper = helper,
                                          .plugin = settings.devices.photo_plugin,
                                          .argument = settings.devices.photo_argument,
                                          .deadline_ms = PHOTO_DEADLINE_MS,
                                          .cancel_fd = -1};
    uint8_t pixels[PHOTO_PIXELS];
    enum err e = photo_decode(&decoder, (const uint8_t *)record->photo.text, pixels);
    if (e == ERR_NONE) {
        turn_colours(pixels);
        e = write_ppm(path, pixels);
    }
    wipe(pixels, sizeof pixels);
    return e;
}
