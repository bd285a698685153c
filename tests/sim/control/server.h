/* SPDX-License-Identifier: Apache-2.0 */
/* The loop of kiosk-sim: control socket, alarms, signals. It sleeps until one of them. */
#pragma once

#include "tests/sim/control/cabinet.h"

/* Listens at `socket_path` (a stale one is replaced). `stop_fd` readable ends server_run(). */
MUST_CHECK enum err server_listen(const char *socket_path, int *ret_fd);
/* Until `quit` or stop_fd. */
MUST_CHECK enum err server_run(struct cabinet *c, int listen_fd, int stop_fd);
