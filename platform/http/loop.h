/* SPDX-License-Identifier: Apache-2.0 */
/* curl's multi interface driven by an sd-event loop: sockets and curl's one timer. Private to
 * platform/http. */
#pragma once

#include <curl/curl.h>
#include <systemd/sd-event.h>

#include "platform/base/err.h"

struct http_loop;

/* A transfer of this multi handle ended. It has been removed from it already. */
typedef void http_loop_done_fn(void *user, CURL *easy, CURLcode result);

MUST_CHECK enum err http_loop_new(sd_event *loop, http_loop_done_fn *done, void *user,
                                  struct http_loop **ret_loop);
/* Every transfer must have been removed. NULL is fine. */
void http_loop_free(struct http_loop *loop);
MUST_CHECK enum err http_loop_add(struct http_loop *loop, CURL *easy);
void http_loop_remove(struct http_loop *loop, CURL *easy);
