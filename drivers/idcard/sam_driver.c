/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_driver.h"

#include "drivers/idcard/address_codec.h"
#include "drivers/idcard/card_codec.h"
#include "drivers/idcard/sam_sight.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

enum { ASK_MS = 1000, READ_MS = 3000, STATUS_EVERY_MS = 4000, SHORT_ANSWER = 16 };
enum { CHECK_CARD_MS = 300, CHECK_IDLE_MS = 900, POLL_MS = 300 };

struct sam {
    struct sam_link link;
    struct sam_sight sight;
    int64_t status_due_ms;
};

/* Asks and wants this status. A record that comes instead belongs to an older question. */
static enum err ask_for(struct sam *sam, enum sam_command command, uint8_t wanted)
{
    struct sam_answer answer;
    TRY(sam_ask(&sam->link, command, ASK_MS, &answer));
    if (answer.data.size > SHORT_ANSWER) {
        sam_link_distrust(&sam->link);
        return ERR_FORMAT;
    }
    return answer.status == wanted ? ERR_NONE : sam_status_err(answer.status);
}

/* An id that makers of other things use too proves nothing: until a SAM module answered once (we
 * have its serial number) there is no reader, but something else. */
static enum err ask_status(struct device *device, struct sam *sam)
{
    enum err e = ask_for(sam, SAM_STATUS, SAM_OK);
    bool strange = err_category(e) == ERR_CAT_LINK || err_category(e) == ERR_CAT_INPUT;
    bool proven = device->info.serial[0] || !id_row_number(device->row, "shared_id", 0);
    return strange && !proven ? ERR_REFUSED : e;
}

static enum err say_hello(struct device *device, struct sam *sam)
{
    char text[SAM_SERIAL_TEXT];
    struct sam_answer answer;
    if (device->fresh)
        TRY(wire_pause(device->wire, id_row_number(device->row, "settle_ms", 0)));
    if (sam->link.framing->begin)
        TRY(sam->link.framing->begin(device->wire));
    TRY(ask_status(device, sam));
    TRY(sam_ask(&sam->link, SAM_SERIAL, ASK_MS, &answer));
    if (answer.status != SAM_OK)
        return sam_status_err(answer.status);
    TRY(sam_read_serial(answer.data, text));
    device_set_serial(device, text);
    if (wire_string(device->wire, device->wire->identity->product_string, text, sizeof text) ==
            ERR_NONE &&
        text[0])
        device_set_model(device, text);
    return ERR_NONE;
}

static void show(struct device *device, const struct sam *sam)
{
    bool there = sam->sight.present;
    device->check_ms = there ? CHECK_CARD_MS : CHECK_IDLE_MS;
    device_set_flags(device, DEVICE_FLAG_CARD_PRESENT, there ? DEVICE_FLAG_CARD_PRESENT : 0);
    device_set_rest(device, there ? DEVICE_NEEDS_CITIZEN : DEVICE_READY);
}

/* Looks at the reader's plate and shows what is there. */
static enum err look(struct device *device, enum sight *ret_sight)
{
    struct sam *sam = device->own;
    TRY(sam_look(&sam->sight, &sam->link, ret_sight));
    show(device, sam);
    return ERR_NONE;
}

static enum err sam_open(struct device *device)
{
    const struct sam_framing *framing =
        framing_for(device->wire->interface, id_row_word(device->row, "framing", NULL));
    if (!framing)
        return ERR_UNSUPPORTED;
    struct sam *sam = calloc(1, sizeof *sam);
    if (!sam)
        return ERR_MEMORY;
    sam->link = (struct sam_link){.wire = device->wire, .framing = framing, .dirty = true};
    sam_sight_init(&sam->sight);
    enum err e = say_hello(device, sam);
    if (e != ERR_NONE) {
        free(sam);
        return e;
    }
    device->own = sam;
    return ERR_NONE;
}

static void sam_close(struct device *device)
{
    struct sam *sam = device->own;
    sam_link_wipe(&sam->link);
    free(sam);
    device->own = NULL;
}

static enum err sam_check(struct device *device)
{
    struct sam *sam = device->own;
    enum sight sight;
    if (clock_now_ms() >= sam->status_due_ms) {
        TRY(ask_for(sam, SAM_STATUS, SAM_OK));
        sam->status_due_ms = clock_now_ms() + STATUS_EVERY_MS;
    }
    return look(device, &sight);
}

/* The frame was whole: what is wrong is on the card. */
static enum err understand(struct bytes text, struct id_record *ret_record)
{
    enum err e = card_read(text, clock_today(), ret_record);
    return err_category(e) == ERR_CAT_INPUT ? ERR_CARD_UNKNOWN : e;
}

