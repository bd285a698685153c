/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: platform/trust platform/outbox platform/base */
/* The smallest readers: UTF-8, UTF-16LE, base64, a clock's and an outbox's number. */
#include <string.h>
#include <sys/mman.h>

#include "platform/base/text.h"
#include "platform/outbox/numbers.h"
#include "platform/trust/base64.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool good)
{
    if (!good)
        __builtin_trap();
}

enum { ROOM = 512 };

static void check_utf8(const char *text, size_t size)
{
    char copy[ROOM], masked[ROOM];
    if (!text_is_utf8(text, size))
        return;
    const char *at = text;
    size_t count = 0;
    for (uint32_t c = text_next(&at); c; c = text_next(&at), count++)
        demand(c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF));
    demand(at == text + size && count == text_count(text));
    bool whole = text_copy(copy, sizeof copy, text);
    demand(whole == (size < sizeof copy) && text_is_utf8(copy, strlen(copy)));
    text_mask(copy, 3, 4, masked, sizeof masked);
    demand(strlen(masked) <= strlen(copy));
}

static void check_utf16(const uint8_t *data, size_t size)
{
    char text[ROOM];
    if (text_from_utf16le(data, size, text, sizeof text) == ERR_NONE)
        demand(text_is_utf8(text, strlen(text)));
}

/* One text for one value. */
static void check_base64(const char *text, size_t size)
{
    uint8_t bytes[ROOM];
    char again[BASE64_LENGTH(ROOM) + 1];
    size_t got;
    if (base64_decode(text, size, bytes, sizeof bytes, &got) != ERR_NONE)
        return;
    base64_encode(bytes, got, again);
    demand(strlen(again) == size && memcmp(again, text, size) == 0);
}

static void check_number(const uint8_t *data, size_t size)
{
    char path[64];
    int64_t ceiling = 0;
    AUTO(auto_close) int fd = memfd_create("numbers", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    numbers_read(path, &ceiling);
    demand(ceiling >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    check_utf8(text, size);
    check_utf16(data, size);
    check_base64(text, size);
    check_number(data, size);
    free(text);
    return 0;
}
