/* SPDX-License-Identifier: Apache-2.0 */
/* A case of several items when memory runs out: what is filed, and what is told of its parts. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/json.h"
#include "platform/province/together.h"
#include "tests/unit/platform/scarce/scarce.h"

enum { MANY = 12 }; /* more than jansson has room for at first */

static struct application application = {.task_code = "T0", .parts = MANY};
static const struct application_material material = {.parts = (1u << MANY) - 1};

static enum err write_all(void *user)
{
    (void)user;
    AUTO(auto_json_decref) json_t *doc = json_object();
    AUTO(auto_json_decref) json_t *paper = json_object();
    if (!doc || !paper)
        return ERR_MEMORY;
    TRY(together_put(doc, &application));
    return together_put_served(paper, &application, &material);
}

static void what_is_filed(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = write_all};
    for (int i = 0; i < MANY; i++) {
        snprintf(application.part[i].task_code, sizeof application.part[i].task_code, "P%d", i);
        strcpy(application.part[i].task_version, "1");
    }
    assert_true(scarce_run(&c) > 2 * MANY);
}

int main(void)
{
    scarce_install();
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_filed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
