/* SPDX-License-Identifier: Apache-2.0 */
/* What the province publishes to all kiosks: shelf and almanac, and that they stay new. */
#pragma once

#include "platform/audit/audit.h"
#include "platform/courier/gate.h"
#include "platform/service/almanac.h"
#include "platform/service/shelf.h"

struct bulletin;

struct bulletin_parts {
    sd_event *loop;
    const struct gate *gate;
    struct timers *timers;
    const struct sm2_key *publisher;
    struct shelf_place at;
    struct audit *audit;
    void *user;
    void (*catalogue)(void *user); /* another one, or another day */
    void (*calendar)(void *user);
};

/* The parts outlive it. Takes what is on disk; asks once bulletin_online() said so. */
MUST_CHECK enum err bulletin_new(const struct bulletin_parts *parts,
                                 struct bulletin **ret_bulletin);
void bulletin_free(struct bulletin *bulletin);
void bulletin_online(struct bulletin *bulletin, bool online);
/* All is asked for now. */
void bulletin_refresh(struct bulletin *bulletin);
/* The reply to GET /catalogue, which the courier asks for to see whether the province is there. */
void bulletin_catalogue_came(struct bulletin *bulletin, const char *body, size_t size);
const struct shelf *bulletin_shelf(const struct bulletin *bulletin);
const struct calendar *bulletin_calendar(const struct bulletin *bulletin);
