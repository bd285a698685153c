/* SPDX-License-Identifier: Apache-2.0 */
/* What staff did: who told is not believed about who they are, the kernel is asked. */
#include "platform/bus/server_parts.h"

#include <string.h>
#include <sys/socket.h>

#include "platform/bus/codec.h"
#include "platform/bus/staff.h"
#include "platform/peer/client.h"

static enum err caller_uid(sd_bus_message *m, uid_t *ret_uid)
{
    struct ucred who;
    socklen_t size = sizeof who;
    int fd = sd_bus_get_fd(sd_bus_message_get_bus(m));
    if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) < 0)
        return ERR_ACCESS;
    *ret_uid = who.uid;
    return ERR_NONE;
}

int platform_serve_staff(sd_bus_message *m, void *user, sd_bus_error *error)
{
    const struct platform_service *s = &((struct platform_server *)user)->service;
    struct staff_act act = {.deed = STAFF_NOTHING};
    enum err e = platform_get_staff(m, &act);
    if (e == ERR_NONE)
        e = caller_uid(m, &act.uid);
    if (e == ERR_NONE)
        e = s->staff(s->user, &act);
    return e == ERR_NONE ? sd_bus_reply_method_return(m, "") : peer_fail(error, e);
}
