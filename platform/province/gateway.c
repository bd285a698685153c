/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/gateway.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "platform/base/keyfile.h"

_Static_assert((int)GATEWAY_WHY == (int)KEYFILE_WHY, "one length of a reason");
_Static_assert(sizeof(enum gateway_algorithm) == sizeof(int), "words are stored as int");
_Static_assert(sizeof(enum gateway_secret) == sizeof(int), "words are stored as int");

#define BIT(part) (1u << (part))

static const char *const parts[GATEWAY_PARTS] = {
    [GATEWAY_METHOD] = "method",   [GATEWAY_PATH] = "path",     [GATEWAY_MS] = "ms",
    [GATEWAY_SECONDS] = "s",       [GATEWAY_NONCE] = "nonce",   [GATEWAY_DIGEST] = "digest",
    [GATEWAY_KEY] = "key",         [GATEWAY_KIOSK] = "kiosk",   [GATEWAY_SYSTEM] = "system",
    [GATEWAY_SERVICE] = "service", [GATEWAY_SECRET] = "secret", [GATEWAY_SIGNATURE] = "signature",
    [GATEWAY_PASS] = "pass",
};

/* The part whose name stands at `at`, behind its brace, and past its end; GATEWAY_PARTS: none. */
static enum gateway_part take_part(const char **at)
{
    for (int part = 0; part < GATEWAY_PARTS; part++) {
        size_t len = strlen(parts[part]);
        if (strncmp(*at, parts[part], len) == 0 && (*at)[len] == '}') {
            *at += len + 1;
            return (enum gateway_part)part;
        }
    }
    return GATEWAY_PARTS;
}

/* Which parts a text that was read has. */
static unsigned parts_of(const char *text)
{
    unsigned found = 0;
    while ((text = strchr(text, '{'))) {
        text++;
        found |= BIT(take_part(&text));
    }
    return found;
}

/* --- reading --- */

/* Visible ASCII and spaces, parts by name, \n. Returns what is wrong, or NULL. */
static const char *read_template(const char *value, char ret_text[GATEWAY_TEXT])
{
    size_t n = 0;
    if (!*value || strlen(value) >= GATEWAY_TEXT)
        return "empty or too long";
    while (*value) {
        const char *from = value;
        if (*value < ' ' || *value > '~' || *value == '}')
            return "a character that is not allowed";
        if (*value == '\\' && value[1] != 'n')
            return "\\n is the only escape";
        if (*value++ == '{' && take_part(&value) == GATEWAY_PARTS)
            return "a part that is not known";
        if (*from == '\\') {
            ret_text[n++] = '\n';
            value++;
            continue;
        }
        memcpy(ret_text + n, from, (size_t)(value - from));
        n += (size_t)(value - from);
    }
    ret_text[n] = '\0';
    return NULL;
}

static const char *read_text(const char *value, void *field)
{
    char text[GATEWAY_TEXT];
    const char *why = read_template(value, text);
    if (!why && parts_of(text) & (BIT(GATEWAY_SIGNATURE) | BIT(GATEWAY_PASS)))
        return "it cannot hold what is made of it";
    if (!why)
        memcpy(field, text, sizeof text);
    return why;
}

