/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/booking.h"

void slot_list_wipe(struct slot_list *list)
{
    wipe(list, sizeof *list);
}

void appointment_wipe(struct appointment *appointment)
{
    wipe(appointment, sizeof *appointment);
}

void fee_list_wipe(struct fee_list *list)
{
    wipe(list, sizeof *list);
}
