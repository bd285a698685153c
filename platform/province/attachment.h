/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an application: a photograph, a page. Sealed when it is handed over, so that only
 * the province can open it, and addressed by what it then is (openapi.yaml §9). */
#pragma once

#include "platform/trust/sm2.h"
#include "platform/trust/sm3.h"

enum {
    ATTACHMENT_CONTENT_MAX = 20 * 1024 * 1024,
    ATTACHMENT_OVERHEAD = 1024, /* of a container, at most */
    ATTACHMENT_SIZE_MAX = ATTACHMENT_CONTENT_MAX + ATTACHMENT_OVERHEAD,
    ATTACHMENT_PIECE = 64 * 1024,
    ATTACHMENTS_MAX = 20, /* of one application */
    ATTACHMENT_ADDRESS_TEXT = 2 * SM3_SIZE + 1,
    ATTACHMENT_PATH_TEXT = 128,
};

/* A container: everything that travels. */
struct attachment_box {
    uint8_t *data;
    size_t size;
    char address[ATTACHMENT_ADDRESS_TEXT]; /* SM3 of data, small hexadecimal digits */
    char sm3[ATTACHMENT_ADDRESS_TEXT];     /* of the content */
};

/* "image/jpeg", "image/png" or "application/pdf" by how the content begins; NULL: none of them. */
const char *attachment_media_type(const void *content, size_t size);
/* `size` 1 to ATTACHMENT_CONTENT_MAX, else ERR_TOO_LONG. ERR_MEMORY, ERR_LIBRARY. Release with
 * attachment_done(). */
MUST_CHECK enum err attachment_seal(const struct sm2_key *province, const void *content,
                                    size_t size, struct attachment_box *ret_box);
void attachment_done(struct attachment_box *box);
/* The province's side, for tests. ret_content: ret_size bytes from malloc; the caller wipes and
 * frees. ERR_FORMAT, ERR_SIGNATURE (anything was changed). */
MUST_CHECK enum err attachment_open(const struct sm2_key *province, const void *box, size_t size,
                                    uint8_t **ret_content, size_t *ret_size);

/* "/attachments/ADDRESS/SIZE", and with where a piece begins. */
void attachment_path(const char *address, size_t size, char ret_path[ATTACHMENT_PATH_TEXT]);
void attachment_piece_path(const char *address, size_t size, size_t offset,
                           char ret_path[ATTACHMENT_PATH_TEXT]);

/* How much of it the province has. */
struct attachment_state {
    size_t received;
    bool whole;
};
/* The reply to GET and to PUT. ERR_FORMAT. */
MUST_CHECK enum err attachment_read_state(const char *reply, size_t size,
                                          struct attachment_state *ret_state);
