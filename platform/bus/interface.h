/* SPDX-License-Identifier: Apache-2.0 */
/* org.budayang.Platform1 on platform.sock. Replies with personal data go to the caller alone and
 * are marked sensitive; signals carry none. */
#pragma once

#define PLATFORM_SOCKET    "platform.sock"
#define PLATFORM_OBJECT    "/org/budayang/platform"
#define PLATFORM_INTERFACE "org.budayang.Platform1"

/* application_kind, application_id, project_no, task_code, task_name, task_version,
 * notice_version, consent_ms, anonymous, assurance_token, fields: group, row, name, value_source,
 * value; materials: name, material_name, is_need, collect_way, collect_ms, limit_days,
 * limit_workdays, due, commitment_version, parts; parts: task_code, task_version; files: name,
 * sealed memfd */
#define PLATFORM_APPLICATION_SIGNATURE "ussssssxbsa(susus)a(ssbuxubusu)a(ss)a(sh)"
/* case_state, local_number, project_no, message, promise_date, contact_date, unpaid */
#define PLATFORM_STATUS_SIGNATURE "usssssb"

#define PLATFORM_HEALTH_SIGNATURE "buuuxbxbuu"
/* more; newest first: case_state, task_name, project_no, apply_date, promise_date, message, parts,
 * parts_done, unpaid */
#define PLATFORM_CASES_SIGNATURE "ba(usssssuub)"

/* case_state of the whole; case_state, task_code, task_name, dept_name, message, promise_date,
 * project_no */
#define PLATFORM_PARTS_SIGNATURE "ua(ussssss)"

/* cancelled, number; place: code, name, address; bring, date, from, until */
#define PLATFORM_APPOINTMENT_SIGNATURE "bsssssiii"
/* refusal, "" when there is one; appointment */
#define PLATFORM_BOOKED_SIGNATURE "s" PLATFORM_APPOINTMENT_SIGNATURE
/* places: code, name, address; times: place, date, from, until, left; this person's appointments */
#define PLATFORM_SLOTS_SIGNATURE "a(sss)a(uiiiu)a(" PLATFORM_APPOINTMENT_SIGNATURE ")"
/* state, pay_no, name, payee, payer, pay_url, fen, expires_ms */
#define PLATFORM_FEES_SIGNATURE "a(usssssxx)"

/* more, unsound; identifier, name, number, dept, issue_date, grade */
#define PLATFORM_CERTIFICATES_SIGNATURE "bua(ssssss)"

/* project_no, task_code; field, name, reason, until */
#define PLATFORM_CORRECTIONS_SIGNATURE "ssa(sssss)"

/* What is still missing, behind an application: name, label, material */
#define PLATFORM_HANDOVER_WISH_SIGNATURE PLATFORM_APPLICATION_SIGNATURE "a(ssb)"
/* url, code, place, until_ms */
#define PLATFORM_HANDOVER_SIGNATURE "sssx"

/* version, from, until, office_from, office_until; days: date, works */
#define PLATFORM_CALENDAR_SIGNATURE "uiiiia(ib)"

/* closed_until, words in Chinese and English; notice_until, words; opens, closes (minutes) */
#define PLATFORM_STANDING_SIGNATURE "xssxssuu"

/* Methods
 *   Health    ()                          → buuuxbxbuu online; waiting, sent, refused,
 *                                           oldest_ms; storage; clock_off_ms, keys; given_up,
 *                                           for_staff
 *   Catalogue ()                          → a(ssy) task_code, task_version, reason; empty until
 *                                           the first one was fetched or found on disk
 *   Standing  ()                          → xssxssuu what the province ordered of this kiosk
 *   Calendar  ()                          → uiiiia(ib) working days; version 0: there is none
 *   Identify  (ay credential)             → a(ss)  a phone's QR code → person (applyer_name,
 *                                           applyer_page_code, contact_mobile …)
 *   SharedData(s task_code, a(ss) who)    → a(ss)  what departments already know
 *   Proof     (s task_code, a(ss) who, a(ss) form) → a(ss)  a proof's lines; not-found: the
 *                                           department knows nothing that could be proved
 *   StepUp    (s task_code, a(ss) who, a(ss) answer) → a(ss)  no answer: a code goes to their own
 *                                           phone → step_up_id, sent_to …; step_up_id and code →
 *                                           assurance_level, assurance_token; not-found: no phone
 *                                           is known; refused: another code, or too late
 *   Corrections     (s task_code, a(ss) who, a(ss) project_no) → corrections  what a case of
 *                                           theirs lacks; not-found: it is not theirs
 *   Parts           (s task_code, a(ss) who, a(ss) number) → parts  how each item of a case of
 *                                           several stands; number: project_no or local_number;
 *                                           nobody: a case of this kiosk; not-found
 *   Certificates    (s task_code, a(ss) who, a(ss) use_cause) → certificates  their own; kept
 *                                           nowhere; refused: not sure enough that it is they
 *   CertificateCopy (s task_code, a(ss) who, a(ss) use_cause, certificate_identifier) → a(ss)
 *                                           certificate_name, copy_code, copy_qr, then the lines of
 *                                           a printed copy, each under its label; not-found
 *   Enterprise(s task_code, a(ss) who, a(ss) licence) → a(ss)  for which enterprise they act: its
 *                                           name, code, legal …, assurance_token; not-found: there
 *                                           is none; refused: they may not act for it
 *   HandOver  (application, a(ssb) missing) → sssx  goes on on a phone; kept nowhere here. The
 *                                           same application_id: the same place; refused: a rule
 *   Slots     (s task_code, a(ss) who, a(ss) wish) → slots  when and where one may come
 *   Book      (s task_code, a(ss) who, a(ss) wish) → booked  the same appointment_id: the same
 *                                           seat; conflict: it is taken; refused by a rule: its
 *                                           words, or the error without any
 *   CancelAppointment (s task_code, a(ss) who, a(ss) wish) → booked
 *   Fees      (s task_code, a(ss) who, a(ss) wish) → fees  what this person has to pay
 *   FeeState  (s task_code, a(ss) who, a(ss) wish) → fees  how one of them stands
 *   Help      (s help_id, u reason, s screen) → ()  somebody is called to the kiosk; ends when the
 *                                           province heard it. The same help_id: the same call
 *   Devices   (a(ss) class, state)        → ()  what the heartbeat says of them from now on
 *   Staff     (s deed, s device)          → ()  somebody at a shell does this to a device; ends
 *                                           when it stands in the audit log, with the caller's uid
 *   Query     (a(ss) who)                 → cases  all cases of this person at the province
 *   Submit    (application)               → status when durable; same application_id: same case
 *   Status    (s number)                  → status of a local number or, of this kiosk's own cases,
 *                                           a project number; errors: not-found
 *   Find      (s number, a(ss) who)       → status the same of any kiosk's case, asked of the
 *                                           province when `who` applied for it; without a person
 *                                           only what Status knows; errors: not-found
 *   Rate      (s local_number, u satisfaction, s reason_codes, s text) → ()  when durable
 * Identify to Fees, FeeState, HandOver, Help and Query fail with unreachable or timeout when the
 * province cannot be asked.
 * Signals
 *   Online    (b)
 *   Storage   (b)                         whether a new message can be kept; it changed
 *   ClockOff  (x)                         how far the clock is ahead, ms; it changed
 *   Case      (s local_number)            its status changed: ask Status
 *   CatalogueChanged ()
 *   CalendarChanged ()
 *   StandingChanged ()
 */
