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
    SCENE_LOTS,  /* 15 to 28 codes */
    SCENE_PAIR,  /* a plain code and a faint one, seen from the side */
    SCENE_FULL,  /* 1,000 to 2,300 bytes: versions 23 to 40 */
    SCENE_TILTED,
    SCENE_STREAKED, /* moved much */
    SCENE_LAMP,     /* a wide glare that hides and does not blind */
    SCENE_PHOTO,    /* a telephone's picture of 12 megapixels with several small codes */
    SCENE_KINDS,
};

enum { SCENE_PAYLOAD_MAX = 2400, SCENE_CODES_MAX = 28 };

struct scene_code {
    size_t size;
    uint8_t payload[SCENE_PAYLOAD_MAX];
};

struct scene {
    struct picture picture;
    int codes;
    struct scene_code code[SCENE_CODES_MAX];
};

const char *scene_name(enum scene_kind kind);
/* 1280 × 720; SCENE_PHOTO 4000 × 3000. */
MUST_CHECK enum err scene_make(enum scene_kind kind, unsigned number, struct scene *ret_scene);
void scene_wipe(struct scene *scene);
