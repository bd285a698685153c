/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/core/ids.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

#include "platform/base/keyfile.h"
#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { FILE_LIMIT = 64 * 1024, PATH_SIZE = 512 };

struct reading {
    struct ids *ids;
    const char *why;
    char key[IDS_WORD];
};

static bool word(char *field, const char *value)
{
    return *value && text_is_utf8(value, strlen(value)) && text_copy(field, IDS_WORD, value);
}

static const char *set_class(struct id_row *row, const char *value)
{
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        if (strcmp(value, device_class_name((enum device_class)c)) == 0) {
            row->device_class = (enum device_class)c;
            return NULL;
        }
    return "no such device class";
}

static const char *add_usb(struct id_row *row, const char *value)
{
    unsigned vendor, product;
    int end = 0;
    if (sscanf(value, "%4x:%4x%n", &vendor, &product, &end) != 2 || value[end])
        return "two hex numbers, vendor:product";
    if (row->usb_count == IDS_USB)
        return "too many";
    row->usb[row->usb_count].vendor = (uint16_t)vendor;
    row->usb[row->usb_count++].product = (uint16_t)product;
    return NULL;
}

static const char *set_tty(struct id_row *row, const char *value)
{
    row->kind = WIRE_TTY;
    return strcmp(value, "card-reader") == 0 ? NULL : "card-reader is the only one";
}

static const char *set_camera(struct id_row *row, const char *value)
{
    row->kind = WIRE_CAMERA;
    return word(row->camera, value) ? NULL : "a kernel driver's name, or any";
}

static const char *set_interface(struct id_row *row, const char *value)
{
    for (int i = 0; i < 3; i++) {
        char *end;
        row->interface[i] = -1;
        if (strncmp(value, "xx", 2) == 0) {
            value += 2;
        } else {
            unsigned long n = strtoul(value, &end, 16);
            if (end == value || n > UINT8_MAX)
                return "three hex bytes or xx, class/subclass/protocol";
            row->interface[i] = (int)n;
            value = end;
        }
        if (*value++ != (i < 2 ? '/' : '\0'))
            return "three hex bytes or xx, class/subclass/protocol";
    }
    return NULL;
}

static const char *add_quirk(struct id_row *row, const char *name, const char *value)
{
    if (row->quirk_count == IDS_QUIRKS)
        return "too many quirks";
    if (!word(row->quirk[row->quirk_count].name, name) ||
        !word(row->quirk[row->quirk_count].value, value))
        return "empty or longer than 63 bytes";
    row->quirk_count++;
    return NULL;
}

static const char *set_key(struct id_row *row, const char *name, const char *value)
{
    if (strcmp(name, "class") == 0)
        return set_class(row, value);
    if (strcmp(name, "usb") == 0)
        return add_usb(row, value);
    if (strcmp(name, "interface") == 0)
        return set_interface(row, value);
    if (strcmp(name, "tty") == 0)
        return set_tty(row, value);
    if (strcmp(name, "camera") == 0)
        return set_camera(row, value);
    if (strcmp(name, "driver") == 0)
        return word(row->driver, value) ? NULL : "empty or longer than 63 bytes";
    if (strcmp(name, "model") == 0)
        return word(row->model, value) ? NULL : "empty or longer than 63 bytes";
    return add_quirk(row, name, value);
}

static int on_pair(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    struct ids *ids = r->ids;
    text_copy(r->key, sizeof r->key, name);
    if (!*section || strlen(section) >= IDS_WORD)
        r->why = "not in a section with a short name";
    else if (ids->count == 0 || strcmp(ids->row[ids->count - 1].name, section) != 0) {
        if (ids->count == IDS_ROWS)
            r->why = "too many sections";
        else {
            struct id_row *row = &ids->row[ids->count++];
            *row = (struct id_row){.device_class = DEVICE_CLASS_COUNT, .interface = {-1, -1, -1}};
            text_copy(row->name, sizeof row->name, section);
        }
    }
    if (!r->why)
        r->why = set_key(&ids->row[ids->count - 1], name, value);
    return r->why == NULL;
}

