/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visit/png.h"

#include <string.h>
#include <zlib.h>

#include "platform/base/secret.h"

enum { SIGNATURE = 8, HEADER = 13, CHUNK = 12, BEFORE_DATA = SIGNATURE + CHUNK + HEADER + 8 };

/* zlib keeps what it has seen; it is somebody's writing. */
static void *take(void *user, unsigned count, unsigned size)
{
    (void)user;
    size_t room = (size_t)count * size;
    size_t *memory = calloc(1, sizeof *memory + room);
    if (memory)
        *memory++ = room;
    return memory;
}

static void give(void *user, void *memory)
{
    (void)user;
    size_t *whole = (size_t *)memory - 1;
    wipe_free(whole, sizeof *whole + *whole);
}

static void put32(uint8_t *at, size_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Length, type and sum around `size` bytes that stand at `chunk` + 8 → the end of the chunk. */
static uint8_t *close_chunk(uint8_t *chunk, const char *type, size_t size)
{
    put32(chunk, size);
    memcpy(chunk + 4, type, 4);
    put32(chunk + 8 + size, crc32(0, chunk + 4, (uInt)size + 4));
    return chunk + CHUNK + size;
}

static uint8_t *put_head(uint8_t *file, int width, int height)
{
    static const uint8_t signature[SIGNATURE] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    memcpy(file, signature, SIGNATURE);
    uint8_t *chunk = file + SIGNATURE, *header = chunk + 8;
    memset(header, 0, HEADER); /* colour 0: grey; compression, filter, interlace: 0 */
    put32(header, (size_t)width);
    put32(header + 4, (size_t)height);
    header[8] = 8; /* bits */
    return close_chunk(chunk, "IHDR", HEADER);
}

/* Each row: no filter, then its pixels. */
static int deflate_rows(z_stream *z, const uint8_t *coverage, int width, int height)
{
    uint8_t row[1 + PNG_SIDE_MAX] = {0};
    int r = Z_OK;
    for (int y = 0; y < height && r == Z_OK; y++) {
        for (int x = 0; x < width; x++)
            row[1 + x] = (uint8_t)(255 - *coverage++);
        z->next_in = row;
        z->avail_in = (uInt)width + 1;
        r = deflate(z, y + 1 < height ? Z_NO_FLUSH : Z_FINISH);
    }
    wipe(row, sizeof row);
    return r;
}

enum err png_write(const uint8_t *coverage, int width, int height, uint8_t **ret_file,
                   size_t *ret_size)
{
    if (width < 1 || height < 1 || width > PNG_SIDE_MAX || height > PNG_SIDE_MAX)
        return ERR_RANGE;
    z_stream z = {.zalloc = take, .zfree = give};
    if (deflateInit(&z, Z_BEST_COMPRESSION) != Z_OK)
        return ERR_MEMORY;
    size_t most = deflateBound(&z, ((uLong)width + 1) * (uLong)height);
    size_t room = BEFORE_DATA + most + 4 + CHUNK;
    uint8_t *file = calloc(1, room);
    int r = Z_MEM_ERROR;
    if (file) {
        z.next_out = put_head(file, width, height) + 8;
        z.avail_out = (uInt)most;
        r = deflate_rows(&z, coverage, width, height);
    }
    size_t packed = z.total_out;
    deflateEnd(&z);
    if (r != Z_STREAM_END) {
        wipe_free(file, room);
        return ERR_MEMORY;
    }
    uint8_t *end = close_chunk(file + BEFORE_DATA - 8, "IDAT", packed);
    *ret_size = (size_t)(close_chunk(end, "IEND", 0) - file);
    *ret_file = file;
    return ERR_NONE;
}
