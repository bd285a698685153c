/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl receipt render|compile: slips without a printer. */
#include <getopt.h>
#include <string.h>

#include "drivers/ctl/receipt_compile.h"
#include "drivers/ctl/receipt_render.h"

struct options {
    const char *out, *profile;
    struct paper_printer printer;
    bool dots, help;
};

static int usage(FILE *out, int status)
{
    fputs("kioskctl receipt render FILE [-o OUT.png] [--dots N] [--chinese]\n"
          "kioskctl receipt compile --profile NAME FILE [-o OUT]\n\n"
          "render   draws ESC/POS bytes, whoever wrote them, as a PNG (FILE.png unless told). The\n"
          "         words on it and what its codes hold go to standard output, what was left out\n"
          "         or is doubtful to standard error. N dots across: 576 (80 mm) unless told, 384\n"
          "         for 58 mm. --chinese: a printer that begins in Chinese mode.\n"
          "compile  turns a print job written as text into the bytes for the printer of that\n"
          "         profile (assets/devices/receipt).\n\n"
          "FILE - is standard input.\n",
          out);
    return status;
}

static bool take_dots(struct options *o, const char *word)
{
    char *end;
    long dots = strtol(word, &end, 10);
    if (*word == '\0' || *end != '\0' || dots < PAPER_DOTS_MIN || dots > PAPER_DOTS_MAX) {
        fprintf(stderr, "kioskctl: --dots: %d to %d\n", PAPER_DOTS_MIN, PAPER_DOTS_MAX);
        return false;
    }
    o->printer.dots = (int)dots;
    o->dots = true;
    return true;
}

static bool take_options(int argc, char **argv, struct options *o)
{
    static const struct option known[] = {
        {"dots", required_argument, NULL, 'd'},    {"chinese", no_argument, NULL, 'c'},
        {"profile", required_argument, NULL, 'p'}, {"output", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
    };
    for (int c; (c = getopt_long(argc, argv, "o:h", known, NULL)) != -1;) {
        if (c == 'd' && !take_dots(o, optarg))
            return false;
        if (c == 'o')
            o->out = optarg;
        else if (c == 'p')
            o->profile = optarg;
        else if (c == 'c')
            o->printer.chinese = true;
        else if (c == 'h')
            o->help = true;
        else if (c == '?')
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct options o = {.printer = {.dots = PAPER_DOTS}};
    if (!take_options(argc, argv, &o))
        return 2;
    if (o.help)
        return usage(stdout, EXIT_SUCCESS);
    if (argc - optind != 2)
        return usage(stderr, 2);
    const char *verb = argv[optind], *file = argv[optind + 1];
    bool draws = o.dots || o.printer.chinese;
    if (strcmp(verb, "render") == 0 && !o.profile)
        return receipt_render(file, o.out, &o.printer);
    if (strcmp(verb, "compile") == 0 && o.profile && !draws)
        return receipt_compile(o.profile, file, o.out);
    return usage(stderr, 2);
}
