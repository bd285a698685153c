/* SPDX-License-Identifier: Apache-2.0 */
/* Photographs of codes that nobody took: a code as libqrencode makes it, put before a camera that
 * stands badly. The same kind and number give the same picture on every machine, and none of them
 * was looked at when the reader's passes were chosen from tests/data/qr. */
#pragma once

#include "drivers/scanner/picture.h"

enum scene_kind {
    SCENE_CLEAN,
    SCENE_ROTATED,
    SCENE_PERSPECTIVE,
    SCENE_BLURRED,
    SCENE_MOVED, /* while the shutter was open */
    SCENE_FAINT,
    SCENE_GLARE,
    SCENE_SHADOW,
    SCENE_NOISY,
    SCENE_MOIRE, /* a telephone's screen seen by a camera */
    SCENE_INVERTED,
    SCENE_SMALL,
    SCENE_CLOSE, /* larger than the picture is wise: hardly a quiet zone */
    SCENE_DENSE,
    SCENE_CURVED, /* on a cup */
    SCENE_FOLDED, /* on cloth */
    SCENE_DAMAGED,
    SCENE_DOTTED,
    SCENE_BUSY,  /* somewhere among letters and edges */
    SCENE_EMPTY, /* the same without a code: whatever is read is wrong */
    SCENE_KINDS,
};

enum { SCENE_PAYLOAD_MAX = 1024 };

struct scene {
    struct picture picture;
    size_t size; /* 0: there is no code */
    uint8_t payload[SCENE_PAYLOAD_MAX];
};

const char *scene_name(enum scene_kind kind);
/* 1280 × 720 unless the kind is about size. */
MUST_CHECK enum err scene_make(enum scene_kind kind, unsigned number, struct scene *ret_scene);
void scene_wipe(struct scene *scene);
