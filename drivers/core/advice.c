/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/advice.h"

#define WHOLE_LADDER                                                                               \
    {                                                                                              \
        REMEDY_RETRY, REMEDY_CLEAR_HALT, REMEDY_RESET, REMEDY_REOPEN, REMEDY_REST                  \
    }

static const struct advice table[] = {
    [ERR_CAT_NONE] = {.state = DEVICE_READY, .ends_command = true},
    [ERR_CAT_USAGE] = {.ladder = {REMEDY_REST},
                       .state = DEVICE_BROKEN,
                       .ask = ASK_STAFF,
                       .ends_command = true},
    [ERR_CAT_INPUT] = {.ladder = WHOLE_LADDER, .state = DEVICE_BROKEN, .ask = ASK_STAFF},
    [ERR_CAT_LINK] = {.ladder = WHOLE_LADDER, .state = DEVICE_BROKEN, .ask = ASK_STAFF},
    [ERR_CAT_GONE] = {.ladder = {REMEDY_REST}, .state = DEVICE_ABSENT, .ask = ASK_STAFF},
    [ERR_CAT_CANCELLED] = {.state = DEVICE_READY, .ends_command = true},
    [ERR_CAT_CITIZEN] = {.state = DEVICE_NEEDS_CITIZEN, .ask = ASK_CITIZEN, .ends_command = true},
    /* A rest, because a module that refuses may be mended in place. */
    [ERR_CAT_STAFF] = {.ladder = {REMEDY_REST},
                       .state = DEVICE_NEEDS_STAFF,
                       .ask = ASK_STAFF,
                       .ends_command = true},
    [ERR_CAT_REFUSED] = {.ladder = {REMEDY_REST},
                         .state = DEVICE_SUSPECT,
                         .ask = ASK_STAFF,
                         .ends_command = true},
    [ERR_CAT_TRUST] = {.ladder = {REMEDY_REST},
                       .state = DEVICE_SUSPECT,
                       .ask = ASK_STAFF,
                       .ends_command = true},
    [ERR_CAT_STORAGE] = {.ladder = {REMEDY_REST},
                         .state = DEVICE_BROKEN,
                         .ask = ASK_STAFF,
                         .ends_command = true},
    [ERR_CAT_INTERNAL] = {.ladder = {REMEDY_REST},
                          .state = DEVICE_BROKEN,
                          .ask = ASK_STAFF,
                          .ends_command = true},
};

const struct advice *advice_for(enum err e)
{
    size_t category = (size_t)err_category(e);
    return &table[category < ARRAY_LEN(table) ? category : ERR_CAT_INTERNAL];
}

enum remedy advice_remedy(const struct advice *advice, unsigned attempt)
{
    if (advice->ladder[0] == REMEDY_NONE)
        return REMEDY_NONE;
    if (attempt >= ADVICE_LADDER || advice->ladder[attempt] == REMEDY_NONE)
        return REMEDY_REST;
    return advice->ladder[attempt];
}

int64_t advice_rest_ms(unsigned rests)
{
    enum { SHORT_ONES = 3, DOUBLINGS = 4 };
    unsigned longer = rests < SHORT_ONES ? 0 : rests - SHORT_ONES + 1;
    int64_t ms = (int64_t)ADVICE_REST_MS << (longer < DOUBLINGS ? longer : DOUBLINGS);
    return ms < ADVICE_REST_MAX_MS ? ms : ADVICE_REST_MAX_MS;
}

const char *remedy_name(enum remedy r)
{
    static const char *const names[] = {"none", "retry", "clear-halt", "reset", "reopen", "rest"};
    return (size_t)r < ARRAY_LEN(names) ? names[r] : "?";
}
