/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/http/memory.h"

#include <curl/curl.h>
#include <malloc.h>
#include <pthread.h>
#include <string.h>

#include "platform/base/secret.h"

static void erase_and_free(void *memory)
{
    if (memory)
        wipe_free(memory, malloc_usable_size(memory));
}

static void *erase_and_move(void *memory, size_t size)
{
    if (!memory)
        return malloc(size);
    void *moved = malloc(size);
    if (!moved)
        return NULL;
    size_t old = malloc_usable_size(memory);
    memcpy(moved, memory, old < size ? old : size);
    wipe_free(memory, old);
    return moved;
}

static bool started;

static void start(void)
{
    unsetenv("SSLKEYLOGFILE");
    started = curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, erase_and_free, erase_and_move,
                                   strdup, calloc) == CURLE_OK;
}

enum err http_memory_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
    return started ? ERR_NONE : ERR_LIBRARY;
}