static bool has_interface(const struct id_row *row)
{
    return row->interface[0] >= 0 || row->interface[1] >= 0 || row->interface[2] >= 0;
}

static const char *check_row(const struct id_row *row)
{
    if (row->device_class == DEVICE_CLASS_COUNT)
        return "class is missing";
    if (!row->driver[0])
        return "driver is missing";
    return row->usb_count || row->kind != WIRE_USB || has_interface(row)
               ? NULL
               : "needs usb, tty, camera or interface";
}

enum err ids_parse(const char *text, size_t len, struct ids *ret_ids, char *ret_why)
{
    struct reading r = {.ids = calloc(1, sizeof *r.ids)};
    AUTO(auto_free) struct ids *ids = r.ids;
    if (!ids)
        return ERR_MEMORY;
    ret_why[0] = '\0';
    if (len > FILE_LIMIT || !keyfile_lines_are_sane(text, len)) {
        snprintf(ret_why, IDS_WHY, "file: too large, or a line is too long or holds a NUL");
        return ERR_FORMAT;
    }
    AUTO(auto_free) char *copy = strndup(text, len);
    if (!copy)
        return ERR_MEMORY;
    int line = ini_parse_string(copy, on_pair, &r);
    if (line != 0) {
        snprintf(ret_why, IDS_WHY, "line %d: %s: %s", line, r.key, r.why ? r.why : "malformed");
        return ERR_FORMAT;
    }
    for (size_t i = 0; i < ids->count; i++) {
        const char *why = check_row(&ids->row[i]);
        if (why) {
            snprintf(ret_why, IDS_WHY, "[%s]: %s", ids->row[i].name, why);
            return ERR_MISSING;
        }
    }
    *ret_ids = *ids;
    return ERR_NONE;
}

enum err ids_load(struct ids **ret_ids, char *ret_why)
{
    char path[PATH_SIZE];
    size_t size;
    AUTO(auto_free) char *text = NULL;
    ret_why[0] = '\0';
    TRY(paths_join(PLACE_ASSETS, "devices/ids.ini", path, sizeof path));
    TRY(paths_read_file(path, FILE_LIMIT, &text, &size));
    AUTO(auto_free) struct ids *ids = calloc(1, sizeof *ids);
    if (!ids)
        return ERR_MEMORY;
    TRY(ids_parse(text, size, ids, ret_why));
    *ret_ids = ids;
    ids = NULL;
    return ERR_NONE;
}

static bool device_fits(const struct id_row *row, const struct wire_identity *identity)
{
    if (row->kind != identity->kind)
        return false;
    if (row->kind == WIRE_CAMERA)
        return strcmp(row->camera, "any") == 0 || strcmp(row->camera, identity->camera.driver) == 0;
    for (size_t i = 0; i < row->usb_count; i++)
        if (row->usb[i].vendor == identity->vendor && row->usb[i].product == identity->product)
            return true;
    return row->usb_count == 0;
}

const struct id_row *ids_match(const struct ids *ids, const struct wire_identity *identity,
                               const struct wire_interface **ret_interface)
{
    for (size_t i = 0; i < ids->count; i++) {
        const struct id_row *row = &ids->row[i];
        if (!device_fits(row, identity))
            continue;
        const struct wire_interface *interface =
            wire_find_interface(identity, row->interface[0], row->interface[1], row->interface[2]);
        if (interface) {
            *ret_interface = interface;
            return row;
        }
    }
    return NULL;
}

const char *id_row_word(const struct id_row *row, const char *quirk, const char *otherwise)
{
    for (size_t i = 0; i < row->quirk_count; i++)
        if (strcmp(row->quirk[i].name, quirk) == 0)
            return row->quirk[i].value;
    return otherwise;
}

long id_row_number(const struct id_row *row, const char *quirk, long otherwise)
{
    const char *value = id_row_word(row, quirk, NULL);
    if (!value)
        return otherwise;
    char *end;
    errno = 0;
    long n = strtol(value, &end, 0);
    return errno || end == value || *end ? otherwise : n;
}
