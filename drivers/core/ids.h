/* SPDX-License-Identifier: Apache-2.0 */
/* assets/devices/ids.ini: which driver a device gets, by what its descriptors say. No vendor id is
 * in the code. A section is a kind of device:
 *
 *   [sam-usb]
 *   class = idcard            device class, as device_class_name()
 *   driver = sam              name of a driver
 *   usb = 0400:c35a           vendor:product in hex; may be repeated; absent: any
 *   tty = card-reader         a serial line that staff named in kiosk.ini, card_reader_tty
 *   camera = any              a camera with this kernel driver, or any
 *   interface = ff/xx/xx      class/subclass/protocol in hex, xx any; absent: the first one
 *   model = SAM-V reader      shown until the device tells a better name
 *   settle_ms = 2000          anything else is a quirk, a number or a word for the driver
 *
 * The first section that fits is taken: put the particular before the general. A section needs usb,
 * tty, camera or interface. Of several devices that could take a command, the one whose section
 * stands first gets it. */
#pragma once

#include "drivers/bus/types.h"
#include "drivers/wire/wire.h"

enum { IDS_WORD = 64, IDS_ROWS = 64, IDS_USB = 16, IDS_QUIRKS = 16, IDS_WHY = 160 };

struct id_row {
    char name[IDS_WORD]; /* of the section */
    enum device_class device_class;
    char driver[IDS_WORD];
    char model[IDS_WORD];
    size_t usb_count;
    struct {
        uint16_t vendor, product;
    } usb[IDS_USB];
    enum wire_kind kind;   /* what it fits, by tty and camera */
    char camera[IDS_WORD]; /* kernel driver; "any" */
    int interface[3];      /* -1: any */
    size_t quirk_count;
    struct {
        char name[IDS_WORD], value[IDS_WORD];
    } quirk[IDS_QUIRKS];
};

struct ids {
    size_t count;
    struct id_row row[IDS_ROWS];
};

/* From a file's content. ret_why (IDS_WHY bytes) says "line 7: usb: two hex numbers". */
MUST_CHECK enum err ids_parse(const char *text, size_t len, struct ids *ret_ids, char *ret_why);
/* From PLACE_ASSETS "devices/ids.ini". The caller frees. */
MUST_CHECK enum err ids_load(struct ids **ret_ids, char *ret_why);

/* The row for a device and the interface that made it fit; NULL when none does. */
const struct id_row *ids_match(const struct ids *ids, const struct wire_identity *identity,
                               const struct wire_interface **ret_interface);

/* A quirk's value; `otherwise` when the row does not have it or it is not such a number. */
const char *id_row_word(const struct id_row *row, const char *quirk, const char *otherwise);
long id_row_number(const struct id_row *row, const char *quirk, long otherwise);
