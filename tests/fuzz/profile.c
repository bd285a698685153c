/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/province */
/* A gateway's profile: any bytes. A refusal says why; what is taken fills its headers within their
 * lines, never with the secret, and always with what was signed. */
#include <string.h>

#include "platform/province/gateway.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SECRET "S3CR3T-OF-NOBODY"

static const char *const values[GATEWAY_PARTS] = {"POST",
                                                  "/kiosk/v1/cases",
                                                  "1795420800000",
                                                  "1795420800",
                                                  "07b62bd4cdd330e41de904cbbf5c8f7d",
                                                  "VLeWdJciapGVz+JE3sxOlWP3BroeT+KHH68HbnEOz40=",
                                                  "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                                                  "K017",
                                                  "system",
                                                  "service",
                                                  SECRET,
                                                  "signature",
                                                  "pass"};

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static void fill(const struct gateway *g)
{
    char text[2048], line[256];
    demand(g->headers.count > 0 && g->headers.count <= GATEWAY_HEADERS);
    for (size_t i = 0; i < g->headers.count; i++) {
        enum err e = gateway_fill(g->headers.header[i].value, values, line, sizeof line);
        demand(e == ERR_NONE || e == ERR_TOO_LONG);
        demand(e != ERR_NONE || (!strchr(line, '\n') && !strstr(line, SECRET)));
    }
    demand(gateway_fill(g->signature.text, values, text, sizeof text) == ERR_NONE);
    demand(strstr(text, values[GATEWAY_DIGEST]) && strstr(text, values[GATEWAY_NONCE]) &&
           strstr(text, values[GATEWAY_PATH]) && strstr(text, values[GATEWAY_KEY]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gateway gateway;
    char why[GATEWAY_WHY] = "";
    if (gateway_parse((const char *)data, size, &gateway, why) == ERR_NONE)
        fill(&gateway);
    else
        demand(why[0] != '\0');
    return 0;
}
