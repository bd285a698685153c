/* SPDX-License-Identifier: Apache-2.0 */
/* Hooks of the sanitizers, for programs that draw by Pango: fontconfig keeps what it loaded until
 * the process ends, and the locks of libraries that were built without ThreadSanitizer are not seen
 * by it. */
const char *__lsan_default_suppressions(void);
const char *__tsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

const char *__tsan_default_suppressions(void)
{
    return "race:libfontconfig\nrace:libglib-2.0.so\nrace:libumockdev.so\n";
}
