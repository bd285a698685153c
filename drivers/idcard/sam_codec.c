/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/sam_codec.h"

#include <string.h>

static const uint8_t preamble[5] = {0xaa, 0xaa, 0xaa, 0x96, 0x69};

static uint8_t xor_of(const uint8_t *data, size_t size)
{
    uint8_t check = 0;
    for (size_t i = 0; i < size; i++)
        check ^= data[i];
    return check;
}

void sam_request(enum sam_command command, uint8_t ret_frame[SAM_REQUEST_SIZE])
{
    memcpy(ret_frame, preamble, sizeof preamble);
    uint8_t *at = ret_frame + sizeof preamble;
    at[0] = 0;
    at[1] = 3;
    at[2] = (uint8_t)((unsigned)command >> 8);
    at[3] = (uint8_t)command;
    at[4] = xor_of(at, 4);
}

enum err sam_read_header(const uint8_t header[SAM_HEADER], size_t *ret_len)
{
    if (memcmp(header, preamble, sizeof preamble) != 0)
        return ERR_FORMAT;
    size_t len = (size_t)header[5] << 8 | header[6];
    if (len < SAM_LEN_MIN)
        return ERR_TOO_SHORT;
    if (len > SAM_LEN_MAX)
        return ERR_TOO_LONG;
    *ret_len = len;
    return ERR_NONE;
}

enum err sam_frame_total(struct bytes begun, size_t *ret_total)
{
    size_t len = 0;
    if (bytes_left(&begun) >= SAM_HEADER)
        TRY(sam_read_header(bytes_take(&begun, SAM_HEADER), &len));
    *ret_total = SAM_HEADER + len;
    return ERR_NONE;
}

enum err sam_read_answer(struct bytes frame, struct sam_answer *ret_answer)
{
    const uint8_t *header = bytes_take(&frame, SAM_HEADER);
    size_t len;
    if (!header)
        return ERR_TOO_SHORT;
    TRY(sam_read_header(header, &len));
    if (bytes_left(&frame) != len)
        return bytes_left(&frame) < len ? ERR_TOO_SHORT : ERR_TOO_LONG;
    if (xor_of(header + sizeof preamble, 2 + len) != 0)
        return ERR_CHECKSUM;
    size_t size = len - SAM_LEN_MIN;
    ret_answer->card_sw = bytes_u16be(&frame);
    ret_answer->status = bytes_u8(&frame);
    ret_answer->data = bytes_of(bytes_take(&frame, size), size);
    return ERR_NONE;
}

enum err sam_status_err(uint8_t status)
{
    static const struct {
        uint8_t status;
        enum err err;
    } table[] = {
        {SAM_BAD_CHECKSUM, ERR_CHECKSUM},
        {SAM_BAD_LENGTH, ERR_TOO_SHORT},
        {SAM_UNKNOWN_COMMAND, ERR_UNSUPPORTED}, /* an old module */
        {0x23, ERR_CARD_MOVED},                 /* not permitted: read without select */
        {0x24, ERR_IO},                         /* unrecognised error */
        {0x31, ERR_CARD_MOVED},                 /* the card refused the module */
        {0x32, ERR_CARD_UNKNOWN}, /* the module refused the card: possibly not genuine */
        {0x33, ERR_CARD_MOVED},   /* data did not verify */
        {0x40, ERR_CARD_UNKNOWN}, /* type not recognised */
        {0x41, ERR_CARD_MOVED},   /* read failed */
        {0x47, ERR_CARD_MOVED},   /* random number failed */
        {0x60, ERR_DEVICE_FAULT}, /* self-test failed, takes no commands */
        {0x66, ERR_NOT_AUTHORISED},
        {SAM_NO_CARD, ERR_CARD_MOVED},
        {0x81, ERR_CARD_MOVED}, /* select failed */
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].status == status)
            return table[i].err;
    return ERR_FORMAT;
}

enum err sam_read_text(struct bytes data, struct bytes *ret_text, struct bytes *ret_photo)
{
    size_t text = bytes_u16be(&data);
    size_t photo = bytes_u16be(&data);
    if (data.failed || bytes_left(&data) < text + photo)
        return ERR_TOO_SHORT;
    if (text != SAM_TEXT_SIZE || bytes_left(&data) != text + photo)
        return ERR_FORMAT;
    *ret_text = bytes_of(bytes_take(&data, text), text);
    *ret_photo = bytes_of(bytes_take(&data, photo), photo);
    return ERR_NONE;
}

/* Two 16-bit and three 32-bit little-endian numbers. */
enum err sam_read_serial(struct bytes data, char ret_text[SAM_SERIAL_TEXT])
{
    if (bytes_left(&data) != 16)
        return ERR_FORMAT;
    unsigned a = bytes_u16le(&data), b = bytes_u16le(&data);
    unsigned c = bytes_u32le(&data), d = bytes_u32le(&data), e = bytes_u32le(&data);
    snprintf(ret_text, SAM_SERIAL_TEXT, "%02u.%02u-%08u-%010u-%010u", a, b, c, d, e);
    return ERR_NONE;
}
