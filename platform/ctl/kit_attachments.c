/* SPDX-License-Identifier: Apache-2.0 */
/* §9: a small attachment in two pieces, and what must not become of it. Fresh keys make its address
 * one that the gateway never saw. */
#include <string.h>

#include "platform/ctl/kit.h"
#include "platform/base/uuid.h"
#include "platform/province/attachment.h"

static const char content[] = "%PDF-1.7 conformance";

enum { FIRST_PIECE = 100 };

/* How much the gateway says there is; NULL when it is what was expected. */
static const char *differs(const struct kit_answer *answer, struct attachment_state wanted,
                           char ret_why[KIT_WHY])
{
    struct attachment_state state;
    if (answer->e != ERR_NONE || answer->status != 200 || answer->code != 0)
        snprintf(ret_why, KIT_WHY, "answered %d with code %d (%s)", answer->status, answer->code,
                 err_text(answer->e));
    else if (attachment_read_state(answer->body, answer->size, &state) != ERR_NONE)
        snprintf(ret_why, KIT_WHY, "a kiosk refuses the answer");
    else if (state.received != wanted.received || state.whole != wanted.whole)
        snprintf(ret_why, KIT_WHY, "received %zu%s, not %zu%s", state.received,
                 state.whole ? " and whole" : "", wanted.received,
                 wanted.whole ? " and whole" : "");
    else
        return NULL;
    return ret_why;
}

static void expect_state(struct kit *kit, const struct kit_rule *rule, const struct kit_ask *ask,
                         struct attachment_state wanted)
{
    struct kit_answer answer;
    char why[KIT_WHY];
    kit_ask(kit, ask, &answer);
    kit_tell(kit, rule, differs(&answer, wanted, why));
    kit_answer_done(&answer);
}

/* A piece of the box; its path lives in `path`. */
static struct kit_ask piece_of(const struct attachment_box *box, size_t offset, size_t size,
                               char path[ATTACHMENT_PATH_TEXT])
{
    attachment_piece_path(box->address, box->size, offset, path);
    return (struct kit_ask){
        .operation = path, .body = (const char *)box->data + offset, .size = size, .puts = true};
}

static void check_pieces(struct kit *kit, const struct attachment_box *box)
{
    static const struct kit_rule none = {"attachment-none", "§9",
                                         "of an attachment that never came: received 0"};
    static const struct kit_rule first = {"attachment-piece", "§9", "a piece is kept"};
    static const struct kit_rule gap = {"attachment-gap", "§9", "a piece behind a gap: 40903"};
    static const struct kit_rule again = {"attachment-again", "§9",
                                          "a piece that came before grows nothing"};
    static const struct kit_rule whole = {
        "attachment-whole", "§9", "with its last byte, over what is there already, it is whole"};
    static const struct kit_rule after = {"attachment-kept", "§9",
                                          "a whole one is told of as whole"};
    char path[ATTACHMENT_PATH_TEXT];
    attachment_path(box->address, box->size, path);
    const struct kit_ask look = {.operation = path};
    char at[ATTACHMENT_PATH_TEXT];
    expect_state(kit, &none, &look, (struct attachment_state){0, false});
    struct kit_ask piece = piece_of(box, 0, FIRST_PIECE, at);
    expect_state(kit, &first, &piece, (struct attachment_state){FIRST_PIECE, false});
    piece = piece_of(box, FIRST_PIECE + 1, 1, at);
    kit_expect(kit, &gap, &piece, 40903);
    piece = piece_of(box, 0, FIRST_PIECE, at);
    expect_state(kit, &again, &piece, (struct attachment_state){FIRST_PIECE, false});
    piece = piece_of(box, FIRST_PIECE / 2, box->size - FIRST_PIECE / 2, at);
    expect_state(kit, &whole, &piece, (struct attachment_state){box->size, true});
    expect_state(kit, &after, &look, (struct attachment_state){box->size, true});
}

