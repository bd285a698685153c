/* SPDX-License-Identifier: Apache-2.0 */
/* Invented keys in a directory of their own, removed at exit: kiosk/ and province/ as
 * make-demo-keys writes them. */
#pragma once

#include "platform/trust/sm2.h"

/* The directory, NULL when it could not be made. */
const char *demo_keys_dir(void);
/* "kiosk/kiosk-sm2.key" → its whole path; the last eight stay valid. */
const char *demo_keys_path(const char *name);
/* Abort the program when the key cannot be read. The caller frees. */
struct sm2_key *demo_keys_private(const char *name);
struct sm2_key *demo_keys_public(const char *name);
/* A file of that text in the directory, mode as given. */
const char *demo_keys_write(const char *name, const char *text, unsigned mode);
