/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl audit verify|show|export: the log of what happened here, read without any service. */
#include <getopt.h>
#include <inttypes.h>
#include <string.h>

#include "platform/audit/files.h"
#include "platform/base/date.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"

enum { EXIT_WHOLE, EXIT_BROKEN, EXIT_USAGE, ANCHORS = 32, LOG_MAX = 64 * 1024 * 1024 };
enum { TIME_TEXT = 64 };

static int usage(void)
{
    fprintf(stderr,
            "usage: kioskctl audit verify [--dir DIR] [--anchor NUMBER:DIGEST]...\n"
            "       kioskctl audit show   [--dir DIR] [EVENT]\n"
            "       kioskctl audit export [--dir DIR]\n"
            "verify: is the chain whole, and does it pass through what the province was told?\n"
            "Exit status 1 and one line that says where it breaks. --anchor: what the\n"
            "province keeps of this kiosk (audit_seq, audit_digest of its last heartbeat).\n"
            "show: number, time (China's), event, subject, result of each line, or of one\n"
            "kind of event.\n"
            "export: all lines as they are, the oldest first.\n");
    return EXIT_USAGE;
}

static bool read_anchor(const char *text, struct audit_head *ret_head)
{
    return sscanf(text, "%" SCNu64 ":%64[0-9a-f]", &ret_head->sequence, ret_head->digest) == 2 &&
           strlen(ret_head->digest) == AUDIT_HEX - 1;
}

static int verify(const char *directory, const struct audit_head *anchors, size_t count)
{
    struct audit_report report;
    if (audit_verify(directory, anchors, count, &report)) {
        printf("whole: %" PRIu64 " to %" PRIu64 ", the province knows it up to %" PRIu64 "\n",
               report.first, report.last, report.anchored);
        return EXIT_WHOLE;
    }
    printf("BROKEN: %s\n", report.why);
    return EXIT_BROKEN;
}

/* China's time, as clocks on walls there show it. */
static void write_time(int64_t ms, char ret_text[TIME_TEXT])
{
    int minute, date = date_in_china(ms, &minute);
    snprintf(ret_text, TIME_TEXT, "%04d-%02d-%02d %02d:%02d:%02d", date / 10000, date / 100 % 100,
             date % 100, minute / 60, minute % 60, (int)(ms / 1000 % 60));
}

static void show_line(const char *line, size_t size, const char *event)
{
    struct audit_record r;
    char when[TIME_TEXT];
    if (audit_read_line(line, size, &r) != ERR_NONE) {
        printf("?\tthis line cannot be trusted: kioskctl audit verify\n");
        return;
    }
    write_time(r.ms, when);
    if (!event || strcmp(event, r.event) == 0)
        printf("%" PRIu64 "\t%s\t%s\t%s\t%s\n", r.sequence, when, r.event, r.subject, r.result);
}

/* `event` NULL: the lines as they are when `raw`, else all of them. */
static int list(const char *directory, const char *event, bool raw)
{
    struct audit_files files;
    enum err e = audit_list(directory, &files);
    for (size_t i = 0; e == ERR_NONE && i < files.count; i++) {
        char path[AUDIT_FILE + AUDIT_NAME];
        AUTO(auto_free) char *text = NULL;
        size_t size, line_size;
        bool whole;
        snprintf(path, sizeof path, "%s/%s", directory, files.name[i]);
        e = paths_read_file(path, LOG_MAX, &text, &size);
        const char *at = text ? text : "", *line;
        while ((line = audit_next_line(&at, &line_size, &whole)))
            if (raw)
                printf("%.*s\n", (int)line_size, line);
            else
                show_line(line, line_size, event);
    }
    if (e != ERR_NONE)
        fprintf(stderr, "kioskctl audit: %s: %s\n", directory, err_text(e));
    return e == ERR_NONE ? EXIT_WHOLE : EXIT_BROKEN;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"dir", required_argument, NULL, 'd'},
                                            {"anchor", required_argument, NULL, 'a'},
                                            {NULL, 0, NULL, 0}};
    char directory[AUDIT_FILE];
    struct audit_head anchor[ANCHORS];
    size_t anchors = 0;
    log_init("kioskctl");
    if (paths_join(PLACE_STATE, "audit", directory, sizeof directory) != ERR_NONE)
        return EXIT_USAGE;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 'd')
            snprintf(directory, sizeof directory, "%s", optarg);
        else if (c != 'a' || anchors == ANCHORS || !read_anchor(optarg, &anchor[anchors++]))
            return usage();
    }
    int left = argc - optind;
    const char *verb = left > 0 ? argv[optind] : "";
    if (left == 1 && strcmp(verb, "verify") == 0)
        return verify(directory, anchor, anchors);
    if ((left == 1 || left == 2) && strcmp(verb, "show") == 0)
        return list(directory, left == 2 ? argv[optind + 1] : NULL, false);
    if (left == 1 && strcmp(verb, "export") == 0)
        return list(directory, NULL, true);
    return usage();
}
