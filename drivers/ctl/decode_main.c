/* SPDX-License-Identifier: Apache-2.0 */
/* kioskctl decode PICTURE…: the camera's decoder on files, without any service. */
#include <string.h>

#include "drivers/ctl/input.h"
#include "drivers/scanner/picture_file.h"
#include "drivers/scanner/reader.h"
#include "platform/base/clock.h"

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static enum err load(const char *name, struct picture *ret_picture)
{
    AUTO(input_wipe) struct input input = {.data = NULL};
    TRY(input_read(name, PICTURE_FILE_MAX, &input));
    return picture_file_read(input.data, input.size, ret_picture);
}

static void show(const char *name, int64_t busy_us, const struct reader_codes *codes)
{
    printf("%s\t%.1f\t%zu\t", name, (double)busy_us / 1000, codes->count);
    for (size_t i = 0; i < codes->count; i++) {
        if (i > 0)
            putchar(',');
        for (size_t k = 0; k < codes->code[i].size; k++)
            printf("%02x", codes->code[i].data[k]);
    }
    putchar('\n');
}

static enum err decode(const char *name)
{
    AUTO(auto_picture) struct picture picture = {0};
    struct reader_codes codes;
    TRY(load(name, &picture));
    const struct reader_limit limit = reader_file_limit(&picture);
    int64_t begun = clock_busy_us();
    enum err e = reader_read(&picture, &limit, &codes);
    if (e != ERR_NONE && e != ERR_NOT_FOUND)
        return e;
    show(name, clock_busy_us() - begun, &codes);
    reader_codes_wipe(&codes);
    return ERR_NONE;
}

/* In a shell's words: ours are made for devices. */
static const char *reason(enum err e)
{
    switch (e) {
    case ERR_NOT_FOUND:
        return "no such file";
    case ERR_UNSUPPORTED:
        return "not a PNG, JPEG, PBM, PGM or PPM picture";
    case ERR_FORMAT:
        return "a broken picture";
    case ERR_TOO_SHORT:
        return "the picture ends early";
    case ERR_RANGE:
        return "no pixels, or more than 40 million";
    case ERR_TOO_LONG:
        return "a larger file than any picture";
    case ERR_IO:
        return "cannot be read";
    default:
        return err_text(e);
    }
}

static int usage(FILE *out, int status)
{
    fputs(
        "kioskctl decode PICTURE…\n\n"
        "Reads all QR codes of pictures (PNG, JPEG, PBM, PGM, PPM) as the camera's decoder does,\n"
        "and no other kinds of codes; large pictures take longer. A line for each, parts\n"
        "separated by tabs: name, milliseconds, number of codes, payloads in hex separated by\n"
        "commas.\n",
        out);
    return status;
}

int main(int argc, char **argv)
{
    int status = EXIT_SUCCESS;
    if (argc < 2)
        return usage(stderr, 2);
    if (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0)
        return usage(stdout, EXIT_SUCCESS);
    for (int i = 1; i < argc; i++) {
        enum err e = decode(argv[i]);
        if (e == ERR_NONE)
            continue;
        fprintf(stderr, "kioskctl: %s: %s\n", argv[i], reason(e));
        status = EXIT_FAILURE;
    }
    return fflush(stdout) == 0 ? status : EXIT_FAILURE;
}
