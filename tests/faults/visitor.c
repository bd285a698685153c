/* SPDX-License-Identifier: Apache-2.0 */
/* A citizen at the devices bridge, by lines: what is ordered comes on stdin, everything that
 * happens goes to stdout, a line each, as it happens. Only for invented people: it shows all.
 *
 *   identify T · scan T · print T WORD · cancel T · reset ID
 *   up · down · device ID STATE FLAGS (hex) · hint T HINT
 *   identified T ERR NUMBER · scanned T ERR HEX · printed T OUTCOME ERR · refused T ERR */
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "drivers/bus/client.h"
#include "platform/base/log.h"

enum { LINE = 512, SLIP_LINES = 30 };

struct visitor {
    sd_event *loop;
    struct timers *timers;
    struct devices_client *client;
    char line[LINE];
    size_t size;
};

static void PRINTF_LIKE(1, 2) tell(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

static void on_up(void *user)
{
    (void)user;
    tell("up");
}

static void on_down(void *user)
{
    (void)user;
    tell("down");
}

static void on_device(void *user, const struct device_info *info)
{
    (void)user;
    tell("device %s %s %x", info->id, device_state_name(info->state), info->flags);
}

static void on_hint(void *user, uint32_t token, enum id_hint hint)
{
    (void)user;
    tell("hint %u %s", token, id_hint_name(hint));
}

static void on_identified(void *user, uint32_t token, enum err e, const struct id_record *record)
{
    (void)user;
    tell("identified %u %s %s", token, err_name(e),
         e == ERR_NONE ? secret_text(&record->field[ID_NUMBER]) : "-");
}

static void on_scanned(void *user, uint32_t token, enum err e, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    (void)user;
    printf("scanned %u %s ", token, err_name(e));
    for (size_t i = 0; e == ERR_NONE && i < size; i++)
        printf("%02x", bytes[i]);
    tell("%s", e == ERR_NONE ? "" : "-");
}

static void on_printed(void *user, uint32_t token, enum print_outcome outcome, enum err why)
{
    (void)user;
    tell("printed %u %s %s", token, print_outcome_name(outcome), err_name(why));
}

/* The word in every line, a code with it, and a last line by which a whole slip is known. */
static enum err print_slip(struct visitor *v, uint32_t token, const char *word)
{
    char text[LINE];
    struct receipt_job job = {.count = SLIP_LINES};
    enum err e = ERR_NONE;
    for (int i = 0; i < SLIP_LINES && e == ERR_NONE; i++) {
        bool last = i == SLIP_LINES - 1;
        struct receipt_line *line = &job.line[i];
        *line = (struct receipt_line){.kind = i == 1 ? RECEIPT_QR : RECEIPT_TEXT, .scale = 1};
        snprintf(text, sizeof text, last ? "end of %s" : "%s %d", word, i);
        e = secret_set_text(&line->text, text);
    }
    if (e == ERR_NONE)
        e = devices_client_print(v->client, token, &job);
    receipt_job_wipe(&job);
    return e;
}

static void run_line(struct visitor *v, char *line)
{
    char verb[16] = "", word[LINE] = "";
    unsigned token = 0;
    enum err e = ERR_USAGE;
    if (sscanf(line, "reset %511s", word) == 1) {
        e = devices_client_reset(v->client, word);
    } else if (sscanf(line, "%15s %u %511s", verb, &token, word) >= 2) {
        if (strcmp(verb, "identify") == 0)
            e = devices_client_identify(v->client, token);
        else if (strcmp(verb, "scan") == 0)
            e = devices_client_scan(v->client, token);
        else if (strcmp(verb, "print") == 0)
            e = print_slip(v, token, word);
        else if (strcmp(verb, "cancel") == 0)
            e = devices_client_cancel(v->client, token);
    }
    if (e != ERR_NONE)
        tell("refused %u %s", token, err_name(e));
}

static int on_input(sd_event_source *source, int fd, uint32_t revents, void *user)
{
    struct visitor *v = user;
    (void)source, (void)revents;
    ssize_t n = read(fd, v->line + v->size, sizeof v->line - 1 - v->size);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (n <= 0)
        return sd_event_exit(v->loop, EXIT_SUCCESS);
    v->size += (size_t)n;
    for (char *end = memchr(v->line, '\n', v->size); end; end = memchr(v->line, '\n', v->size)) {
        *end = '\0';
        run_line(v, v->line);
        v->size -= (size_t)(end + 1 - v->line);
        memmove(v->line, end + 1, v->size);
    }
    return 0;
}

static enum err start(struct visitor *v)
{
    const struct devices_events events = {.user = v,
                                          .up = on_up,
                                          .down = on_down,
                                          .device = on_device,
                                          .hint = on_hint,
                                          .identified = on_identified,
                                          .scanned = on_scanned,
                                          .printed = on_printed};
    if (sd_event_new(&v->loop) < 0 ||
        sd_event_add_io(v->loop, NULL, STDIN_FILENO, EPOLLIN, on_input, v) < 0)
        return ERR_LIBRARY;
    TRY(timers_new(v->loop, &v->timers));
    return devices_client_new(v->loop, v->timers, &events, &v->client);
}

int main(void)
{
    struct visitor v = {0};
    log_init("visitor");
    enum err e = start(&v);
    int code = e == ERR_NONE ? sd_event_loop(v.loop) : EXIT_FAILURE;
    devices_client_free(v.client);
    timers_free(v.timers);
    sd_event_unref(v.loop);
    return code == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
