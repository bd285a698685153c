/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/log.h"

#include <stdarg.h>
#include <string.h>

#include "platform/base/clock.h"

enum { LINE_MAX_LEN = 1000 };

static const char *const level_names[] = {"debug", "info", "warn", "error"};
static const char *program_name = "budayang";
static enum log_level lowest = LOG_INFO;

void log_init(const char *program)
{
    program_name = program;
    const char *wanted = getenv("BUDAYANG_LOG");
    for (size_t i = 0; wanted && i < ARRAY_LEN(level_names); i++)
        if (strcmp(wanted, level_names[i]) == 0)
            lowest = (enum log_level)i;
}

static void blank_control_characters(char *line)
{
    for (; *line; line++)
        if ((unsigned char)*line < 0x20 || *line == 0x7f)
            *line = '?';
}

void log_event(enum log_level level, const char *event, const char *pairs, ...)
{
    if (level < lowest)
        return;
    char line[LINE_MAX_LEN + 2];
    int head = snprintf(line, LINE_MAX_LEN, "ms=%lld level=%s prog=%s event=%s ",
                        (long long)clock_wall_ms(), level_names[level], program_name, event);
    if (head < 0 || head >= LINE_MAX_LEN)
        return;
    va_list ap;
    va_start(ap, pairs);
    vsnprintf(line + head, (size_t)(LINE_MAX_LEN - head), pairs, ap);
    va_end(ap);
    blank_control_characters(line);
    size_t n = strlen(line);
    line[n] = '\n';
    /* One write, so that lines of several threads never mix. */
    ssize_t written = write(STDERR_FILENO, line, n + 1);
    (void)written;
}
