/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the file, both ways. */
#pragma once

#include "drivers/record/record.h"

#define RECORD_HEAD "budayang-recording 1"

const char *record_act_name(enum wire_act act);
const char *record_type_name(unsigned type);
/* -1: no such word. */
int record_act_of(const char *name);
int record_type_of(const char *name);
