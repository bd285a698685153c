/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/camera/camera_port.h"
#include "drivers/scanner/live.h"
#include "drivers/scanner/scanner.h"
#include "drivers/scanner/shoot.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

enum { CHECK_MS = 5000 };

static void auto_camera(struct camera **camera)
{
    camera_close(*camera);
}

static enum err camera_driver_open(struct device *device)
{
    const struct wire_camera *about = &device->wire->identity->camera;
    TRY(camera_wire_check(device->wire));
    struct sighting *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    enum err e = sighting_init(s);
    if (e != ERR_NONE) {
        free(s);
        return e;
    }
    device->own = s;
    if (about->card[0])
        device_set_model(device, about->card);
    device_set_serial(device, about->serial[0] ? about->serial : about->bus_info);
    device_set_flags(device, DEVICE_FLAG_PHOTOGRAPHS, about->pages ? DEVICE_FLAG_PHOTOGRAPHS : 0);
    return ERR_NONE;
}

static void camera_driver_close(struct device *device)
{
    sighting_wipe(device->own);
    wipe_free(device->own, sizeof(struct sighting));
    device->own = NULL;
}

static enum err camera_driver_check(struct device *device)
{
    TRY(camera_wire_check(device->wire));
    device_set_rest(device, DEVICE_READY);
    return ERR_NONE;
}

static void on_block(void *user, enum sighting_block block)
{
    device_hint(user, block == SIGHTING_SEVERAL ? ID_HINT_ONE_CODE : ID_HINT_LIFT_FIRST);
}

/* The stream begins with the scan and ends with it: nobody is filmed who has not asked. */
static enum err camera_driver_scan(struct device *device, struct secret *ret_code)
{
    AUTO(auto_camera) struct camera *camera = NULL;
    struct live live = {.sighting = device->own, .on_block = on_block, .user = device};
    TRY(camera_wire_wake(device->wire, &live.wake_fd));
    TRY(camera_wire_stream(device->wire, CAMERA_CODES, &camera));
    sighting_begin(live.sighting);
    enum err e = live_scan(&live, camera, ret_code);
    sighting_wipe(live.sighting);
    return e;
}

static enum err camera_driver_capture(struct device *device, struct snapshot *ret_snapshot)
{
    AUTO(auto_camera) struct camera *camera = NULL;
    int wake_fd;
    TRY(camera_wire_wake(device->wire, &wake_fd));
    TRY(camera_wire_stream(device->wire, CAMERA_PAGES, &camera));
    return shoot_page(camera, wake_fd, ret_snapshot);
}

const struct driver camera_driver = {
    .name = "camera",
    .device_class = DEVICE_SCANNER,
    .check_ms = CHECK_MS,
    .open = camera_driver_open,
    .close = camera_driver_close,
    .check = camera_driver_check,
    .scan = camera_driver_scan,
    .capture = camera_driver_capture,
};
