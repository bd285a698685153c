/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/codec_parts.h"

#include <string.h>

static const char device_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

enum err platform_get_staff(sd_bus_message *m, struct staff_act *ret_act)
{
    char name[STAFF_DEVICE_TEXT], device[STAFF_DEVICE_TEXT];
    TRY(codec_text(m, name, sizeof name));
    TRY(codec_text(m, device, sizeof device));
    enum staff_deed deed = staff_deed_of(name);
    if (deed == STAFF_NOTHING || strspn(device, device_letters) != strlen(device))
        return ERR_FORMAT;
    ret_act->deed = deed;
    memcpy(ret_act->device, device, sizeof device);
    return ERR_NONE;
}
