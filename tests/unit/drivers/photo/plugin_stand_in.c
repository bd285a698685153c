/* SPDX-License-Identifier: Apache-2.0 */
/* Stand-ins for a vendor's decoder, one a build (KIND): what closed code may do. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "drivers/photo/photo.h"

#define GOOD            1
#define CRASH           2
#define HANG            3
#define OVERRUN         4
#define SHORT           5
#define NO              6
#define CHATTY          7
#define CURIOUS         8
#define CRASHES_AT_ONCE 9
#define SPIN            10
#define GREEDY          11
#define UNDERRUN        12
#define SCRIBBLES       13
#define LEAVES          14
#define NAMELESS        15

#if KIND == CRASHES_AT_ONCE
__attribute__((constructor)) static void at_once(void)
{
    abort();
}
#endif

#if KIND == CURIOUS
/* 1 when each way out is closed. */
static int is_alone(void)
{
    int own = open("/proc/self/status", O_RDONLY);
    int ways = (socket(AF_INET, SOCK_STREAM, 0) >= 0) + (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) +
               (fork() >= 0) + (open("/tmp/budayang-photo-leak", O_WRONLY | O_CREAT, 0600) >= 0) +
               (open("/dev/null", O_RDWR) >= 0) + (execl("/bin/true", "true", NULL) != -1) +
               (write(2, "x", 1) >= 0) + (kill(getppid(), 0) == 0) + (environ && *environ != NULL) +
               (fcntl(3, F_GETFD) >= 0);
    return own >= 0 && ways == 0;
}
#endif

static void fill(const unsigned char *stored, unsigned char *pixels, int argument)
{
    for (size_t i = 0; i < PHOTO_PIXELS; i++)
        pixels[i] = (unsigned char)(stored[i % PHOTO_STORED] + argument);
}

#if KIND == NAMELESS
#define unpack decode_it
#endif

int unpack(const unsigned char *stored, unsigned char *pixels, int argument);

int unpack(const unsigned char *stored, unsigned char *pixels, int argument)
{
    if (KIND != SHORT)
        fill(stored, pixels, argument);
#if KIND == CRASH
    __builtin_trap();
#elif KIND == HANG
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
#elif KIND == SPIN
    for (volatile int i = 0;; i++) {
    }
#elif KIND == OVERRUN
    ((volatile unsigned char *)pixels)[PHOTO_PIXELS] = 1;
#elif KIND == UNDERRUN
    memset(pixels - 8192, 0, 8192);
#elif KIND == SCRIBBLES
    memset((void *)(uintptr_t)stored, 0, 1);
#elif KIND == SHORT
    memset(pixels, 0, PHOTO_STORED);
#elif KIND == NO
    return -1;
#elif KIND == CHATTY
    return write(1, "licence found", 13) == 13 ? 1 : -1;
#elif KIND == CURIOUS
    return is_alone() ? 1 : -1;
#elif KIND == GREEDY
    for (size_t i = 0; i < 4096; i++) {
        volatile char *p = malloc(1 << 20);
        if (!p)
            return -1;
        *p = 1;
    }
#elif KIND == LEAVES
    _exit(0);
#endif
    return 1;
}
