/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/control/command.h"

#include <stdarg.h>
#include <string.h>

#include "platform/base/text.h"

struct call {
    struct cabinet *cabinet;
    char *argument; /* the rest of the line, "" when there is none */
    struct command_reply *reply;
};

static void PRINTF_LIKE(2, 3) say(struct call *call, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(call->reply->text, sizeof call->reply->text, format, arguments);
    va_end(arguments);
}

static void done(struct call *call, enum err e)
{
    if (e == ERR_NONE)
        say(call, "ok");
    else
        say(call, "error %s", err_text(e));
}

/* The first word of the argument, cut off; the argument moves on. */
static char *next_word(struct call *call)
{
    char *word = call->argument;
    size_t len = strcspn(word, " ");
    call->argument = word + len + (word[len] != '\0');
    word[len] = '\0';
    return word;
}

static bool number_of(const char *word, long *ret_number)
{
    char *end;
    long number = strtol(word, &end, 10);
    if (end == word || *end != '\0' || number < 0 || number > 100000000)
        return false;
    *ret_number = number;
    return true;
}

static struct gadget *device(struct call *call)
{
    struct gadget *g = cabinet_gadget(call->cabinet, next_word(call));
    if (!g)
        say(call, "error no such device");
    return g;
}

/* The camera is no gadget. Taken off the argument, or NULL. */
static struct lens *camera(struct call *call)
{
    static const char name[] = "camera";
    size_t len = sizeof name - 1;
    char after = strncmp(call->argument, name, len) == 0 ? call->argument[len] : 'x';
    if (!call->cabinet->camera || (after != '\0' && after != ' '))
        return NULL;
    next_word(call);
    return call->cabinet->camera;
}

static void on_plug(struct call *call)
{
    struct lens *lens = camera(call);
    struct gadget *g = lens ? NULL : device(call);
    if (lens || g)
        done(call, lens ? lens->plug(lens) : cabinet_plug(call->cabinet, g));
}

static void on_unplug(struct call *call)
{
    struct lens *lens = camera(call);
    struct gadget *g = lens ? NULL : device(call);
    if (g)
        cabinet_unplug(call->cabinet, g);
    if (lens || g)
        done(call, lens ? lens->unplug(lens) : ERR_NONE);
}

static void on_use(struct call *call)
{
    struct gadget *g = device(call);
    if (!g)
        return;
    call->cabinet->used = g;
    done(call, ERR_NONE);
}

static void on_card_present(struct call *call)
{
    struct card card;
    char why[CARD_WHY] = "";
    if (card_load(call->argument, &card, why) != ERR_NONE) {
        say(call, "error %s", why);
        return;
    }
    world_lock(&call->cabinet->world);
    enum err e = reader_present(cabinet_reader(call->cabinet), &card);
    world_unlock(&call->cabinet->world);
    if (e == ERR_STATE)
        say(call, "error a card lies there already");
    else
        done(call, e);
}

static void on_card_lift(struct call *call)
{
    world_lock(&call->cabinet->world);
    for (int i = 0; i < CABINET_READERS; i++)
        reader_lift(cabinet_reader_at(call->cabinet, i));
    world_unlock(&call->cabinet->world);
    done(call, ERR_NONE);
}

static void on_card_slow(struct call *call)
{
    long ms;
    if (!number_of(call->argument, &ms) || ms > 60000) {
        say(call, "error card slow MS");
        return;
    }
    world_lock(&call->cabinet->world);
    for (int i = 0; i < CABINET_READERS; i++)
        cabinet_reader_at(call->cabinet, i)->read_ms = (int)ms;
    world_unlock(&call->cabinet->world);
    done(call, ERR_NONE);
}

static void scan(struct call *call, const void *code, size_t size)
{
    world_lock(&call->cabinet->world);
    enum err e = scanner_read_code(cabinet_scanner(call->cabinet), code, size);
    world_unlock(&call->cabinet->world);
    done(call, e);
}

