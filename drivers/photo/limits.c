/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/photo/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* The sanitizers' own memory and calls do not fit; they are never where citizens are. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { CPU_S = 5, MEMORY = 256 << 20, FILES = 16 };

static enum err take_rlimits(void)
{
    static const struct {
        int what;
        rlim_t most;
    } limits[] = {{RLIMIT_CPU, CPU_S}, {RLIMIT_NOFILE, FILES}, {RLIMIT_FSIZE, 0},
                  {RLIMIT_CORE, 0},    {RLIMIT_MEMLOCK, 0},    {RLIMIT_MSGQUEUE, 0},
                  {RLIMIT_NPROC, 0},   {RLIMIT_STACK, 8 << 20}};
    for (size_t i = 0; i < ARRAY_LEN(limits); i++)
        if (setrlimit(limits[i].what, &(struct rlimit){limits[i].most, limits[i].most}) != 0)
            return ERR_LIBRARY;
    const struct rlimit memory = {MEMORY, MEMORY};
    return SANITIZED || setrlimit(RLIMIT_AS, &memory) == 0 ? ERR_NONE : ERR_LIBRARY;
}

/* Files can be read and mapped, none be made, changed or removed (Linux 5.13; older: the filter
 * below alone, which lets nothing be opened for writing). */
static void take_files(void)
{
    const struct landlock_ruleset_attr all = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                             LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                             LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                             LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                             LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return;
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
#error "which architecture?"
#endif

/* What a library needs to be loaded and to compute. */
static const int allowed[] = {
    SYS_read,           SYS_pread64,
    SYS_close,          SYS_lseek,
    SYS_fstat,          SYS_newfstatat,
    SYS_mmap,           SYS_munmap,
    SYS_mprotect,       SYS_mremap,
    SYS_madvise,        SYS_brk,
    SYS_futex,          SYS_rt_sigaction,
    SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_exit,           SYS_exit_group,
    SYS_getrandom,      SYS_clock_gettime,
    SYS_gettimeofday,   SYS_getpid,
    SYS_gettid,         SYS_uname,
    SYS_getcwd,         SYS_set_robust_list,
    SYS_sched_yield,    SYS_readlinkat,
    SYS_faccessat,      SYS_restart_syscall,
#ifdef SYS_access
    SYS_access,         SYS_stat,
    SYS_readlink,
#endif
};

#define WORD(field)           offsetof(struct seccomp_data, field)
#define LOAD(field)           BPF_STMT(BPF_LD | BPF_W | BPF_ABS, WORD(field))
#define RETURN(what)          BPF_STMT(BPF_RET | BPF_K, what)
#define SKIP_UNLESS(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, n)
#define SKIP_IF_ANY(bits, n)  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, n, 0)
#define REFUSE                RETURN(SECCOMP_RET_ERRNO | EPERM)

enum { HEAD = 13, FILTER_MAX = HEAD + 2 * (int)ARRAY_LEN(allowed) + 1 };

/* Refused calls fail with EPERM: a library that asks for more than it gets can still do without. */
static size_t write_filter(struct sock_filter f[FILTER_MAX])
{
    const struct sock_filter head[HEAD] = {
        LOAD(arch),
        SKIP_UNLESS(OUR_ARCH, 5),
        LOAD(nr),
        SKIP_UNLESS(SYS_openat, 4), /* for reading only */
        LOAD(args[2]),
        SKIP_IF_ANY(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 1),
        RETURN(SECCOMP_RET_ALLOW),
        REFUSE,
        SKIP_UNLESS(SYS_write, 4), /* to standard output only */
        LOAD(args[0]),
        SKIP_UNLESS(STDOUT_FILENO, 1),
        RETURN(SECCOMP_RET_ALLOW),
        REFUSE,
    };
    size_t n = 0;
    for (; n < HEAD; n++)
        f[n] = head[n];
    for (size_t i = 0; i < ARRAY_LEN(allowed); i++) {
        f[n++] = (struct sock_filter)SKIP_UNLESS((uint32_t)allowed[i], 1);
        f[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
    }
    f[n++] = (struct sock_filter)REFUSE;
    return n;
}

static enum err take_calls(void)
{
    struct sock_filter filter[FILTER_MAX];
    struct sock_fprog program = {.len = (unsigned short)write_filter(filter), .filter = filter};
    if (SANITIZED)
        return ERR_NONE;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? ERR_NONE : ERR_LIBRARY;
}

enum err limits_take(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return ERR_LIBRARY;
    take_files();
    TRY(take_rlimits());
    return take_calls();
}
