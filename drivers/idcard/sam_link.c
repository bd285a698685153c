/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_link.h"

#include "platform/base/secret.h"

static enum err ask_once(struct sam_link *link, enum sam_command command, int timeout_ms,
                         struct sam_answer *ret_answer)
{
    uint8_t request[SAM_REQUEST_SIZE];
    size_t size;
    sam_link_wipe(link);
    if (link->dirty)
        TRY(link->framing->drain(link->wire));
    link->dirty = true;
    sam_request(command, request);
    TRY(link->framing->send(link->wire, request, sizeof request, timeout_ms));
    TRY(link->framing->receive(link->wire, link->frame, timeout_ms, &size));
    TRY(sam_read_answer(bytes_of(link->frame, size), ret_answer));
    link->dirty = false;
    return ERR_NONE;
}

static bool was_misheard(uint8_t status)
{
    return status == SAM_BAD_CHECKSUM || status == SAM_BAD_LENGTH;
}

enum err sam_ask(struct sam_link *link, enum sam_command command, int timeout_ms,
                 struct sam_answer *ret_answer)
{
    struct sam_answer answer;
    enum err e = ask_once(link, command, timeout_ms, &answer);
    if (e == ERR_NONE && was_misheard(answer.status))
        e = ask_once(link, command, timeout_ms, &answer);
    if (e == ERR_NONE)
        *ret_answer = answer;
    else
        sam_link_wipe(link); /* half a record is personal too */
    return e;
}

void sam_link_distrust(struct sam_link *link)
{
    sam_link_wipe(link);
    link->dirty = true;
}

void sam_link_wipe(struct sam_link *link)
{
    wipe(link->frame, sizeof link->frame);
}