/* What HTTP itself says, and what the kiosk's own code does. */
static bool is_taken(const char *name)
{
    static const char *const names[] = {"Host",       "Content-Length",    "Content-Type",
                                        "Connection", "Transfer-Encoding", "Expect"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

static const char *check_name(const struct gateway_headers *headers, const char *name)
{
    static const char token[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    if (!*name || strspn(name, token) != strlen(name))
        return "not a header's name";
    if (is_taken(name))
        return "a header that HTTP needs itself";
    for (size_t i = 0; i < headers->count; i++)
        if (strcasecmp(headers->header[i].name, name) == 0)
            return "a header that stands there already";
    return NULL;
}

static const char *read_header(const char *value, void *field)
{
    struct gateway_headers *headers = field;
    struct gateway_header h;
    const char *colon = strchr(value, ':');
    if (headers->count == GATEWAY_HEADERS)
        return "too many headers";
    if (!colon || (size_t)(colon - value) >= sizeof h.name)
        return "not name: value";
    snprintf(h.name, sizeof h.name, "%.*s", (int)(colon - value), value);
    const char *why = check_name(headers, h.name);
    if (!why)
        why = read_template(colon + 1 + strspn(colon + 1, " "), h.value);
    if (!why && strchr(h.value, '\n'))
        return "a header is one line";
    if (!why && parts_of(h.value) & BIT(GATEWAY_SECRET))
        return "a secret is never sent";
    if (!why)
        headers->header[headers->count++] = h;
    return why;
}

/* --- rules between keys --- */

static unsigned in_headers(const struct gateway *g)
{
    unsigned found = 0;
    for (size_t i = 0; i < g->headers.count; i++)
        found |= parts_of(g->headers.header[i].value);
    return found;
}

static bool uses_secret(const struct gateway_seal *seal)
{
    return *seal->text &&
           (seal->algorithm == GATEWAY_HMAC_SHA256 || parts_of(seal->text) & BIT(GATEWAY_SECRET));
}

static const char *check_signature(const struct gateway *g)
{
    static const struct {
        unsigned any;
        const char *why;
    } covered[] = {
        {BIT(GATEWAY_METHOD), "the method is not signed"},
        {BIT(GATEWAY_PATH), "the path is not signed"},
        {BIT(GATEWAY_MS) | BIT(GATEWAY_SECONDS), "the time is not signed"},
        {BIT(GATEWAY_NONCE), "the nonce is not signed: a request could be replayed"},
        {BIT(GATEWAY_DIGEST), "the body's digest is not signed"},
        {BIT(GATEWAY_KEY), "the Idempotency-Key is not signed"},
    };
    unsigned found = parts_of(g->signature.text);
    for (size_t i = 0; i < ARRAY_LEN(covered); i++)
        if (!(found & covered[i].any))
            return covered[i].why;
    return g->signature.algorithm == GATEWAY_SHA256 ? "a digest is not a signature" : NULL;
}

/* What only we know when it is signed, the other side must be told. */
static const char *check_told(const struct gateway *g)
{
    static const unsigned ours = BIT(GATEWAY_MS) | BIT(GATEWAY_SECONDS) | BIT(GATEWAY_NONCE) |
                                 BIT(GATEWAY_DIGEST) | BIT(GATEWAY_KEY);
    unsigned told = in_headers(g);
    unsigned used = parts_of(g->signature.text) | parts_of(g->pass.text);
    if (!(told & BIT(GATEWAY_KIOSK)))
        return "no header says whose signature it is";
    if (!(told & BIT(GATEWAY_SIGNATURE)))
        return "no header holds the signature";
    if (!(told & BIT(GATEWAY_PASS)) != !*g->pass.text)
        return "[pass] and {pass} belong together";
    return used & ours & ~told ? "a part is signed that no header tells" : NULL;
}

static const char *check(const void *filled, const char **ret_name)
{
    const struct gateway *g = filled;
    *ret_name = "text";
    const char *why = check_signature(g);
    if (why)
        return why;
    *ret_name = "secret";
    if (g->pass.algorithm == GATEWAY_SHA256 && !uses_secret(&g->pass))
        return "a pass without a secret anybody could make";
    if ((uses_secret(&g->signature) || uses_secret(&g->pass)) != (g->secret != GATEWAY_NO_SECRET))
        return "a secret that is used nowhere, or used and not there";
    *ret_name = "header";
    return check_told(g);
}

static const char *const algorithms[] = {"sm2", "hmac-sha256", "sha256", NULL};
static const char *const encodings[] = {"base64", "hex", NULL};
static const char *const secrets[] = {"none", "file", "fetched", NULL};
static const char *const optional[] = {"gateway", "pass", NULL};

#define WORD(section, name, field, words)                                                          \
    {                                                                                              \
        section, name, KEY_WORD, offsetof(struct gateway, field), 0, 0, NULL, words, NULL          \
    }
#define OWN(kind, section, name, field, read)                                                      \
    {                                                                                              \
        section, name, kind, offsetof(struct gateway, field), 1, 0, NULL, NULL, read               \
    }

static const struct key keys[] = {
    WORD("gateway", "secret", secret, secrets),
    WORD("signature", "algorithm", signature.algorithm, algorithms),
    WORD("signature", "encoding", signature.encoding, encodings),
    OWN(KEY_OWN, "signature", "text", signature.text, read_text),
    WORD("pass", "algorithm", pass.algorithm, algorithms),
    WORD("pass", "encoding", pass.encoding, encodings),
    OWN(KEY_OWN, "pass", "text", pass.text, read_text),
    OWN(KEY_LIST, "headers", "header", headers, read_header),
};

static const struct keyfile shape = {keys, ARRAY_LEN(keys), GATEWAY_FILE_MAX, optional, check};

enum err gateway_parse(const char *text, size_t size, struct gateway *ret_gateway,
                       char ret_why[GATEWAY_WHY])
{
    struct gateway draft = {0};
    TRY(keyfile_parse(&shape, text, size, &draft, ret_why));
    *ret_gateway = draft;
    return ERR_NONE;
}

/* --- use --- */

bool gateway_uses(const struct gateway *gateway, enum gateway_part part)
{
    unsigned all =
        in_headers(gateway) | parts_of(gateway->signature.text) | parts_of(gateway->pass.text);
    return all & BIT(part);
}

enum err gateway_fill(const char *text, const char *const values[GATEWAY_PARTS], char *ret_filled,
                      size_t size)
{
    size_t n = 0;
    while (*text) {
        const char *from = text;
        size_t len = 1;
        if (*text++ == '{') {
            from = values[take_part(&text)];
            len = strlen(from);
        }
        if (len >= size - n)
            return ERR_TOO_LONG;
        memcpy(ret_filled + n, from, len);
        n += len;
    }
    ret_filled[n] = '\0';
    return ERR_NONE;
}
