/* SPDX-License-Identifier: Apache-2.0 */
/* Inside kioskctl item preview: the pages of an item's materials. */
#pragma once

#include "app/ctl/preview_painter.h"

/* Each material once, whatever answer it hangs on, and the list; afterwards all are settled, and
 * the answers are the first ones again. */
MUST_CHECK enum err preview_papers(struct model *model, const struct preview_painter *painter);
