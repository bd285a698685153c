/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/upkeep.h"

#include <inttypes.h>
#include <string.h>

#include "platform/province/codes.h"
#include "platform/province/message_json.h"

#define DIGITS "0123456789"
#define SMALL  "abcdefghijklmnopqrstuvwxyz"

enum { COUNT_MAX = 999999999, COUNT_TEXT = 16 };

/* A name as a field's, but shorter. */
static enum err check_word(const char *word)
{
    TRY(message_check_name(word));
    return strlen(word) <= UPKEEP_WORD_MAX ? ERR_NONE : ERR_FORMAT;
}

static enum err check_version(const char *version)
{
    size_t len = strnlen(version, UPKEEP_WORD_MAX + 1);
    bool right = len > 0 && len <= UPKEEP_WORD_MAX &&
                 strspn(version, DIGITS SMALL "ABCDEFGHIJKLMNOPQRSTUVWXYZ.~+-") == len;
    return right ? ERR_NONE : ERR_FORMAT;
}

static enum err put_count(json_t *object, const char *name, int64_t count)
{
    char text[COUNT_TEXT];
    int64_t told = count < 0 ? 0 : count > COUNT_MAX ? COUNT_MAX : count;
    snprintf(text, sizeof text, "%" PRId64, told);
    return json_put_text(object, name, text);
}

static enum err put_counts(json_t *object, const struct outbox_counts *counts)
{
    TRY(put_count(object, "waiting", counts->waiting));
    TRY(put_count(object, "sent", counts->sent));
    TRY(put_count(object, "refused", counts->refused));
    return put_count(object, "oldest_s", counts->oldest_ms / 1000);
}

static enum err put_devices(json_t *object, const struct upkeep_state *state)
{
    AUTO(auto_json_decref) json_t *devices = json_object();
    if (!devices)
        return ERR_MEMORY;
    if (state->devices > UPKEEP_DEVICES_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < state->devices; i++) {
        const struct upkeep_device *one = &state->device[i];
        TRY(message_check_name(one->name));
        TRY(check_word(one->state));
        if (json_object_get(devices, one->name))
            return ERR_FORMAT;
        TRY(json_put_text(devices, one->name, one->state));
    }
    return json_object_set(object, "devices", devices) == 0 ? ERR_NONE : ERR_MEMORY;
}

static enum err put_audit(json_t *object, const struct upkeep_state *state)
{
    char text[24];
    enum { HEX = 64 };
    if (state->audit_sequence == 0)
        return ERR_NONE;
    if (strlen(state->audit_digest) != HEX || strspn(state->audit_digest, DIGITS "abcdef") != HEX)
        return ERR_FORMAT;
    snprintf(text, sizeof text, "%" PRIu64, state->audit_sequence);
    TRY(json_put_text(object, "audit_seq", text));
    return json_put_text(object, "audit_digest", state->audit_digest);
}

static enum err put_results(json_t *object, const struct upkeep_state *state)
{
    AUTO(auto_json_decref) json_t *results = json_array();
    if (state->results == 0)
        return ERR_NONE;
    if (state->results > UPKEEP_RESULTS_MAX)
        return ERR_TOO_LONG;
    for (size_t i = 0; i < state->results; i++) {
        const struct upkeep_result *one = &state->result[i];
        json_t *pair = json_object();
        if (json_array_append_new(results, pair) != 0)
            return ERR_MEMORY;
        TRY(code_check_uuid(one->order_id));
        TRY(json_put_text(pair, "order_id", one->order_id));
        TRY(json_put_text(pair, "outcome", remote_outcome_name(one->outcome)));
    }
    return json_object_set(object, "order_results", results) == 0 ? ERR_NONE : ERR_MEMORY;
}

enum err upkeep_write_heartbeat(const struct message_sender *sender,
                                const struct upkeep_state *state, struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(check_version(state->version));
    TRY(message_begin(sender, "heartbeat", &object));
    TRY(json_put_text(object, "version", state->version));
    TRY(put_counts(object, &state->counts));
    TRY(put_devices(object, state));
    TRY(put_audit(object, state));
    TRY(put_results(object, state));
    return message_end(object, ret_doc);
}

enum err upkeep_write_help(const struct message_sender *sender, const char *help_id,
                           enum help_reason reason, const char *screen, struct secret *ret_doc)
{
    static const char *const reasons[] = {[HELP_PERSON] = "person",
                                          [HELP_DEVICE] = "device",
                                          [HELP_PAPER] = "paper",
                                          [HELP_CARD] = "card"};
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(code_check_uuid(help_id));
    TRY(check_word(screen));
    TRY(message_begin(sender, "help", &object));
    TRY(json_put_text(object, "help_id", help_id));
    TRY(json_put_text(object, "reason", reasons[reason]));
    TRY(json_put_text(object, "screen", screen));
    return message_end(object, ret_doc);
}
