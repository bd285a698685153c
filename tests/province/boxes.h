/* SPDX-License-Identifier: Apache-2.0 */
/* Attachments as they come, sealed, piece by piece (openapi.yaml §9): files beside the database,
 * one for each kiosk, address and size. */
#pragma once

#include "platform/base/must.h"
#include "tests/province/lapses.h"

enum { BOX_MAX = 20 * 1024 * 1024 + 1024, BOX_PIECE = 65536, BOX_ADDRESS = 65 };

struct boxes;

/* "DB.attachments/"; NULL when it cannot be made. */
struct boxes *boxes_new(const char *db);
void boxes_free(struct boxes *boxes);

struct box_name {
    const char *kiosk; /* letters and digits, as the judge has seen */
    char address[BOX_ADDRESS];
    size_t size;
};

struct box_state {
    size_t received;
    bool whole;
};

struct box_state boxes_state(const struct boxes *boxes, const struct box_name *name);

struct box_piece {
    size_t offset;
    const void *data;
    size_t size;
};
/* 0, or a code of §6. */
int boxes_add(struct boxes *boxes, const struct box_name *name, const struct box_piece *piece,
              const struct lapses *lapses);
/* A whole one; the caller frees. */
bool boxes_read(const struct boxes *boxes, const struct box_name *name, uint8_t **ret_data);
