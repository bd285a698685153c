/* SPDX-License-Identifier: Apache-2.0 */
/* Mock-ups of the drawn screens, and a sheet of the components that they do not show. */
#pragma once

#include "app/ui/part.h"

struct mock {
    const char *name;
    void (*compose)(struct layout *l, const void *model);
};

extern const struct mock mocks[];
extern const int mocks_count;
