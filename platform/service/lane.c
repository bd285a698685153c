/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/lane.h"

#include <string.h>

#include "platform/outbox/outbox.h"
#include "platform/trust/sm3.h"

static const struct secret *number_of(const struct application *a)
{
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->field[i].name, "applyer_page_code") == 0)
            return &a->field[i].value;
    return NULL;
}

enum err lane_of(const struct application *application, int *ret_lane)
{
    uint8_t digest[SM3_SIZE];
    const struct secret *number = number_of(application);
    *ret_lane = 0;
    if (!number || secret_is_empty(number))
        return ERR_NONE;
    TRY(sm3_digest(number->text, number->len, digest));
    *ret_lane = 1 + (digest[0] << 8 | digest[1]) % OUTBOX_LANES;
    wipe(digest, sizeof digest);
    return ERR_NONE;
}
