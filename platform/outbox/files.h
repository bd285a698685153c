/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the files of attachments. */
#pragma once

#include "platform/outbox/attached.h"
#include "platform/outbox/store.h"

/* Durable when it returns; nothing is left behind when it fails. ERR_DISK_FULL, ERR_DISK,
 * ERR_TOO_LONG. */
MUST_CHECK enum err files_write(const struct outbox *o, const struct outbox_body *body);
void files_remove(const struct outbox *o, const struct outbox_body *body);
/* Their rows, in the transaction that is open. */
MUST_CHECK enum err files_insert(struct outbox *o, int64_t message, const struct outbox_body *body);

struct files_gone {
    size_t count;
    char address[OUTBOX_FILES_MAX][OUTBOX_ADDRESS_TEXT];
};
/* Takes the rows of a message away, in the transaction that is open; once that is durable,
 * files_erase() removes the files. */
MUST_CHECK enum err files_forget(struct outbox *o, int64_t message, struct files_gone *ret_gone);
void files_erase(const struct outbox *o, const struct files_gone *gone);

/* Removes what no row names: the program died between file and row, or row and file. */
void files_sweep(struct outbox *o);
/* The folder of a database of that path. */
void files_folder(const char *path, char ret_folder[STORE_PATH + 16]);
