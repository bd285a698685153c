/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: tests/province */
/* What anybody may send to the stand-in: lines code, timestamp, nonce, digest, signature, key, a
 * body, which it refuses without a good signature; and the schemas, asked of any JSON. */
#include <string.h>
#include <sys/stat.h>

#include "tests/province/judge.h"
#include "tests/province/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static const char private_pem[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgs87pfFR5BLgTQO6D\n"
    "dfQd+QzFTDJtpMoVc3oaiSiToK2hRANCAATUxc51Ay8KDZhzwvKh05S+SBKRCRyl\n"
    "4aqAmQ5wK9U8HlDwfrqyY4kxcCOem8DWZlFaG6VRy7DXr8NQAQ+mVX5d\n"
    "-----END PRIVATE KEY-----\n";

static const char public_pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE1MXOdQMvCg2Yc8LyodOUvkgSkQkc\n"
    "peGqgJkOcCvVPB5Q8H66smOJMXAjnpvA1mZRWhulUcuw16/DUAEPplV+XQ==\n"
    "-----END PUBLIC KEY-----\n";

static char folder[] = "/dev/shm/fuzz-judge-XXXXXX";
static const struct lapses no_lapses;
static struct judge *judge;

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

static void put(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    AUTO(auto_fclose) FILE *f = fopen(path, "wbe");
    demand(f && fputs(text, f) >= 0 && fchmod(fileno(f), 0600) == 0);
}

static void clear(void)
{
    static const char *const names[] = {"province-sm2.key", "kiosks/K017.pub"};
    char path[128];
    judge_free(judge);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/kiosks", folder);
    rmdir(path);
    rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char path[128];
    (void)argc, (void)argv;
    demand(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/kiosks", folder);
    demand(mkdir(path, 0700) == 0);
    put("province-sm2.key", private_pem);
    put("kiosks/K017.pub", public_pem);
    judge = judge_new(folder, &no_lapses);
    demand(judge != NULL);
    atexit(clear);
    return 0;
}

static const char *take_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');
    *at = end ? end + 1 : line + strlen(line);
    if (end)
        *end = '\0';
    return line;
}

static void look(char *text, size_t size)
{
    const char *detail = NULL;
    char *at = text;
    json_t *doc = NULL;
    struct judge_request r = {.method = "POST",
                              .path = "/kiosk/v1/cases",
                              .content_type = "application/json",
                              .certificate_cn = "K017"};
    r.code = take_line(&at);
    r.timestamp = take_line(&at);
    r.nonce = take_line(&at);
    r.digest = take_line(&at);
    r.signature = take_line(&at);
    r.key = take_line(&at);
    r.body = at;
    r.size = size - (size_t)(at - text);
    demand(judge_look(judge, &r, &doc, &detail) != 0 && detail && !doc);
}

static void check(const char *text, size_t size)
{
    static const char *const operations[] = {
        "identify", "shared_data", "proof", "submit", "list", "query",
        "rate",     "heartbeat",   "help",  "slots",  "book", "cancel_appointment",
        "fees",     "fee_state"};
    for (size_t i = 0; i < ARRAY_LEN(operations); i++) {
        json_t *doc = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
        if (!doc)
            return;
        if (json_is_object(doc))
            (void)schema_check(doc, operations[i]);
        json_decref(doc);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    check(text, size);
    look(text, size);
    free(text);
    return 0;
}
