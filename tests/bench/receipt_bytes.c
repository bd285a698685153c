/* SPDX-License-Identifier: Apache-2.0 */
/* receipt_bytes ROUNDS: a receipt of 40 lines, from the job to the printer's bytes: plain; with one
 * line that is drawn; with a code, which is read again. One line a value: what, ms, bytes. */
#include <string.h>
#include <time.h>

#include "drivers/receipt/escpos_codec.h"

enum { LINES = 40, PASSES = 50 };

static enum err make(const char *rare, bool code, struct receipt_job *job)
{
    job->count = LINES;
    for (size_t i = 0; i < LINES; i++) {
        struct receipt_line *l = &job->line[i];
        l->scale = 1;
        l->kind = i == 0 ? RECEIPT_TEXT : i % 10 == 9 ? RECEIPT_RULE : RECEIPT_PAIR;
        TRY(secret_set_text(&l->text, "办理事项"));
        TRY(secret_set_text(&l->value, i == 5 && rare ? rare : "居住证明 1408022611230047"));
    }
    if (code) {
        job->line[LINES - 1].kind = RECEIPT_QR;
        TRY(secret_set_text(&job->line[LINES - 1].text, "盐湖区政务服务 1408022611230047 12345"));
    }
    return ERR_NONE;
}

static enum err once(const struct receipt_job *job, const struct receipt_profile *profile,
                     size_t *ret_size)
{
    AUTO(auto_layout_free) struct layout *layout = NULL;
    AUTO(auto_escpos_codec_free) struct escpos_job *bytes = NULL;
    TRY(layout_new(job, profile->columns, &layout));
    TRY(escpos_codec_new(layout, profile, &bytes));
    *ret_size = bytes->size;
    return ERR_NONE;
}

static enum err measure(const char *what, const struct receipt_job *job,
                        const struct receipt_profile *profile)
{
    struct timespec a, b;
    size_t size = 0;
    TRY(once(job, profile, &size)); /* fonts are loaded */
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
    for (int i = 0; i < PASSES; i++)
        TRY(once(job, profile, &size));
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
    double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
    printf("%s\t%.4f\t%zu\n", what, ms / PASSES, size);
    return ERR_NONE;
}

static enum err run(int rounds)
{
    static const struct {
        const char *what, *rare;
        bool code;
    } kinds[] = {{"plain", NULL, false}, {"a line drawn", "张䶮", false}, {"a code", NULL, true}};
    struct receipt_profile profile;
    TRY(profile_load("generic-80", &profile, NULL));
    for (int n = 0; n < rounds; n++)
        for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
            AUTO(receipt_job_wipe) struct receipt_job job = {.count = 0};
            TRY(make(kinds[i].rare, kinds[i].code, &job));
            TRY(measure(kinds[i].what, &job, &profile));
        }
    return ERR_NONE;
}

int main(int argc, char **argv)
{
    enum err e = run(argc > 1 ? atoi(argv[1]) : 5);
    if (e != ERR_NONE)
        fprintf(stderr, "receipt_bytes: %s\n", err_text(e));
    return e != ERR_NONE;
}
