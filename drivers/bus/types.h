/* SPDX-License-Identifier: Apache-2.0 */
/* The words that cross the devices bridge. */
#pragma once

#include "platform/base/err.h"
#include "platform/base/secret.h"

/* Device classes, after XFS4IoT's: card reader, printer, barcode reader. */
enum device_class { DEVICE_IDCARD, DEVICE_RECEIPT, DEVICE_SCANNER, DEVICE_CLASS_COUNT };

enum device_state {
    DEVICE_ABSENT, /* never seen, or unplugged */
    DEVICE_READY,
    DEVICE_BUSY,          /* a command runs */
    DEVICE_NEEDS_CITIZEN, /* take the paper, lift the card */
    DEVICE_NEEDS_STAFF,   /* paper out, cover open, module not authorised */
    DEVICE_BROKEN,        /* does not answer, or not as its protocol says */
    DEVICE_SUSPECT,       /* answers, but is not the one expected: possible tampering */
};

/* Bits of device_info.flags */
enum device_flag {
    DEVICE_FLAG_CARD_PRESENT = 1 << 0,
    DEVICE_FLAG_PAPER_LOW = 1 << 1,
    DEVICE_FLAG_PAPER_OUT = 1 << 2,
    DEVICE_FLAG_COVER_OPEN = 1 << 3,
    /* Where the last slip is (XFS4IoT Printer: media present, taken, retracted, jammed), as the
     * printer's own sensor says, until the next one is begun. A printer without a sensor at its
     * output never shows the first three. */
    DEVICE_FLAG_MEDIA_PRESENT = 1 << 4,   /* waits at the output to be taken */
    DEVICE_FLAG_MEDIA_TAKEN = 1 << 5,     /* is gone from there */
    DEVICE_FLAG_MEDIA_RETRACTED = 1 << 6, /* nobody took it: it is in the printer's bin */
    DEVICE_FLAG_MEDIA_JAMMED = 1 << 7,
    DEVICE_FLAG_PINNED = 1 << 8,      /* staff said which one belongs here */
    DEVICE_FLAG_PHOTOGRAPHS = 1 << 9, /* a camera that takes pictures of pages */
};

struct device_info {
    char id[32]; /* "idcard0" */
    enum device_class device_class;
    enum device_state state;
    uint32_t flags;
    char model[64];    /* profile or product string */
    char serial[64];   /* the device's own, "" when unknown */
    char place[64];    /* the socket it is plugged into, "1-2.3"; "" when unplugged or unknown */
    char usb[16];      /* "0400:c35a"; "" for a serial line */
    char release[8];   /* of its firmware, four hex digits as bcdDevice */
    enum err why;      /* of a state that is not rest; ERR_NONE when it is well */
    uint32_t failures; /* since it was plugged in */
};

/* Layouts of the 256-byte text (facts: type letter at offset 248). */
enum id_kind { ID_CITIZEN, ID_HMT, ID_FOREIGNER_2017, ID_FOREIGNER_2023 };

/* Fields of a card, all text; a field that the layout does not have is empty. */
enum id_field {
    ID_NAME,       /* Chinese name where there is one */
    ID_NAME_LATIN, /* foreigner cards */
    ID_SEX,        /* GB/T 2261.1 digit */
    ID_NATION,     /* GB/T 3304 two digits (citizen), alpha-3 country (foreigner) */
    ID_BIRTH,      /* YYYYMMDD */
    ID_ADDRESS,
    ID_NUMBER, /* 18 (15 on foreigner 2017) */
    ID_ISSUER,
    ID_VALID_FROM, /* YYYYMMDD */
    ID_VALID_TO,   /* YYYYMMDD or 长期 */
    ID_PERMIT,     /* travel permit number of a HK/Macau/Taiwan card */
    ID_FIELD_COUNT
};

