/* SPDX-License-Identifier: Apache-2.0 */
/* pins.ini: read, and written beside the old one and then in its place. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <string.h>

#include "drivers/core/pin.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { FILE_LIMIT = 16 * 1024, PATH_SIZE = 512 };

static const char file_name[] = "pins.ini";

enum { HAS_PLACE = 1, HAS_USB = 2, HAS_RELEASE = 4, HAS_USB_SERIAL = 8, HAS_SERIAL = 16, ALL = 31 };

struct reading {
    struct pins *pins;
    unsigned has[PINS_MAX];
    const char *why;
};

/* A device may call itself anything: what is not plain stands as %XX, so that it survives an ini
 * file and an eye. */
static bool is_plain(char c)
{
    return isalnum((unsigned char)c) || (c && strchr(".:/_-+", c));
}

static void write_text(FILE *f, const char *name, const char *text)
{
    fprintf(f, "%s = ", name);
    for (; *text; text++)
        if (is_plain(*text))
            fputc(*text, f);
        else
            fprintf(f, "%%%02x", (unsigned char)*text);
    fprintf(f, "\n");
}

static const char *take_text(char *field, size_t size, const char *value)
{
    size_t n = 0;
    for (; *value; n++) {
        unsigned byte = (unsigned char)*value;
        int used = 1;
        if (n + 1 >= size)
            return "too long";
        if (*value == '%' ? sscanf(value, "%%%2x%n", &byte, &used) != 1 || used != 3 || byte == 0
                          : !is_plain(*value))
            return "other than letters, digits, .:/_-+ and %XX";
        field[n] = (char)byte;
        value += used;
    }
    field[n] = '\0';
    return text_is_utf8(field, n) ? NULL : "no text";
}

static const char *take_usb(struct pin *pin, const char *value)
{
    unsigned vendor, product;
    int end = 0;
    if (sscanf(value, "%4x:%4x%n", &vendor, &product, &end) != 2 || value[end])
        return "two hex numbers, vendor:product";
    pin->vendor = (uint16_t)vendor;
    pin->product = (uint16_t)product;
    return NULL;
}

static const char *take_release(struct pin *pin, const char *value)
{
    unsigned release;
    int end = 0;
    if (sscanf(value, "%4x%n", &release, &end) != 1 || value[end])
        return "a hex number of four digits";
    pin->release = (uint16_t)release;
    return NULL;
}

static const char *take_pair(struct pin *pin, unsigned *has, const char *name, const char *value)
{
    static const char *const names[] = {"place", "usb", "release", "usb_serial", "serial"};
    size_t key = 0;
    while (key < ARRAY_LEN(names) && strcmp(names[key], name) != 0)
        key++;
    if (key == ARRAY_LEN(names))
        return "no such key";
    if (*has & 1u << key)
        return "given twice";
    *has |= 1u << key;
    switch (1u << key) {
    case HAS_PLACE:
        return take_text(pin->place, sizeof pin->place, value);
    case HAS_USB:
        return take_usb(pin, value);
    case HAS_RELEASE:
        return take_release(pin, value);
    case HAS_USB_SERIAL:
        return take_text(pin->usb_serial, sizeof pin->usb_serial, value);
    default:
        return take_text(pin->serial, sizeof pin->serial, value);
    }
}

static const char *open_section(struct pins *pins, const char *section)
{
    if (pins->count && strcmp(pins->pin[pins->count - 1].id, section) == 0)
        return NULL;
    if (pin_class(section) == DEVICE_CLASS_COUNT || pins_find(pins, section))
        return "no device's name, or twice";
    if (pins->count == PINS_MAX)
        return "too many";
    struct pin *pin = &pins->pin[pins->count++];
    *pin = (struct pin){0};
    text_copy(pin->id, sizeof pin->id, section);
    return NULL;
}

static int on_pair(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    r->why = open_section(r->pins, section);
    if (!r->why) {
        size_t at = r->pins->count - 1;
        r->why = take_pair(&r->pins->pin[at], &r->has[at], name, value);
    }
    return r->why == NULL;
}

enum err pins_parse(const char *text, size_t len, struct pins *ret_pins, char *ret_why)
{
    struct pins pins = {0};
    struct reading r = {.pins = &pins};
    ret_why[0] = '\0';
    if (len > FILE_LIMIT)
        return ERR_TOO_LONG;
    if (memchr(text, '\0', len))
        return ERR_FORMAT;
    AUTO(auto_free) char *copy = strndup(text, len);
    if (!copy)
        return ERR_MEMORY;
    int line = ini_parse_string(copy, on_pair, &r);
    if (line != 0) {
        snprintf(ret_why, PIN_WHY, "line %d: %s", line, r.why ? r.why : "malformed");
        return ERR_FORMAT;
    }
    for (size_t i = 0; i < pins.count; i++)
        if (r.has[i] != ALL) {
            snprintf(ret_why, PIN_WHY, "[%s]: a key is missing", pins.pin[i].id);
            return ERR_MISSING;
        }
    *ret_pins = pins;
    return ERR_NONE;
}

void pins_load(struct pins *ret_pins)
{
    char path[PATH_SIZE], why[PIN_WHY] = "";
    size_t size;
    AUTO(auto_free) char *text = NULL;
    *ret_pins = (struct pins){0};
    enum err e = paths_join(PLACE_DEVICES, file_name, path, sizeof path);
    if (e == ERR_NONE)
        e = paths_read_file(path, FILE_LIMIT, &text, &size);
    if (e == ERR_ABSENT)
        return;
    if (e == ERR_NONE)
        e = pins_parse(text, size, ret_pins, why);
    ret_pins->broken = e != ERR_NONE;
    if (ret_pins->broken)
        log_event(LOG_ERROR, "pins_unusable", "err=%s why=\"%s\"", err_name(e), why);
}

static enum err write_pins(FILE *f, const struct pins *pins)
{
    fprintf(f, "; Written by kioskctl devices pin; see drivers/core/pin.h.\n");
    for (size_t i = 0; i < pins->count; i++) {
        const struct pin *p = &pins->pin[i];
        fprintf(f, "\n[%s]\nusb = %04x:%04x\nrelease = %04x\n", p->id, p->vendor, p->product,
                p->release);
        write_text(f, "place", p->place);
        write_text(f, "usb_serial", p->usb_serial);
        write_text(f, "serial", p->serial);
    }
    return fflush(f) != 0 || fsync(fileno(f)) != 0 ? err_from_errno(errno) : ERR_NONE;
}

enum err pins_save(const struct pins *pins)
{
    char path[PATH_SIZE], beside[PATH_SIZE], folder[PATH_SIZE];
    TRY(paths_join(PLACE_DEVICES, file_name, path, sizeof path));
    TRY(paths_join(PLACE_DEVICES, "pins.ini.new", beside, sizeof beside));
    TRY(paths_join(PLACE_DEVICES, ".", folder, sizeof folder));
    AUTO(auto_fclose) FILE *f = fopen(beside, "we");
    if (!f)
        return err_from_errno(errno);
    TRY(write_pins(f, pins));
    if (rename(beside, path) != 0)
        return err_from_errno(errno);
    AUTO(auto_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 || fsync(fd) != 0 ? err_from_errno(errno) : ERR_NONE;
}
