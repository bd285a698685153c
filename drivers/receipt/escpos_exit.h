/* SPDX-License-Identifier: Apache-2.0 */
/* The dialogue about a slip that is out: seen at the output, taken, or taken back after its time.
 * A printer without a sensor there is never waited for. Counted for staff, without a word of whose
 * it was. */
#pragma once

#include "drivers/core/driver.h"
#include "drivers/receipt/escpos_link.h"
#include "drivers/receipt/presenter.h"

struct escpos_exit {
    struct presenter presenter;
    bool fault; /* its status asks for staff */
};

/* After a status with an answer of the sensor's: what it means, shown; collects what is due. */
MUST_CHECK enum err escpos_exit_look(struct device *device, struct escpos_exit *x,
                                     struct escpos_link *l, uint32_t flags);
/* Before a slip: the one of the citizen before is out of the way. ERR_PAPER_JAM when it does not
 * go. */
MUST_CHECK enum err escpos_exit_clear(struct device *device, struct escpos_exit *x,
                                      struct escpos_link *l);
/* Behind a slip that was printed: waits a moment until the sensor sees it. ERR_PAPER_JAM. */
MUST_CHECK enum err escpos_exit_await(struct device *device, struct escpos_exit *x,
                                      struct escpos_link *l);
