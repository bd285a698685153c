/* SPDX-License-Identifier: Apache-2.0 */
/* Both ends of the platform bridge on one loop, and a service that answers with known words. */
#pragma once

#include "tests/unit/check.h"

#include "platform/bus/client.h"
#include "platform/bus/server.h"

#define BOTH_TASK "11140802MB0000000K4442036007000"

struct both {
    sd_event *loop;
    struct timers *timers;
    struct platform_server *server;
    struct platform_client *client;
    struct platform_call *kept;
    int ups, downs, onlines, cases, catalogues, calendars, standings, replies;
    int storages, clocks;
    int64_t off_ms;
    bool online, storage;
    enum err last;
    char text[NUMBER_TEXT], name[64], mobile[32];
    size_t count;
    size_t served_cases; /* none: the province cannot be asked */
    struct case_status status;
    struct outbox_counts counts;
    struct calendar served_calendar, calendar;
    struct standing served_standing, standing;
    struct staff_act staff;
};

int both_setup(void **state);
int both_teardown(void **state);
void both_start_server(struct both *b);
void both_run_until(struct both *b, const int *counter, int wanted);
