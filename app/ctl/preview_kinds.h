/* SPDX-License-Identifier: Apache-2.0 */
/* Inside kioskctl item preview: what a query, an appointment and a fee show after the citizen is
 * known, with an invented province's answers. */
#pragma once

#include "app/ctl/preview_painter.h"

/* Before the citizen is known: the ways without a card. */
MUST_CHECK enum err preview_numbers(struct model *model, const struct preview_painter *painter);
MUST_CHECK enum err preview_cases(struct model *model, const struct preview_painter *painter);
MUST_CHECK enum err preview_booking(struct model *model, const struct preview_painter *painter);
/* Of an item of fees: all there are; of a case that costs something: the one. */
MUST_CHECK enum err preview_fees(struct model *model, const struct preview_painter *painter);
