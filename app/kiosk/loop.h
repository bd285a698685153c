/* SPDX-License-Identifier: Apache-2.0 */
/* The UI thread: sleeps until an SDL event or a deadline, gives each event to the desk, shows what
 * the desk says. The only caller of SDL's event functions. */
#pragma once

#include "platform/base/settings.h"

/* Runs until SIGTERM, SIGINT or the window is closed. */
MUST_CHECK enum err loop_run(const struct settings *settings, bool windowed);
