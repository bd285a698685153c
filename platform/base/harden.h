/* SPDX-License-Identifier: Apache-2.0 */
/* What a program does about its own memory, because personal data passes through it. */
#pragma once

#include "platform/base/must.h"

/* First call of main(). Ends core dumps and, unless that is already so, starts the program anew
 * with glibc's malloc overwriting what is freed (malloc.perturb, and no thread cache, which would
 * keep freed bytes as they are). Returns in the process that goes on; keeps environment and
 * arguments. Sanitized builds have their own malloc and are left alone. */
void harden_process(char **argv);

/* Overwrites the unused stack below the caller: local copies of functions that have returned. Each
 * thread that carried personal data calls it when a visit ends. */
void harden_scrub_stack(void);
