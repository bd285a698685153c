/* SPDX-License-Identifier: Apache-2.0 */
/* Pango keeps a few fontconfig patterns for ever (once a process, not once a line), and hands them
 * from a thread of its own by locks that the thread sanitizer does not see. */
const char *__lsan_default_suppressions(void);
const char *__tsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

const char *__tsan_default_suppressions(void)
{
    return "race:libfontconfig\n";
}
