/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: values taken from earlier answers (source "answer.NAME"). */
#pragma once

#include "app/form/form.h"

/* Takes the value at `place` from the earlier answer that the item names, keeps it the same as that
 * one, or gives it up when there is none any more. What the citizen or another source said stays.
 */
MUST_CHECK enum err copied_take(struct form *form, int place);
