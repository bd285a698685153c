/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked for without a message: what is published, an item's file, a gateway's secret. */
#pragma once

#include "tests/province/desk.h"

bool views_know(const char *path);
/* How one comes by the gateway's secret: asked for without it. */
bool views_are_of_gateway(const char *path);
/* The answer to a request that may come in. */
struct answer views_show(struct desk *desk, const struct judge_request *request);
