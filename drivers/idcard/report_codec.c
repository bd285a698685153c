/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/idcard/report_codec.h"

#include <string.h>

enum err report_pack(struct bytes payload, uint8_t ret_report[REPORT_SIZE])
{
    if (payload.size > REPORT_PAYLOAD)
        return ERR_TOO_LONG;
    memset(ret_report, 0, REPORT_SIZE);
    ret_report[0] = (uint8_t)payload.size;
    if (payload.size > 0)
        memcpy(ret_report + 1, payload.data, payload.size);
    return ERR_NONE;
}

void report_pack_send_on(uint8_t ret_report[REPORT_SIZE])
{
    memset(ret_report, 0, REPORT_SIZE);
    ret_report[0] = REPORT_SEND_ON;
}

enum err report_unpack(struct bytes report, struct bytes *ret_payload)
{
    if (report.size != REPORT_SIZE)
        return ERR_TOO_SHORT;
    if (report.data[0] == 0 || report.data[0] > REPORT_PAYLOAD)
        return ERR_RANGE;
    *ret_payload = bytes_of(report.data + 1, report.data[0]);
    return ERR_NONE;
}
