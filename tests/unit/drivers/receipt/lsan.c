/* SPDX-License-Identifier: Apache-2.0 */
/* Pango keeps a few fontconfig patterns for ever (once a process, not once a line). */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
