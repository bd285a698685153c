/* SPDX-License-Identifier: Apache-2.0 */
/* A disk whose power can be cut: a layer between SQLite and its own file system. What was written
 * but not synced may be lost, kept in part, torn at a sector or come out as nonsense; a file that
 * was made or deleted may be as it was before until its directory was synced. Sources: SQLite,
 * "Atomic Commit In SQLite" §2 and §9; its unix VFS syncs the directory at the first sync of a new
 * log. */
#pragma once

#include "platform/base/must.h"

enum power_loss {
    POWER_DROP,   /* nothing that was not synced is there */
    POWER_PREFIX, /* the first of it, in order */
    POWER_SOME,   /* any of it: a disk reorders */
    POWER_TORN,   /* the same, one write cut at a sector of 512 bytes */
    POWER_GARBLE, /* the same, one sector of one write is nonsense */
    POWER_LOSSES,
};

/* Makes it SQLite's default, for this process. */
void power_disk_install(void);
/* The power goes at the n-th write, sync, truncation, making or deleting from now (1: the next):
 * it does not happen, and everything later fails. 0: the power stays on. */
void power_disk_cut_at(int n);
bool power_disk_is_off(void);
/* One more step, of somebody else on the same disk: true when it does not happen. */
bool power_disk_goes_off(void);
/* What is on the disk afterwards, by this kind of loss; every SQLite handle must be closed. The
 * power is on again. The same seed gives the same loss. */
void power_disk_settle(enum power_loss loss, uint32_t seed);
