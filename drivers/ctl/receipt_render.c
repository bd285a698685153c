/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/receipt_render.h"

#include <string.h>

#include "drivers/ctl/input.h"

enum { NAME_MAX_BYTES = 4096 };

static enum err complain(enum err e, const char *name, const char *why)
{
    fprintf(stderr, "kioskctl: %s: %s\n", name, why);
    return e;
}

/* slip.bin → slip.png, beside it */
static enum err name_picture(const char *file, char ret_name[NAME_MAX_BYTES])
{
    const char *slash = strrchr(file, '/'), *dot = strrchr(file, '.');
    size_t stem = dot && dot > (slash ? slash + 1 : file) ? (size_t)(dot - file) : strlen(file);
    int n = snprintf(ret_name, NAME_MAX_BYTES, "%.*s.png", (int)stem, file);
    if (strcmp(file, "-") == 0 || n >= NAME_MAX_BYTES || strcmp(ret_name, file) == 0)
        return complain(ERR_USAGE, file, "-o must say where the picture goes");
    return ERR_NONE;
}

static enum err decode(const char *file, const struct paper_printer *printer,
                       struct paper **ret_paper)
{
    AUTO(input_wipe) struct input input = {.data = NULL};
    enum err e = input_read(file, PAPER_BYTES_MAX, &input);
    if (e != ERR_NONE)
        return complain(e, file, e == ERR_NOT_FOUND ? "no such file" : err_text(e));
    e = paper_decode(input.data, input.size, printer, ret_paper);
    return e == ERR_NONE ? e : complain(e, file, err_text(e));
}

static enum err render(const char *file, const char *out, const struct paper_printer *printer)
{
    char beside[NAME_MAX_BYTES];
    AUTO(auto_paper_free) struct paper *paper = NULL;
    if (!out)
        TRY(name_picture(file, beside));
    out = out ? out : beside;
    TRY(decode(file, printer, &paper));
    fputs(paper_text(paper), stdout);
    fputs(paper_notes(paper), stderr);
    enum err e = paper_write_png(paper, out);
    return e == ERR_NONE ? e : complain(e, out, "the picture cannot be written");
}

int receipt_render(const char *file, const char *out, const struct paper_printer *printer)
{
    enum err e = render(file, out, printer);
    if (e == ERR_NONE && fflush(stdout) != 0)
        return EXIT_FAILURE;
    return e == ERR_NONE ? EXIT_SUCCESS : e == ERR_USAGE ? 2 : EXIT_FAILURE;
}
