/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/bus/handover.h"

#include <string.h>

void handover_wish_wipe(struct handover_wish *wish)
{
    application_wipe(&wish->application);
    wipe(wish, sizeof *wish);
}

void handover_wipe(struct handover *handover)
{
    wipe(handover, sizeof *handover);
}

bool handover_url_is_good(const char *url)
{
    static const char *const begins[] = {"https://", "http://127.0.0.1:", "http://localhost:"};
    for (const char *p = url; *p; p++)
        if (*p <= ' ' || *p > '~')
            return false;
    for (size_t i = 0; i < ARRAY_LEN(begins); i++)
        if (strncmp(url, begins[i], strlen(begins[i])) == 0)
            return url[strlen(begins[i])] != '\0';
    return false;
}

bool handover_code_is_good(const char *code)
{
    enum { SIGNS = HANDOVER_CODE_TEXT - 1 };
    return strlen(code) == SIGNS && strspn(code, HANDOVER_CODE_SIGNS) == SIGNS;
}
