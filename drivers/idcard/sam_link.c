/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_link.h"

#include "platform/base/clock.h"
#include "platform/base/secret.h"

/* With the question behind it still within the two seconds of a check (drivers/core/driver.h). */
enum { OWED_MS = 700 };

/* The module answers one question after the other and cannot be told to stop: a cancel waits for
 * the answer, else it would be taken for the next question's, and each later one too. */
static enum err exchange(struct sam_link *link, const uint8_t request[SAM_REQUEST_SIZE],
                         int timeout_ms, size_t *ret_size)
{
    if (wire_is_halted(link->wire))
        return ERR_CANCELLED;
    wire_shield(link->wire, true);
    enum err e = link->framing->send(link->wire, request, SAM_REQUEST_SIZE, timeout_ms);
    if (e == ERR_NONE)
        e = link->framing->receive(link->wire, link->frame, timeout_ms, ret_size);
    wire_shield(link->wire, false);
    return e;
}

/* A module that is merely slow answers in the middle of the next question, and so for ever after:
 * it would look well and ill in turns. Its late answer is waited for and thrown away. */
static enum err await_owed(struct sam_link *link)
{
    int left_ms;
    size_t size;
    if (framing_time_left(link->owed_until_ms, &left_ms) != ERR_NONE)
        return ERR_NONE;
    enum err e = link->framing->receive(link->wire, link->frame, left_ms, &size);
    link->owed_until_ms = 0;
    sam_link_wipe(link);
    bool none_came = e == ERR_TIMEOUT || err_category(e) == ERR_CAT_INPUT;
    return none_came ? ERR_NONE : e;
}

static enum err clean(struct sam_link *link)
{
    if (link->owed_until_ms)
        TRY(await_owed(link));
    return link->framing->drain(link->wire);
}

static enum err ask_once(struct sam_link *link, enum sam_command command, int timeout_ms,
                         struct sam_answer *ret_answer)
{
    uint8_t request[SAM_REQUEST_SIZE];
    size_t size;
    sam_link_wipe(link);
    if (link->dirty)
        TRY(clean(link));
    link->dirty = true;
    sam_request(command, request);
    enum err e = exchange(link, request, timeout_ms, &size);
    link->owed_until_ms = e == ERR_TIMEOUT ? clock_now_ms() + OWED_MS : 0;
    TRY(e);
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
