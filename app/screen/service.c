/* SPDX-License-Identifier: Apache-2.0 */
#include "app/screen/service.h"

static bool works(const struct service *service, enum device_class c)
{
    enum device_state state = service->device[c].state;
    return service->devices_up &&
           (state == DEVICE_READY || state == DEVICE_BUSY || state == DEVICE_NEEDS_CITIZEN);
}

bool service_has_reader(const struct service *service)
{
    return works(service, DEVICE_IDCARD);
}

bool service_has_scanner(const struct service *service)
{
    return works(service, DEVICE_SCANNER);
}

bool service_has_camera(const struct service *service)
{
    return service->devices_up && service->device[DEVICE_SCANNER].flags & DEVICE_FLAG_PHOTOGRAPHS;
}

bool service_has_printer(const struct service *service)
{
    uint32_t stopped = DEVICE_FLAG_PAPER_OUT | DEVICE_FLAG_COVER_OPEN;
    return works(service, DEVICE_RECEIPT) && !(service->device[DEVICE_RECEIPT].flags & stopped);
}

bool service_card_lies_there(const struct service *service)
{
    return service->card_lies;
}

enum service_slip service_slip(const struct service *service)
{
    static const struct {
        uint32_t flag;
        enum service_slip slip;
    } all[] = {{DEVICE_FLAG_MEDIA_JAMMED, SERVICE_SLIP_JAMMED},
               {DEVICE_FLAG_MEDIA_PRESENT, SERVICE_SLIP_WAITS},
               {DEVICE_FLAG_MEDIA_TAKEN, SERVICE_SLIP_TAKEN},
               {DEVICE_FLAG_MEDIA_RETRACTED, SERVICE_SLIP_RETRACTED}};
    for (size_t i = 0; i < ARRAY_LEN(all) && service->devices_up; i++)
        if (service->device[DEVICE_RECEIPT].flags & all[i].flag)
            return all[i].slip;
    return SERVICE_SLIP_UNSEEN;
}
