/* SPDX-License-Identifier: Apache-2.0 */
/* The only clock of the house. Every timer and deadline takes it, so that a test can step time.
 *
 * Seam (BUDAYANG_SEAMS builds only): $BUDAYANG_CLOCK names a file of 8 bytes, a native int64 of
 * milliseconds added to both clocks. A tester changes it with one write(); programs see the new
 * value at once, and clock_step_fd() becomes readable so that sleepers look at their deadlines
 * again. Only forward steps are meaningful for the monotonic clock. When the file has 16 bytes, the
 * second value is added to the wall clock alone: somebody set it, either way. */
#pragma once

#include "platform/base/must.h"

/* Milliseconds of CLOCK_BOOTTIME plus the seam's offset: for durations and deadlines. */
int64_t clock_now_ms(void);
/* Milliseconds since 1970 UTC plus the seam's offset, less what clock_correct() said: for dates,
 * stamps and logs. */
int64_t clock_wall_ms(void);
/* The machine's clock is ahead of a better one by so much (negative: behind it); 0: it is right.
 * Counts for this program alone, from any thread. */
void clock_correct(int64_t ahead_ms);
/* Local calendar date of clock_wall_ms() as YYYYMMDD, e.g. 20261123. */
int clock_today(void);
/* Hour of the same, 0 to 23. */
int clock_hour(void);

/* Microseconds this thread has spent on a processor; no seam. For what may cost so much work and no
 * more, however busy the machine is. */
int64_t clock_busy_us(void);

/* Microseconds of CLOCK_MONOTONIC, no seam: for how long something took, never for a deadline. */
int64_t clock_measure_us(void);

/* A new descriptor, readable after time was stepped, or -1 when there is no seam. The caller polls
 * it, calls clock_step_drain() on it, and closes it. One per thread. */
int clock_step_fd(void);
void clock_step_drain(int fd);

/* Sleeps until clock_now_ms() >= deadline_ms or wake_fd (>= 0) is readable; step-aware.
 * Returns true when wake_fd woke it. */
bool clock_sleep_until(int64_t deadline_ms, int wake_fd);
