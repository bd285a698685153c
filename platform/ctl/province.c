/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl province check URL: does this gateway keep the contract? For a provincial team. */
#include <getopt.h>
#include <signal.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/ctl/kit.h"

enum { EXIT_RIGHT, EXIT_WRONG, EXIT_USAGE, CASE_FILE_MAX = 32 * 1024 };

struct arguments {
    const char *url, *keys, *area, *cases, *gateway, *system, *service, *item, *returned;
    bool json;
};

static int usage(void)
{
    fprintf(
        stderr,
        "usage: kioskctl province check URL [--keys DIR] [--area CODE] [--json]\n"
        "         [--with-cases FILE [--with-seat TASK] [--with-returned NUMBER]]\n"
        "         [--gateway NAME [--system ID] [--service ID]]\n"
        "URL: https://HOST:PORT/kiosk/v1. DIR holds ca.pem, kiosk-tls.pem, kiosk-tls.key,\n"
        "kiosk-sm2.key, province-sm2.pub and, for a gateway, gateway.secret. NAME is a profile of\n"
        "gateways/, ID what it knows the kiosk and the contract by. Nothing is filed without "
        "--with-cases, whose FILE is\n"
        "an application (CaseDoc of openapi.yaml) that the gateway should take. TASK is the code "
        "of\n"
        "an item with appointments: a seat is taken for that applicant and given back. NUMBER is "
        "the\n"
        "project_no of a case of theirs that an official returned: it is corrected.\n"
        "Exit status: 0 all right, 1 something is wrong, 2 nothing could be examined.\n");
    return EXIT_USAGE;
}

static bool read_arguments(int argc, char **argv, struct arguments *ret)
{
    static const struct option options[] = {
        {"keys", required_argument, NULL, 'k'},
        {"area", required_argument, NULL, 'a'},
        {"with-cases", required_argument, NULL, 'c'},
        {"with-seat", required_argument, NULL, 't'},
        {"with-returned", required_argument, NULL, 'r'},
        {"gateway", required_argument, NULL, 'g'},
        {"system", required_argument, NULL, 's'},
        {"service", required_argument, NULL, 'v'},
        {"json", no_argument, NULL, 'j'},
        {NULL, 0, NULL, 0},
    };
    *ret = (struct arguments){.area = "140802"};
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 'k')
            ret->keys = optarg;
        else if (c == 'a')
            ret->area = optarg;
        else if (c == 'c')
            ret->cases = optarg;
        else if (c == 't')
            ret->item = optarg;
        else if (c == 'r')
            ret->returned = optarg;
        else if (c == 'g')
            ret->gateway = optarg;
        else if (c == 's')
            ret->system = optarg;
        else if (c == 'v')
            ret->service = optarg;
        else if (c == 'j')
            ret->json = true;
        else
            return false;
    }
    if (argc - optind != 2 || strcmp(argv[optind], "check") != 0)
        return false;
    ret->url = argv[optind + 1];
    return strlen(ret->area) == 6 && strspn(ret->area, "0123456789") == 6;
}

static void print_lines(const struct kit *kit)
{
    size_t i;
    json_t *one;
    json_array_foreach(kit->found, i, one)
    {
        const char *check, *section, *rule, *why;
        int right;
        if (json_unpack(one, "{s:s,s:s,s:s,s:b,s:s}", "check", &check, "section", &section, "rule",
                        &rule, "right", &right, "why", &why) == 0)
            printf("%-5s %-20s %s: %s%s%s\n", right ? "ok" : "WRONG", check, section, rule,
                   *why ? ": " : "", why);
    }
    printf("%zu checks, %zu wrong\n", json_array_size(kit->found), kit->wrong);
}

static void print_json(const struct kit *kit)
{
    json_dumpf(kit->found, stdout, JSON_INDENT(1) | JSON_ENSURE_ASCII);
    putchar('\n');
}

static enum err read_case(const char *path, json_t **ret_case)
{
    AUTO(auto_free) char *text = NULL;
    size_t size = 0;
    TRY(paths_read_file(path, CASE_FILE_MAX, &text, &size));
    return json_parse(text, size, ret_case);
}

static void check(struct kit *kit, const json_t *application, const struct arguments *a)
{
    kit_fetch_secret(kit);
    if (!kit_check_line(kit))
        return;
    kit_check_headers(kit);
    kit_check_gateway(kit);
    kit_check_envelope(kit);
    kit_check_published(kit);
    kit_check_operations(kit);
    kit_check_certificates(kit);
    kit_check_corrections(kit);
    kit_check_enterprises(kit);
    kit_check_booking(kit);
    kit_check_attachments(kit);
    kit_check_orders(kit);
    kit_check_handovers(kit);
    if (application)
        kit_check_cases(kit, application);
    if (application)
        kit_check_handover(kit, application);
    if (application && a->item)
        kit_check_seat(kit, application, a->item);
    if (application && a->returned)
        kit_check_returned(kit, application, a->returned);
    kit_check_shape(kit);
}

int main(int argc, char **argv)
{
    struct arguments a;
    struct kit kit = {0};
    char why[KEYRING_PATH] = "";
    AUTO(auto_json_decref) json_t *application = NULL;
    signal(SIGPIPE, SIG_IGN); /* a gateway may hang up at any word */
    if (!read_arguments(argc, argv, &a))
        return usage();
    log_init("kioskctl-province");
    enum err e = a.cases ? read_case(a.cases, &application) : ERR_NONE;
    if (e != ERR_NONE) {
        fprintf(stderr, "kioskctl province: %s: %s\n", a.cases, err_text(e));
        return EXIT_USAGE;
    }
    kit.area = a.area;
    kit.profile = a.gateway;
    kit.system = a.system;
    kit.service = a.service;
    e = kit_open(&kit, a.url, a.keys, why);
    if (e != ERR_NONE) {
        fprintf(stderr, "kioskctl province: %s: %s\n", why, err_text(e));
        kit_close(&kit);
        return EXIT_USAGE;
    }
    if (application)
        fprintf(stderr, "kioskctl province: files applications and ratings at %s\n", a.url);
    check(&kit, application, &a);
    if (a.json)
        print_json(&kit);
    else
        print_lines(&kit);
    int r = kit.unreached ? EXIT_USAGE : kit.wrong ? EXIT_WRONG : EXIT_RIGHT;
    kit_close(&kit);
    return r;
}
