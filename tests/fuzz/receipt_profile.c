/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/receipt */
/* What a printer can do, as a file. One that is taken keeps its bounds, and its commands can be
 * filled in. */
#include <string.h>

#include "drivers/receipt/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static void fill(const struct receipt_profile *p, const struct template *t)
{
    const struct template_values values = profile_values(p);
    uint8_t bytes[TEMPLATE_BYTES];
    demand(t->size <= TEMPLATE_BYTES && template_fill(t, &values, bytes) == t->size);
    if (t->size > 0 && !template_has(t, TEMPLATE_ANY))
        demand(template_begins(t, bytes, 1) || template_has(t, TEMPLATE_LENGTH) ||
               template_has(t, TEMPLATE_SECONDS));
}

static void check(const struct receipt_profile *p)
{
    demand(strnlen(p->model, sizeof p->model) < sizeof p->model);
    demand(strnlen(p->mfg, sizeof p->mfg) < sizeof p->mfg);
    demand(strnlen(p->mdl, sizeof p->mdl) < sizeof p->mdl);
    demand(p->columns > 0 && p->columns * PROFILE_CELL <= p->dots && p->step_um > 0);
    demand(profile_line_height(p, 2, 2) >= 2 * PROFILE_CHARACTER);
    for (int i = 0; i < SIGN_COUNT; i++)
        demand(p->sign[i].count <= PROFILE_BITS);
    const struct template *const commands[] = {&p->cut,     &p->ask,     &p->reply,
                                               &p->present, &p->retract, &p->eject};
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        fill(p, commands[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct receipt_profile profile;
    char why[PROFILE_WHY] = "";
    if (profile_parse((const char *)data, size, &profile, why) != ERR_NONE)
        demand(why[0] && strnlen(why, sizeof why) < sizeof why); /* a refusal always says why */
    else
        check(&profile);
    return 0;
}
