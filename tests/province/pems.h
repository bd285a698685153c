/* SPDX-License-Identifier: Apache-2.0 */
/* What the server shows and whom it trusts: ca.pem, server.pem, server.key of a directory. */
#pragma once

#include "platform/base/must.h"

struct pems {
    char *ca, *certificate, *key;
};

/* What was read before stays when one of them is unreadable; says which. */
bool pems_read(struct pems *pems, const char *directory);
void pems_done(struct pems *pems);
