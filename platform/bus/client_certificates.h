/* SPDX-License-Identifier: Apache-2.0 */
/* A person's electronic certificates, and what a case of theirs lacks, as client.h: each call is
 * answered by exactly one callback when it returned ERR_NONE, and what a callback is given is wiped
 * after it. */
#pragma once

#include "platform/bus/client_booking.h"

typedef void platform_certificates_fn(void *user, enum err e, const struct certificate_list *list);

typedef void platform_corrections_fn(void *user, enum err e, const struct correction_list *list);

/* What a case of theirs lacks; `wish` holds project_no. ERR_NOT_FOUND: it is not theirs. */
MUST_CHECK enum err platform_client_corrections(struct platform_client *client,
                                                const struct platform_asking *asking,
                                                platform_corrections_fn *fn, void *user);
/* Their own; `wish` holds use_cause. ERR_REFUSED: not sure enough who asks. */
MUST_CHECK enum err platform_client_certificates(struct platform_client *client,
                                                 const struct platform_asking *asking,
                                                 platform_certificates_fn *fn, void *user);
/* What a printed copy of one shows; `wish` holds use_cause and certificate_identifier. */
MUST_CHECK enum err platform_client_certificate_copy(struct platform_client *client,
                                                     const struct platform_asking *asking,
                                                     platform_pairs_fn *fn, void *user);
