/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/boxes.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/base/paths.h"
#include "tests/province/cipher.h"

enum { FOLDER_SIZE = 512, PATH_SIZE = FOLDER_SIZE + 160 };

struct boxes {
    char folder[FOLDER_SIZE];
};

struct boxes *boxes_new(const char *db)
{
    struct boxes *boxes = calloc(1, sizeof *boxes);
    if (!boxes)
        return NULL;
    int n = snprintf(boxes->folder, sizeof boxes->folder, "%s.attachments", db);
    if (n >= FOLDER_SIZE || (mkdir(boxes->folder, 0700) != 0 && errno != EEXIST)) {
        free(boxes);
        return NULL;
    }
    return boxes;
}

void boxes_free(struct boxes *boxes)
{
    free(boxes);
}

/* What was seen to be whole has another name. */
static void write_path(const struct boxes *boxes, const struct box_name *name, bool whole,
                       char ret_path[PATH_SIZE])
{
    snprintf(ret_path, PATH_SIZE, "%s/%.16s-%s-%zu%s", boxes->folder, name->kiosk, name->address,
             name->size, whole ? "" : ".part");
}

struct box_state boxes_state(const struct boxes *boxes, const struct box_name *name)
{
    char path[PATH_SIZE];
    struct stat file;
    write_path(boxes, name, true, path);
    if (stat(path, &file) == 0)
        return (struct box_state){name->size, true};
    write_path(boxes, name, false, path);
    return (struct box_state){stat(path, &file) == 0 ? (size_t)file.st_size : 0, false};
}

static bool is_addressed(const char *path, const struct box_name *name)
{
    AUTO(auto_free) char *data = NULL;
    size_t size;
    char hex[BOX_ADDRESS];
    return paths_read_file(path, BOX_MAX, &data, &size) == ERR_NONE &&
           cipher_digest_hex(data, size, hex) && strcmp(hex, name->address) == 0;
}

static int finish(const struct boxes *boxes, const struct box_name *name,
                  const struct lapses *lapses)
{
    char part[PATH_SIZE], whole[PATH_SIZE];
    write_path(boxes, name, false, part);
    write_path(boxes, name, true, whole);
    if (!lapses->on[LAPSE_ADDRESSED] && !is_addressed(part, name)) {
        unlink(part);
        return 42204;
    }
    return rename(part, whole) == 0 ? 0 : 50001;
}

static bool append(const struct boxes *boxes, const struct box_name *name, const char *data,
                   size_t size)
{
    char path[PATH_SIZE];
    write_path(boxes, name, false, path);
    AUTO(auto_fclose) FILE *f = fopen(path, "abe");
    return f && fwrite(data, 1, size, f) == size && fflush(f) == 0;
}

int boxes_add(struct boxes *boxes, const struct box_name *name, const struct box_piece *piece,
              const struct lapses *lapses)
{
    struct box_state state = boxes_state(boxes, name);
    if (state.whole)
        return 0;
    size_t offset = piece->offset;
    if (lapses->on[LAPSE_PIECE_AGAIN] || (lapses->on[LAPSE_PIECE_GAP] && offset > state.received))
        offset = state.received;
    if (offset > state.received)
        return 40903;
    if (piece->size > name->size - offset)
        return 42204;
    size_t known = state.received - offset;
    if (piece->size <= known)
        return 0;
    if (!append(boxes, name, (const char *)piece->data + known, piece->size - known))
        return 50001;
    return offset + piece->size == name->size ? finish(boxes, name, lapses) : 0;
}

bool boxes_read(const struct boxes *boxes, const struct box_name *name, uint8_t **ret_data)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *data = NULL;
    size_t size;
    write_path(boxes, name, true, path);
    if (paths_read_file(path, BOX_MAX, &data, &size) != ERR_NONE || size != name->size)
        return false;
    *ret_data = (uint8_t *)data;
    data = NULL;
    return true;
}