static void on_scan_text(struct call *call)
{
    scan(call, call->argument, strlen(call->argument));
}

static int nibble(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

static void on_scan_hex(struct call *call)
{
    uint8_t code[SCANNER_CODE_MAX];
    size_t size = strlen(call->argument) / 2;
    bool good = strlen(call->argument) % 2 == 0 && size <= sizeof code;
    for (size_t i = 0; good && i < size; i++) {
        int high = nibble(call->argument[2 * i]), low = nibble(call->argument[2 * i + 1]);
        good = high >= 0 && low >= 0;
        code[i] = good ? (uint8_t)(high << 4 | low) : 0;
    }
    if (good)
        scan(call, code, size);
    else
        say(call, "error pairs of hex digits, at most %d bytes", SCANNER_CODE_MAX);
}

static void paper_out(struct call *call)
{
    long lines = 0;
    char *word = next_word(call);
    if (word[0] != '\0' && (strcmp(word, "after") != 0 || !number_of(call->argument, &lines))) {
        say(call, "error paper out, or paper out after LINES");
        return;
    }
    printer_set_paper_out(cabinet_printer(call->cabinet), lines);
    done(call, ERR_NONE);
}

static void on_paper(struct call *call)
{
    struct printer *p = cabinet_printer(call->cabinet);
    char *word = next_word(call);
    world_lock(&call->cabinet->world);
    done(call, ERR_NONE);
    if (strcmp(word, "out") == 0)
        paper_out(call);
    else if (strcmp(word, "in") == 0)
        printer_load_paper(p);
    else if (strcmp(word, "low") == 0)
        printer_set_paper_low(p);
    else if (strcmp(word, "take") == 0)
        printer_take_paper(p);
    else if (strcmp(word, "jam") == 0)
        printer_jam(p);
    else
        say(call, "error paper in, out, low, take or jam");
    world_unlock(&call->cabinet->world);
}

static void on_cover(struct call *call)
{
    bool open = strcmp(call->argument, "open") == 0;
    if (!open && strcmp(call->argument, "closed") != 0) {
        say(call, "error cover open or closed");
        return;
    }
    world_lock(&call->cabinet->world);
    printer_set_cover(cabinet_printer(call->cabinet), open);
    world_unlock(&call->cabinet->world);
    done(call, ERR_NONE);
}

/* "status HEX", perhaps "x N": what the reader's module says. */
static void on_status_fault(struct call *call, struct reader *r)
{
    char *end;
    next_word(call);
    char *hex = next_word(call), *x = next_word(call);
    unsigned long sw = strtoul(hex, &end, 16);
    long times = -1;
    if (end == hex || *end != '\0' || sw > 0xFF || (*x && strcmp(x, "x") != 0) ||
        (*x && !number_of(call->argument, &times))) {
        say(call, "error fault reader status HEX [x N]");
        return;
    }
    world_lock(&call->cabinet->world);
    reader_set_status(r, (uint8_t)sw, times);
    world_unlock(&call->cabinet->world);
    done(call, ERR_NONE);
}

static void end_reader_faults(struct reader *r)
{
    r->read_ms = READER_READ_MS;
    reader_set_status(r, 0, 0);
}

static struct reader *reader_of(struct cabinet *c, const struct gadget *g)
{
    for (int i = 0; i < CABINET_READERS; i++)
        if (&cabinet_reader_at(c, i)->gadget == g)
            return cabinet_reader_at(c, i);
    return NULL;
}

static void on_page(struct call *call)
{
    struct lens *lens = call->cabinet->camera;
    bool lift = strcmp(call->argument, "lift") == 0;
    if (!lens || (!lift && strcmp(next_word(call), "lay") != 0))
        say(call, "error page lay FILE.jpg, page lift, before a camera");
    else
        done(call, lens->show(lens, lift ? "" : call->argument));
}

static void on_camera_fault(struct call *call, struct lens *lens)
{
    bool mute = strcmp(call->argument, "mute") == 0;
    if (!mute && strcmp(call->argument, "clear") != 0) {
        say(call, "error fault camera mute or clear");
        return;
    }
    lens->mute(lens, mute);
    done(call, ERR_NONE);
}

static void on_fault(struct call *call)
{
    struct fault fault;
    struct lens *lens = camera(call);
    if (lens) {
        on_camera_fault(call, lens);
        return;
    }
    struct gadget *g = device(call);
    if (!g)
        return;
    struct reader *r = reader_of(call->cabinet, g);
    if (r && strncmp(call->argument, "status ", 7) == 0) {
        on_status_fault(call, r);
        return;
    }
    if (fault_parse(call->argument, &fault) != ERR_NONE) {
        say(call, "error mute, stall, short, long, late MS, garbage, babble, resets N, "
                  "unplug-after BYTES, "
                  "status HEX or clear");
        return;
    }
    world_lock(&call->cabinet->world);
    gadget_set_fault(g, &fault);
    if (r && fault.kind == FAULT_NONE)
        end_reader_faults(r);
    world_unlock(&call->cabinet->world);
    done(call, ERR_NONE);
}

static void on_receipts(struct call *call)
{
    say(call, "ok %u", call->cabinet->receipts);
}

static void on_wait(struct call *call)
{
    long count, ms;
    bool receipts = strcmp(next_word(call), "receipts") == 0;
    if (!receipts || !number_of(next_word(call), &count) || !number_of(call->argument, &ms)) {
        say(call, "error wait receipts N MS");
        return;
    }
    call->reply->wait = true;
    call->reply->wait_receipts = (unsigned)count;
    call->reply->wait_until = call->cabinet->world.now() + ms;
}

static void on_receipt(struct call *call)
{
    static const struct {
        const char *word, *suffix;
    } forms[] = {{"bytes", "bin"}, {"png", "png"}, {"text", "txt"}};
    long number;
    if (!number_of(next_word(call), &number) || number < 1 ||
        number > (long)call->cabinet->receipts) {
        say(call, "error no such receipt");
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        if (strcmp(forms[i].word, call->argument) == 0) {
            char path[CABINET_PATH];
            cabinet_receipt_path(call->cabinet, (unsigned)number, forms[i].suffix, path);
            say(call, "ok %s", path);
            return;
        }
    say(call, "error receipt N bytes, png or text");
}

static void on_state(struct call *call)
{
    char json[CABINET_STATE];
    enum err e = cabinet_state(call->cabinet, json);
    if (e == ERR_NONE)
        say(call, "ok %s", json);
    else
        done(call, e);
}

static void on_quit(struct call *call)
{
    call->reply->quit = true;
    done(call, ERR_NONE);
}

static const struct {
    const char *words;
    bool has_argument;
    void (*run)(struct call *call);
} commands[] = {
    {"plug", true, on_plug},
    {"unplug", true, on_unplug},
    {"use", true, on_use},
    {"card present", true, on_card_present},
    {"card lift", false, on_card_lift},
    {"card slow", true, on_card_slow},
    {"scan text", true, on_scan_text},
    {"scan hex", true, on_scan_hex},
    {"page", true, on_page},
    {"paper", true, on_paper},
    {"cover", true, on_cover},
    {"fault", true, on_fault},
    {"receipts", false, on_receipts},
    {"wait", true, on_wait},
    {"receipt", true, on_receipt},
    {"state", false, on_state},
    {"quit", false, on_quit},
};

void command_run(struct cabinet *c, char *line, struct command_reply *ret_reply)
{
    *ret_reply = (struct command_reply){.text = "error unknown command"};
    struct call call = {.cabinet = c, .reply = ret_reply};
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        size_t len = strlen(commands[i].words);
        if (strncmp(line, commands[i].words, len) != 0)
            continue;
        if (line[len] != (commands[i].has_argument ? ' ' : '\0'))
            continue;
        call.argument = line + len + commands[i].has_argument;
        commands[i].run(&call);
        return;
    }
}