static enum err keep_photo(struct bytes photo, struct id_record *record)
{
    size_t size = bytes_left(&photo);
    return size ? secret_set(&record->photo, (const char *)bytes_take(&photo, size), size)
                : ERR_NONE;
}

/* Who moved has a newer address in the chip than on the card's face; it takes the old one's place.
 * A module that does not know the question leaves the face's. */
static enum err take_newest_address(struct sam *sam, struct id_record *record)
{
    struct sam_answer answer;
    enum err e = sam_ask(&sam->link, SAM_ADDRESSES, ASK_MS, &answer);
    if (e == ERR_NONE && answer.status == SAM_OK)
        e = address_read(answer.data, &record->field[ID_ADDRESS]);
    else if (e == ERR_NONE && answer.status != SAM_NO_ITEM)
        e = sam_status_err(answer.status);
    sam_link_wipe(&sam->link);
    return e == ERR_MISSING || e == ERR_UNSUPPORTED ? ERR_NONE : e;
}

static bool has_address(const struct id_record *record)
{
    return record->kind == ID_CITIZEN || record->kind == ID_HMT;
}

/* After find: select, read, understand. The photo goes no further unless it was asked for. */
static enum err read_found(struct sam *sam, bool wants_photo, struct id_record *ret_record)
{
    struct sam_answer answer;
    struct bytes text, photo;
    TRY(ask_for(sam, SAM_SELECT, SAM_OK));
    TRY(sam_ask(&sam->link, SAM_READ, READ_MS, &answer));
    if (answer.status != SAM_OK)
        return sam_status_err(answer.status);
    TRY(sam_read_text(answer.data, &text, &photo));
    TRY(understand(text, ret_record));
    if (wants_photo)
        TRY(keep_photo(photo, ret_record));
    return has_address(ret_record) ? take_newest_address(sam, ret_record) : ERR_NONE;
}

static enum err read_card(struct device *device, struct id_record *ret_record)
{
    struct sam *sam = device->own;
    sam->sight.empty_ms = 0; /* it was put down for this command and for no later one */
    enum err e = read_found(sam, device->wants_photo, ret_record);
    sam_link_wipe(&sam->link);
    if (e != ERR_NONE)
        id_record_wipe(ret_record);
    if (err_category(e) != ERR_CAT_CITIZEN)
        return e;
    log_event(LOG_INFO, "card_not_read", "device=%s err=%s", device->info.id, err_name(e));
    device_hint(device, e == ERR_CARD_MOVED ? ID_HINT_AGAIN : ID_HINT_NOT_A_CARD);
    sam->sight.refused = e != ERR_CARD_MOVED;
    /* The module finds a card again only after it left, or after a reset. */
    TRY(ask_for(sam, SAM_RESET, SAM_OK));
    return e;
}

/* A card that lies there already was not placed for this command, unless the idle looks saw the
 * plate empty just before: people are sometimes quicker than a page. */
static enum err wait_for_lift(struct device *device, enum sight *ret_sight)
{
    const struct sam *sam = device->own;
    TRY(look(device, ret_sight));
    if (*ret_sight == SIGHT_NOTHING ||
        (*ret_sight == SIGHT_CARD && sam_sight_was_empty(&sam->sight)))
        return ERR_NONE;
    device_hint(device, ID_HINT_LIFT_FIRST);
    while (*ret_sight != SIGHT_NOTHING) {
        TRY(wire_pause(device->wire, POLL_MS));
        TRY(look(device, ret_sight));
    }
    return ERR_NONE;
}

static enum err sam_identify(struct device *device, struct id_record *ret_record)
{
    struct sam *sam = device->own;
    bool announced = false;
    enum sight sight;
    TRY(wait_for_lift(device, &sight));
    for (;;) {
        announced = announced && sight != SIGHT_NOTHING;
        if (sight == SIGHT_CARD && !sam->sight.refused) {
            if (!announced)
                device_hint(device, ID_HINT_READING);
            announced = true;
            enum err e = read_card(device, ret_record);
            if (err_category(e) != ERR_CAT_CITIZEN)
                return e;
        }
        TRY(wire_pause(device->wire, POLL_MS));
        TRY(look(device, &sight));
    }
}

const struct driver sam_driver = {
    .name = "sam",
    .device_class = DEVICE_IDCARD,
    .check_ms = CHECK_IDLE_MS,
    .open = sam_open,
    .close = sam_close,
    .check = sam_check,
    .identify = sam_identify,
};
