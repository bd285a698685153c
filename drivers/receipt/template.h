/* SPDX-License-Identifier: Apache-2.0 */
/* A printer's own command as a profile writes it: two hex digits a byte, with places for what is
 * known only later. "1C 50 {length} 01 52 {seconds}"; in an expected answer "--" is any byte. */
#pragma once

#include "platform/base/err.h"

enum { TEMPLATE_BYTES = 16 };

enum template_place {
    TEMPLATE_LENGTH = 0x100, /* {length}: how far the slip comes out, in the printer's steps */
    TEMPLATE_SECONDS,        /* {seconds}: how long the printer itself waits for it to be taken */
    TEMPLATE_ANY,            /* -- */
};

struct template
{
    size_t size;                   /* 0: there is no such command */
    uint16_t byte[TEMPLATE_BYTES]; /* below 0x100 itself, else an enum template_place */
};

struct template_values {
    uint8_t length, seconds;
};

/* Reads a struct template; an empty text is an empty one. NULL, or what is wrong. */
const char *template_read_command(const char *text, void *ret_template);
/* The same for an answer: "--" instead of places. */
const char *template_read_answer(const char *text, void *ret_template);

bool template_has(const struct template *t, enum template_place place);
/* Its bytes; returns t->size. */
size_t template_fill(const struct template *t, const struct template_values *values,
                     uint8_t ret_bytes[TEMPLATE_BYTES]);
