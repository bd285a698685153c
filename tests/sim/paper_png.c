/* SPDX-License-Identifier: Apache-2.0 */
/* paper-png IN.bin OUT.png: a picture of the bytes; text on standard output, notes on error. */
#include "platform/base/paths.h"
#include "tests/sim/paper/paper.h"

enum { LIMIT = 4 << 20 };

static enum err run(const char *in, const char *out)
{
    AUTO(auto_free) char *data = NULL;
    size_t size = 0;
    struct paper *paper = NULL;
    TRY(paths_read_file(in, LIMIT, &data, &size));
    TRY(paper_decode(data, size, &paper));
    fputs(paper_text(paper), stdout);
    fputs(paper_notes(paper), stderr);
    enum err e = paper_write_png(paper, out);
    paper_free(paper);
    return e;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: paper-png IN.bin OUT.png\n");
        return 2;
    }
    enum err e = run(argv[1], argv[2]);
    if (e != ERR_NONE)
        fprintf(stderr, "paper-png: %s\n", err_text(e));
    return e == ERR_NONE ? 0 : 1;
}
