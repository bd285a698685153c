/* SPDX-License-Identifier: Apache-2.0 */
/* §11: certificates are shown to their holder alone, for a purpose. */
#include "platform/ctl/kit.h"

#define NOBODY                                                                                     \
    "\"applyer_name\":\"张三\",\"applyer_page_type\":\"111\","                                   \
    "\"applyer_page_code\":\"11010519491231002X\""
#define ITEM "\"task_code\":\"11140802MB0000003E4442500002000\","
#define NONE "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001.6"

static const struct kit_question questions[] = {
    {{"certificates-level", "§11", "certificates to whoever has the card alone: 40302"},
     "certificates",
     "/certificates",
     "{" ITEM NOBODY ",\"use_cause\":\"检查\"}",
     false,
     NULL,
     40302},
    {{"certificates-token", "§11", "the same with a token that was never given: 40302"},
     "certificates",
     "/certificates",
     "{" ITEM NOBODY ",\"use_cause\":\"检查\",\"assurance_token\":\"never-given-to-anybody\"}",
     false,
     NULL,
     40302},
    {{"certificates-cause", "§11", "certificates for no purpose: 40003"},
     "certificates",
     "/certificates",
     "{" ITEM NOBODY "}",
     false,
     NULL,
     40003},
    {{"copy-level", "§11", "a copy to whoever has the card alone: 40302"},
     "certificate_copy",
     "/certificates/copy",
     "{" ITEM NOBODY ",\"use_cause\":\"检查\",\"certificate_identifier\":\"" NONE "\"}",
     false,
     NULL,
     40302},
    {{"copy-identifier", "§11", "a copy of what is no identifier: 40003"},
     "certificate_copy",
     "/certificates/copy",
     "{" ITEM NOBODY ",\"use_cause\":\"检查\",\"certificate_identifier\":\"1.2.156.3005.2\"}",
     false,
     NULL,
     40003},
};

void kit_check_certificates(struct kit *kit)
{
    kit_put_questions(kit, questions, ARRAY_LEN(questions));
}
