/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: tests/sim/control */
/* What testers say to the cabinet: the first byte chooses between a card's file and lines of the
 * control socket. Nothing they say may break it; paths are not followed here. */
#include <string.h>

#include "tests/sim/control/command.h"
#include "tests/sim/models/card.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char folder[] = "/dev/shm/fuzz-sim-XXXXXX";
static int64_t now;

static int64_t a_clock(void)
{
    return now++;
}

static void clear(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        abort();
    atexit(clear);
    return 0;
}

static void read_card(char *text)
{
    static struct card card;
    char why[CARD_WHY] = "";
    if (card_parse(text, &card, why) == ERR_NONE) {
        if (card.frame_size == 0 || card.frame_size > CARD_FRAME_MAX)
            __builtin_trap();
    } else if (!why[0]) {
        __builtin_trap(); /* a refusal names its line */
    }
}

static void obey(char *text)
{
    static struct cabinet cabinet;
    static struct command_reply reply;
    char *rest = NULL;
    if (cabinet_init(&cabinet, a_clock, "receipts") != ERR_NONE)
        abort();
    int left = 40;
    for (char *line = strtok_r(text, "\n", &rest); line && left > 0;
         line = strtok_r(NULL, "\n", &rest), left--) {
        memset(&reply, 0, sizeof reply);
        command_run(&cabinet, line, &reply);
        if (strncmp(reply.text, "ok", 2) != 0 && strncmp(reply.text, "error ", 6) != 0 &&
            !reply.wait)
            __builtin_trap();
    }
    cabinet_done(&cabinet);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > COMMAND_LINE || memchr(data, '/', size))
        return 0;
    char *text = malloc(size);
    if (!text)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    if (data[0] & 1)
        obey(text);
    else
        read_card(text);
    free(text);
    return 0;
}
