/* SPDX-License-Identifier: Apache-2.0 */
/* A house of its own for one test program: keys, directories, the stand-in province and, when
 * wanted, kiosk-platform as processes. Everything is below one temporary directory. */
#pragma once

#include "tests/unit/check.h"

#include <fcntl.h>
#include <sys/types.h>

#include "platform/bus/types.h"

enum { HOUSE_PATH = 64 };

struct house {
    char root[HOUSE_PATH]; /* the environment points below it: run, state, etc */
    char url[64];          /* https://127.0.0.1:PORT/kiosk/v1 */
    pid_t province, platform;
    int control;                   /* connected to the stand-in */
    const char *program, *preload; /* of kiosk-platform; NULL: as built, and nothing */
    const char *log;               /* where its words go; NULL: to ours */
};

/* Makes directories, keys and kiosk.ini; starts the stand-in and waits until it listens. */
void house_open(struct house *house);
/* Ends what runs and removes everything. */
void house_close(struct house *house);

/* Both end, what they kept goes, the stand-in starts again: as new, with the same keys. */
void house_empty(struct house *house);
/* etc/kiosk.ini again, after house->url was changed: what lies between them. */
void house_write_settings(const struct house *house);

/* Starts kiosk-platform; with `failpoint` (may be NULL) it ends itself there. */
void house_start_platform(struct house *house, const char *failpoint);
/* Sends `signal` (0: none) and returns the wait status. */
int house_end_platform(struct house *house, int signal);

/* Moves the clock forward: of this program and of those it starts. */
void house_step(int64_t ms);
/* Sets kiosk-platform's wall clock `ms` off, either way; the province's stays right. */
void house_set_wall_off(int64_t ms);

/* One command to the stand-in; the reply without "ok ". Fails the test on "error". Static text. */
const char *house_ask(struct house *house, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* An application for 异地就医备案 that the province takes; application_id holds `n`. */
void house_fill_application(struct application *ret_application, int n);
enum { HOUSE_FIXED = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW };
/* A photograph of that size with it, in memory with these seals. */
void house_add_file(struct application *application, size_t size, int seals);
/* Path below the root; static text. */
const char *house_path(const struct house *house, const char *name);
