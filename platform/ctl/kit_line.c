/* SPDX-License-Identifier: Apache-2.0 */
/* §1 and §6: the line, the clock, addresses, the shape of what is said. */
#include "platform/ctl/kit.h"

#include <string.h>

#include "platform/base/clock.h"
#include "platform/province/request.h"
#include "platform/trust/tls_probe.h"

static bool check_reached(struct kit *kit, struct kit_answer *ret_answer)
{
    static const struct kit_rule tls = {
        "tls", "§1",
        "TLS 1.3, a certificate of the CA for this host, the kiosk's own is asked for"};
    static const struct kit_rule taken = {"signed", "§2",
                                          "a request that is signed as written is answered 200"};
    kit_ask(kit, &(struct kit_ask){.operation = "/catalogue"}, ret_answer);
    char why[KIT_WHY];
    snprintf(why, sizeof why, "%s (%s); %s", tls_trouble_name(ret_answer->trouble),
             err_text(ret_answer->e), tls_trouble_advice(ret_answer->trouble));
    kit_tell(kit, &tls, ret_answer->e == ERR_NONE ? NULL : why);
    kit->unreached = ret_answer->e != ERR_NONE && ret_answer->trouble == TLS_FINE;
    if (ret_answer->e == ERR_NONE)
        kit_judge(kit, &taken, ret_answer, 200);
    return ret_answer->e == ERR_NONE;
}

static void check_clock(struct kit *kit)
{
    static const struct kit_rule there = {"date", "§1", "each answer has a Date header"};
    static const struct kit_rule right = {"clock", "§2",
                                          "its clock and ours are less than 5 minutes apart"};
    char why[KIT_WHY];
    kit_tell(kit, &there, kit->date_ms ? NULL : "it has none");
    if (!kit->date_ms)
        return;
    int64_t off_ms = kit->date_ms - clock_wall_ms();
    snprintf(why, sizeof why, "its Date is %lld s %s ours", llabs((long long)off_ms) / 1000,
             off_ms < 0 ? "behind" : "ahead of");
    kit_tell(kit, &right, llabs(off_ms) < REQUEST_SKEW_MS ? NULL : why);
}

static void check_old_tls(struct kit *kit)
{
    static const struct kit_rule rule = {"tls-old", "§1", "TLS 1.2 and older are refused"};
    bool talks = false;
    enum err e = tls_probe_old(kit->host, kit->port, &talks);
    kit_tell(kit, &rule, e != ERR_NONE ? err_text(e) : talks ? "it talks TLS 1.2 or older" : NULL);
}

static void check_no_certificate(struct kit *kit)
{
    static const struct kit_rule rule = {"tls-anybody", "§1",
                                         "nobody without a client certificate is answered"};
    const struct http_trust nobody = {.ca_file = kit->keys.ca_file};
    struct http *ours = kit->http;
    struct kit_answer answer = {.e = ERR_LIBRARY};
    if (http_new(kit->loop, kit->timers, &nobody, &kit->http) == ERR_NONE) {
        kit_ask(kit, &(struct kit_ask){.operation = "/catalogue"}, &answer);
        http_free(kit->http);
    }
    kit->http = ours;
    kit_tell(kit, &rule, answer.e == ERR_NONE ? "it answers" : NULL);
    kit_answer_done(&answer);
}

static void check_addresses(struct kit *kit)
{
    static const struct kit_rule address = {
        "address", "§6", "an address that is not known is 40403, which ends no application"};
    static const struct kit_rule method = {"method", "§6", "another method is 40501"};
    kit_expect(kit, &address, &(struct kit_ask){.operation = "/no-such-operation"}, 40403);
    kit_expect(kit, &method, &(struct kit_ask){.operation = "/cases/query"}, 40501);
}

bool kit_check_line(struct kit *kit)
{
    struct kit_answer answer;
    bool reached = check_reached(kit, &answer);
    if (reached) {
        check_clock(kit);
        check_old_tls(kit);
        check_no_certificate(kit);
        check_addresses(kit);
    }
    kit_answer_done(&answer);
    return reached;
}

void kit_check_shape(struct kit *kit)
{
    static const struct kit_rule rule = {
        "shape", "§6", "every answer is JSON with code and message, an error has detail as well"};
    kit_tell(kit, &rule, *kit->misshapen ? kit->misshapen : NULL);
}
