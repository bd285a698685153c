/* SPDX-License-Identifier: Apache-2.0 */
/* What is begun here goes on on a phone (openapi.yaml §17), as part of a visit. */
#pragma once

#include "platform/bus/handover.h"

struct visit;

struct handing {
    bool known; /* the province has it: nothing more is to be done here */
    bool print; /* a slip of it is wanted */
    struct handover told;
};

void handing_wipe(struct handing *handing);
/* True for a person's own application with a form, as far as it may be handed in by whoever stands
 * here: known well enough, consented, nothing submitted, no proof to be given out, one item alone
 * (a phone would have to know which parts of several the answers ask for). */
bool visit_may_hand_over(const struct visit *visit);
/* What was said so far and what is still missing. Papers that were photographed or signed here do
 * not go; what a department has is not missing. Makes application_id the first time, so that the
 * same case is never made twice, here and on a phone. ERR_STATE when it may not. The caller wipes
 * it. */
MUST_CHECK enum err visit_make_handover(struct visit *visit, struct handover_wish *ret_wish);
/* ERR_FORMAT: its address says who it is for. */
MUST_CHECK enum err visit_take_handover(struct visit *visit, const struct handover *told);
/* True when something was made here that does not go: a photograph, a signature. */
bool visit_leaves_papers(const struct visit *visit);
