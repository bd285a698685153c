/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/ctl/receipt_compile.h"

#include <errno.h>
#include <string.h>

#include "drivers/ctl/input.h"
#include "drivers/ctl/receipt_job.h"
#include "drivers/receipt/escpos_codec.h"

static enum err complain(enum err e, const char *name, const char *why)
{
    fprintf(stderr, "kioskctl: %s: %s\n", name, why);
    return e;
}

static enum err load_profile(const char *name, struct receipt_profile *ret_profile)
{
    char why[PROFILE_WHY] = "";
    enum err e = strchr(name, '/') ? ERR_ABSENT : profile_load(name, ret_profile, why);
    if (e == ERR_ABSENT)
        return complain(e, name, "no such profile in assets/devices/receipt");
    return e == ERR_NONE ? e : complain(e, name, why[0] ? why : err_text(e));
}

static enum err load_job(const char *file, struct receipt_job *ret_job)
{
    char why[RECEIPT_JOB_WHY] = "";
    AUTO(input_wipe) struct input input = {.data = NULL};
    enum err e = input_read(file, RECEIPT_JOB_TEXT_MAX, &input);
    if (e != ERR_NONE)
        return complain(e, file, e == ERR_NOT_FOUND ? "no such file" : err_text(e));
    e = receipt_job_parse((const char *)input.data, input.size, ret_job, why);
    return e == ERR_NONE ? e : complain(e, file, why[0] ? why : err_text(e));
}

/* What the printer's width and font have to say to it. */
static const char *reason(enum err e)
{
    switch (e) {
    case ERR_TOO_LONG:
        return "too long for a slip, or a code too dense for this paper";
    case ERR_FORMAT:
        return "a code that cannot be read again";
    case ERR_ENCODING:
        return "a control character in a text";
    default:
        return err_text(e);
    }
}

static enum err write_out(const char *out, const struct escpos_job *job)
{
    AUTO(auto_fclose) FILE *opened = out ? fopen(out, "we") : NULL;
    FILE *f = out ? opened : stdout;
    if (!f || fwrite(job->data, 1, job->size, f) != job->size || fflush(f) != 0)
        return complain(ERR_DISK, out ? out : "standard output", strerror(errno));
    return ERR_NONE;
}

static enum err compile(const char *profile_name, const char *file, const char *out)
{
    struct receipt_profile profile;
    AUTO(receipt_job_wipe) struct receipt_job job = {.count = 0};
    AUTO(auto_layout_free) struct layout *layout = NULL;
    AUTO(auto_escpos_codec_free) struct escpos_job *bytes = NULL;
    TRY(load_profile(profile_name, &profile));
    TRY(load_job(file, &job));
    enum err e = layout_new(&job, profile.columns, &layout);
    if (e == ERR_NONE)
        e = escpos_codec_new(layout, &profile, &bytes);
    if (e != ERR_NONE)
        return complain(e, file, reason(e));
    return write_out(out, bytes);
}

int receipt_compile(const char *profile, const char *file, const char *out)
{
    return compile(profile, file, out) == ERR_NONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