/* Findings about a record that was read; bits of id_record.findings. */
enum id_finding {
    ID_FINDING_CHECK_DIGIT = 1 << 0, /* GB 11643 MOD 11-2 does not fit */
    ID_FINDING_EXPIRED = 1 << 1,
    ID_FINDING_NOT_YET_VALID = 1 << 2,
};

struct id_record {
    enum id_kind kind;
    uint32_t findings;
    struct secret field[ID_FIELD_COUNT];
    struct secret photo; /* as the card holds it, only when it was asked for */
};

void id_record_wipe(struct id_record *record);
/* The Chinese name, or the Latin one where there is none. */
const char *id_record_name(const struct id_record *record);

/* Progress of a running Identify or Scan; carries no personal data. */
enum id_hint {
    ID_HINT_READING,    /* a card is on the reader: keep it still */
    ID_HINT_LIFT_FIRST, /* a card lay there before the command: lift it and place it again; or
                           a code: take it away */
    ID_HINT_AGAIN,      /* it moved too early or was not read: place it again */
    ID_HINT_NOT_A_CARD, /* something is there that we cannot read */
    ID_HINT_NO_READER,  /* the reader went away; the command goes on when it returns */
    ID_HINT_ONE_CODE,   /* Scan: several codes are held before it: show one */
    ID_HINT_COUNT,
};

/* Findings about a photograph; bits of snapshot.findings. Advice for who looks at it. */
enum snapshot_finding {
    SNAPSHOT_DARK = 1 << 0,
    SNAPSHOT_BRIGHT = 1 << 1, /* so much light that nothing is left to read */
    SNAPSHOT_BLURRED = 1 << 2,
};

enum { SNAPSHOT_FILE_MAX = 8 << 20, SNAPSHOT_SIDE_MAX = 1280 };

/* A photograph of a page: a JPEG file, and the same pixels smaller for a program that reads no
 * files. Each lies in memory that nobody can change any more (platform/base/sealed.h). All zero:
 * none. */
struct snapshot {
    int file, preview; /* descriptors, owned; -1: given away */
    int width, height; /* of the preview: rows of red, green, blue; none is longer than SIDE_MAX */
    uint32_t findings;
};

void snapshot_wipe(struct snapshot *snapshot);

/* A receipt in the words of paper, not of a printer. */
enum receipt_kind { RECEIPT_TEXT, RECEIPT_PAIR, RECEIPT_RULE, RECEIPT_QR, RECEIPT_FEED };
enum receipt_align { RECEIPT_LEFT, RECEIPT_CENTRE, RECEIPT_RIGHT };

enum { RECEIPT_LINES_MAX = 64, RECEIPT_TEXT_MAX = 600 };

struct receipt_line {
    enum receipt_kind kind;
    enum receipt_align align; /* TEXT, QR */
    bool bold;                /* TEXT, PAIR */
    int scale;                /* TEXT: 1 or 2 times in both directions; FEED: lines 1 to 8 */
    struct secret text;       /* TEXT; PAIR: the label; QR: the payload (UTF-8) */
    struct secret value;      /* PAIR: the value, wrapped in its column */
};

struct receipt_job {
    size_t count;
    struct receipt_line line[RECEIPT_LINES_MAX];
};

void receipt_job_wipe(struct receipt_job *job);

/* A technician's recording of a device: how long, and how much text, at most. */
enum { DEVICES_RECORD_MAX_S = 600, DEVICES_RECORD_MAX = 16 << 20 };

/* How a print ended. UNKNOWN is never repeated silently. */
enum print_outcome {
    PRINT_DONE,       /* confirmed by the printer itself */
    PRINT_NOT_BEGUN,  /* nothing reached the paper */
    PRINT_INCOMPLETE, /* it failed on the way; the rest was discarded */
    PRINT_UNKNOWN,    /* it may or may not have come out */
};

/* Names for logs, kioskctl and the wire; never NULL. */
const char *device_class_name(enum device_class c);
const char *device_state_name(enum device_state s);
const char *id_hint_name(enum id_hint h);
const char *print_outcome_name(enum print_outcome o);
