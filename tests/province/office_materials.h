/* SPDX-License-Identifier: Apache-2.0 */
/* What an official sees of a case's materials: how each came about, pictures and signatures. */
#pragma once

#include <stdio.h>

#include "tests/province/control.h"

/* Nothing when the case has neither materials nor attachments. */
void office_materials(FILE *page, const struct control_rooms *rooms, const json_t *doc);