static void check_refused(struct kit *kit, const struct attachment_box *box)
{
    static const struct kit_rule other = {"attachment-other", "§9",
                                          "other bytes than the address says: 42204"};
    static const struct kit_rule dropped = {"attachment-dropped", "§9",
                                            "after 42204 nothing of it is there"};
    static const struct kit_rule limit = {"attachment-limit", "§9",
                                          "a piece of 65,537 bytes: 41301"};
    static const struct kit_rule size = {"attachment-size", "§9",
                                         "an attachment of 20,972,545 bytes: 41301"};
    static const struct kit_rule empty = {"attachment-empty", "§9", "a piece without bytes: 40003"};
    static const struct kit_rule type = {"attachment-type", "§6",
                                         "a piece that is said to be JSON: 41501"};
    char path[ATTACHMENT_PATH_TEXT];
    AUTO(auto_free) char *large = calloc(1, ATTACHMENT_PIECE + 1);
    if (!large)
        return;
    box->data[box->size - 1] ^= 1;
    struct kit_ask piece = piece_of(box, 0, box->size, path);
    kit_expect(kit, &other, &piece, 42204);
    attachment_path(box->address, box->size, path);
    expect_state(kit, &dropped, &(struct kit_ask){.operation = path},
                 (struct attachment_state){0, false});
    piece = piece_of(box, 0, 1, path);
    piece.content_type = "application/json";
    kit_expect(kit, &type, &piece, 41501);
    piece = piece_of(box, 0, 0, path);
    kit_expect(kit, &empty, &piece, 40003);
    attachment_piece_path(box->address, ATTACHMENT_SIZE_MAX, 0, path);
    piece = (struct kit_ask){
        .operation = path, .body = large, .size = ATTACHMENT_PIECE + 1, .puts = true};
    kit_expect(kit, &limit, &piece, 41301);
    attachment_piece_path(box->address, ATTACHMENT_SIZE_MAX + 1, 0, path);
    piece.size = 1;
    kit_expect(kit, &size, &piece, 41301);
}

static bool seal(const struct kit *kit, struct attachment_box *ret_box)
{
    return attachment_seal(kit->keys.province, content, strlen(content), ret_box) == ERR_NONE;
}

void kit_check_attachments(struct kit *kit)
{
    AUTO(attachment_done) struct attachment_box box = {.data = NULL}, other = {.data = NULL};
    if (!seal(kit, &box) || !seal(kit, &other))
        return;
    check_pieces(kit, &box);
    check_refused(kit, &other);
}

/* The message with this attachment; NULL when there is no memory. */
static json_t *with_attachment(const json_t *message, const struct attachment_box *box,
                               const char *sm3)
{
    char size[24];
    snprintf(size, sizeof size, "%zu", box->size);
    json_t *one = json_pack("{s:s,s:s,s:s,s:s,s:s}", "address", box->address, "size", size,
                            "media_type", "application/pdf", "sm3", sm3, "name", "kit_material");
    json_t *more = json_deep_copy(message);
    json_t *all = json_pack("[o]", one);
    if (json_object_set_new(more, "attachments", all) == 0)
        return more;
    json_decref(more);
    return NULL;
}

static void expect(struct kit *kit, const struct kit_rule *rule, const json_t *message,
                   struct kit_ask ask, int code)
{
    AUTO(auto_free) char *body = kit_seal_message(kit, message, &ask.size);
    ask.body = body;
    if (body)
        kit_expect(kit, rule, &ask, code);
}

static void send_all(struct kit *kit, const struct attachment_box *box)
{
    static const struct kit_rule rule = {"attachment-sent", "§9", "an attachment in one piece"};
    char path[ATTACHMENT_PATH_TEXT];
    const struct kit_ask piece = piece_of(box, 0, box->size, path);
    expect_state(kit, &rule, &piece, (struct attachment_state){box->size, true});
}

void kit_check_case_attachments(struct kit *kit, const json_t *message, const char *key)
{
    static const struct kit_rule missing = {"case-attachment", "§9",
                                            "a case before its attachment: 42205"};
    static const struct kit_rule content_rule = {"case-content", "§9",
                                                 "an attachment of another sm3 than told: 40002"};
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    if (!seal(kit, &box))
        return;
    AUTO(auto_json_decref) json_t *right = with_attachment(message, &box, box.sm3);
    AUTO(auto_json_decref) json_t *wrong = with_attachment(message, &box, box.address);
    if (!right || !wrong)
        return;
    const struct kit_ask ask = {.operation = "/cases", .key = key};
    expect(kit, &missing, right, ask, 42205);
    send_all(kit, &box);
    expect(kit, &content_rule, wrong, ask, 40002);
}

void kit_expect_missing(struct kit *kit, const struct kit_rule *rule, const char *operation,
                        const json_t *message)
{
    char key[UUID_TEXT];
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    if (!seal(kit, &box) || uuid_make(key) != ERR_NONE)
        return;
    AUTO(auto_json_decref) json_t *more = with_attachment(message, &box, box.sm3);
    if (more)
        expect(kit, rule, more, (struct kit_ask){.operation = operation, .key = key}, 42205);
}
