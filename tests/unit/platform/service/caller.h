/* SPDX-License-Identifier: Apache-2.0 */
/* The kiosk's end of the bridge, for tests: calls that run the loop until their answer is there.
 * Each returns what the answer said. */
#pragma once

#include "tests/unit/platform/house.h"

#include "platform/bus/client.h"

struct caller {
    sd_event *loop;
    struct timers *timers;
    struct platform_client *client;
    int ups, downs, onlines, changes, catalogues, replies;
    bool online;
    enum err err;
    struct case_status status;
    struct outbox_counts counts;
    size_t rows;
    enum catalogue_reason first;         /* of the first row */
    char changed[NUMBER_TEXT];           /* of the last Case signal */
    char name[64], mobile[32], area[64]; /* of the last pairs */
};

void caller_open(struct caller *c);
void caller_close(struct caller *c);
/* Runs the loop until *counter >= wanted; fails the test after a minute. */
void caller_wait(struct caller *c, const int *counter, int wanted);
/* The same for that long by the real clock; false: it did not come. */
bool caller_await(struct caller *c, const int *counter, int wanted, int seconds);
/* Until kiosk-platform said that it reaches the province, or that it does not. */
void caller_wait_online(struct caller *c, bool online);

enum err caller_health(struct caller *c);
enum err caller_catalogue(struct caller *c);
enum err caller_submit(struct caller *c, const struct application *a);
/* Takes an answer: status, err, one more reply. */
void caller_on_status(void *user, enum err e, const struct case_status *status);
enum err caller_status(struct caller *c, const char *local_number);
enum err caller_rate(struct caller *c, const struct rating *rating);
enum err caller_identify(struct caller *c, const char *credential);
enum err caller_shared(struct caller *c, const char *number);
enum err caller_step_up(struct caller *c, const char *number); /* a code is asked for */
/* Asks for the status, after each signal again, until it is `state`. */
void caller_wait_state(struct caller *c, const char *local_number, enum case_state state);
