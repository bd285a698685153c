/* SPDX-License-Identifier: Apache-2.0 */
/* drain DEPTH COUNT ROUNDS: how fast kiosk-platform empties a queue of DEPTH sealed applications,
 * beside a bare client that sends as many that were sealed and signed before over one kept-alive
 * connection, in turns to the same stand-in. One line a turn: who, cases a second. */
#include "tests/unit/platform/service/caller.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "platform/base/clock.h"
#include "platform/outbox/store.h"
#include "platform/courier/gate.h"
#include "platform/province/submission.h"
#include "platform/trust/keyring.h"
#include "platform/base/uuid.h"

enum { PATIENCE_MS = 120000 };

static struct house house;
static struct keyring keys;
static struct gateway gateway;

struct parcel {
    char *body;
    size_t size;
    struct request_headers headers;
};

/* As platform/service makes it; `user` is the application. */
static enum err seal(void *user, const char *local_number, char **ret_body, size_t *ret_size)
{
    const struct message_sender sender = {"K017", "140802", clock_wall_ms()};
    const struct envelope_writer writer = {"K017", keys.kiosk, keys.province};
    struct secret doc = {0};
    TRY(submission_write(user, &sender, local_number, &doc, NULL));
    enum err e = envelope_build(&writer, &doc, clock_wall_ms(), ret_body, ret_size);
    secret_wipe(&doc);
    return e;
}

static void fill_queue(int depth)
{
    struct outbox *outbox;
    struct application a;
    char number[NUMBER_TEXT], path[HOUSE_PATH * 2];
    snprintf(path, sizeof path, "%s/state", house.root);
    assert_int_equal(0, mkdir(path, 0700));
    snprintf(path, sizeof path, "%s/state/outbox.db", house.root);
    assert_ok(outbox_open(path, "K017", &outbox, NULL));
    assert_ok(db_run(outbox->db, "PRAGMA synchronous = OFF", ""));
    for (int n = 0; n < depth; n++) {
        house_fill_application(&a, n);
        const struct outbox_body body = {.make = seal, .user = &a, .lane = n % OUTBOX_LANES + 1};
        assert_ok(outbox_put(outbox, a.application_id, clock_wall_ms(), body, number));
        application_wipe(&a);
    }
    outbox_close(outbox);
}

static void pack(struct parcel *p, int n)
{
    struct application a;
    char number[NUMBER_TEXT], key[UUID_TEXT];
    house_fill_application(&a, n);
    snprintf(number, sizeof number, "K017-%06d", n);
    assert_ok(seal(&a, number, &p->body, &p->size));
    assert_ok(uuid_make(key));
    const struct request request = {.method = "POST",
                                    .path = "/kiosk/v1/cases",
                                    .idempotency_key = key,
                                    .body = p->body,
                                    .size = p->size,
                                    .wall_ms = clock_wall_ms()};
    const struct request_signer signer = {&gateway, "K017", .key = keys.kiosk};
    assert_ok(request_sign(&signer, &request, &p->headers));
    application_wipe(&a);
}

static size_t swallow(char *data, size_t size, size_t count, void *user)
{
    (void)data, (void)user;
    return size * count;
}

static void set_up_bare(CURL *easy)
{
    char url[128];
    snprintf(url, sizeof url, "%s/cases", house.url);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_CAINFO, keys.ca_file);
    curl_easy_setopt(easy, CURLOPT_SSLCERT, keys.tls_cert_file);
    curl_easy_setopt(easy, CURLOPT_SSLKEY, house_path(&house, "keys/kiosk/kiosk-tls.key"));
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, swallow);
}

static void send_bare(const struct parcel *parcels, int count)
{
    CURL *easy = curl_easy_init();
    set_up_bare(easy);
    for (int i = 0; i < count; i++) {
        struct curl_slist *headers = NULL;
        long status = 0;
        for (size_t k = 0; k < parcels[i].headers.count; k++)
            headers = curl_slist_append(headers, parcels[i].headers.line[k]);
        headers = curl_slist_append(headers, "Content-Type: application/json");
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, parcels[i].body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)parcels[i].size);
        if (curl_easy_perform(easy) != CURLE_OK)
            _exit(1);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_slist_free_all(headers);
        if (status != 201)
            _exit(2);
    }
    curl_easy_cleanup(easy);
}

static int cases(void)
{
    return atoi(house_ask(&house, "wait cases 0 0"));
}

/* From the first case to the last, as the province counts them. */
static double rate_from(int before, int count)
{
    house_ask(&house, "wait cases %d %d", before + 1, PATIENCE_MS);
    int64_t began = clock_measure_us();
    house_ask(&house, "wait cases %d %d", before + count, PATIENCE_MS);
    return (count - 1) * 1e6 / (double)(clock_measure_us() - began);
}

static double bare_turn(int first, int count)
{
    struct parcel *parcels = calloc((size_t)count, sizeof *parcels);
    assert_non_null(parcels);
    for (int i = 0; i < count; i++)
        pack(&parcels[i], first + i);
    int before = cases(), status;
    pid_t child = fork();
    if (child == 0) {
        send_bare(parcels, count);
        _exit(0);
    }
    double rate = rate_from(before, count);
    assert_int_equal(child, waitpid(child, &status, 0));
    assert_int_equal(0, status);
    for (int i = 0; i < count; i++)
        free(parcels[i].body);
    free(parcels);
    return rate;
}

static double our_turn(int count)
{
    int before = cases();
    kill(house.platform, SIGCONT);
    double rate = rate_from(before, count);
    kill(house.platform, SIGSTOP);
    return rate;
}

static void measure(int depth, int count, int rounds)
{
    char why[KEYRING_PATH];
    house_open(&house);
    assert_ok(keyring_load(NULL, &keys, why));
    fill_queue(depth);
    house_start_platform(&house, NULL);
    our_turn(count); /* the first start is none */
    for (int r = 0; r < rounds; r++) {
        printf("bare\t%.1f\n", bare_turn(500000 + r * count, count));
        printf("kiosk-platform\t%.1f\n", our_turn(count));
        fflush(stdout);
    }
    house_end_platform(&house, SIGKILL);
    keyring_done(&keys);
    house_close(&house);
}

int main(int argc, char **argv)
{
    if (argc != 4 || atoi(argv[2]) < 2 || atoi(argv[1]) < (atoi(argv[3]) + 1) * atoi(argv[2]) ||
        atoi(argv[1]) > 500000) {
        fprintf(stderr, "drain DEPTH COUNT ROUNDS\n");
        return 1;
    }
    measure(atoi(argv[1]), atoi(argv[2]), atoi(argv[3]));
    return 0;
}
