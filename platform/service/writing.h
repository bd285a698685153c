/* SPDX-License-Identifier: Apache-2.0 */
/* The sealed bodies of what is kept: made when the number is known. */
#pragma once

#include "platform/province/envelope.h"
#include "platform/province/message.h"
#include "platform/service/material.h"

struct writing {
    const struct envelope_writer *writer;
    struct message_sender sender;
    const struct application *application;
    const struct material *material; /* what goes with it */
    const struct rating *rating;
    const char *application_id; /* that is rated */
};

/* For outbox_body.make; `user` is a struct writing. Errors as submission_write(), rating_write()
 * and envelope_build(). */
MUST_CHECK enum err writing_make_case(void *user, const char *local_number, char **ret_body,
                                      size_t *ret_size);
MUST_CHECK enum err writing_make_rating(void *user, const char *local_number, char **ret_body,
                                        size_t *ret_size);
