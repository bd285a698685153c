/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl outbox export FILE: openapi.yaml §14 says what is in the file. */
#pragma once

/* `db`: NULL: this kiosk's. Returns the exit status: 0 all of it, 1 not all or nothing, 2 usage. */
int outbox_export(const char *file, const char *db);
