/* SPDX-License-Identifier: Apache-2.0 */
/* A finger on an item, on home and in a search. */
#pragma once

#include "app/screen/model.h"
#include "app/screen/screen.h"

/* VERDICT_NEXT when it was taken; STAY when it is not offered. */
enum verdict choose_item(struct model *model, int index);
