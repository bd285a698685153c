/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/trust/tpm.h"

#include <stdlib.h>
#include <string.h>

#include <tss2/tss2_esys.h>
#include <tss2/tss2_tctildr.h>

#include "platform/base/secret.h"
#include "platform/base/text.h"
#include "platform/trust/key.h"
#include "platform/trust/key_query.h"

static const char scheme[] = "tpm:0x", usual_tcti[] = "device:/dev/tpmrm0";

enum { PCR_COUNT = 24, PCR_BYTES = 3, HANDLE_DIGITS = 8, PCRS_TEXT = 80 };

enum err tpm_handle_of(const char *place, uint32_t *ret_handle)
{
    char *end;
    if (strncmp(place, scheme, strlen(scheme)) != 0)
        return ERR_FORMAT;
    const char *digits = place + strlen(scheme);
    if (strspn(digits, "0123456789abcdefABCDEF") != HANDLE_DIGITS)
        return ERR_FORMAT;
    unsigned long handle = strtoul(digits, &end, 16);
    if ((*end && *end != '?') || handle >> 24 != TPM2_HR_PERSISTENT >> 24)
        return ERR_FORMAT;
    *ret_handle = (uint32_t)handle;
    return ERR_NONE;
}

enum err tpm_tcti_of(const char *place, char *ret_tcti, size_t size)
{
    enum err e = key_query(place, "tcti", ret_tcti, size);
    if (e != ERR_MISSING)
        return e;
    return text_copy(ret_tcti, size, usual_tcti) ? ERR_NONE : ERR_TOO_LONG;
}

/* "0,2,4,7"; none is an empty selection. */
static enum err read_pcrs(const char *place, TPML_PCR_SELECTION *ret_pcrs)
{
    char text[PCRS_TEXT] = "";
    TPML_PCR_SELECTION pcrs = {.count = 1};
    TPMS_PCR_SELECTION *selected = &pcrs.pcrSelections[0];
    *selected = (TPMS_PCR_SELECTION){.hash = TPM2_ALG_SHA256, .sizeofSelect = PCR_BYTES};
    enum err e = key_query(place, "pcrs", text, sizeof text);
    if (e == ERR_MISSING)
        pcrs.count = 0;
    else if (e != ERR_NONE)
        return e;
    for (char *rest, *at = text; *at; at = *rest ? rest + 1 : rest) {
        unsigned long n = strtoul(at, &rest, 10);
        if (rest == at || n >= PCR_COUNT || (*rest && *rest != ','))
            return ERR_FORMAT;
        selected->pcrSelect[n / 8] |= (BYTE)(1 << n % 8);
    }
    *ret_pcrs = pcrs;
    return ERR_NONE;
}

struct chip {
    TSS2_TCTI_CONTEXT *tcti;
    ESYS_CONTEXT *esys;
    ESYS_TR object, session;
};

static void chip_done(struct chip *chip)
{
    if (chip->session != ESYS_TR_NONE)
        Esys_FlushContext(chip->esys, chip->session);
    Esys_Finalize(&chip->esys);
    Tss2_TctiLdr_Finalize(&chip->tcti);
}

static enum err connect_chip(struct chip *chip, const char *place)
{
    char tcti[KEY_PLACE];
    uint32_t handle;
    TRY(tpm_handle_of(place, &handle));
    TRY(tpm_tcti_of(place, tcti, sizeof tcti));
    setenv("TSS2_LOG", "all+none", 0); /* what it would print, we log */
    if (Tss2_TctiLdr_Initialize(tcti, &chip->tcti) != TSS2_RC_SUCCESS ||
        Esys_Initialize(&chip->esys, chip->tcti, NULL) != TSS2_RC_SUCCESS)
        return ERR_UNREACHABLE;
    TSS2_RC r = Esys_TR_FromTPMPublic(chip->esys, handle, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      &chip->object);
    return r == TSS2_RC_SUCCESS ? ERR_NONE : ERR_KEY;
}

/* Says to the chip: only if the registers are as they were. */
static enum err begin_policy(struct chip *chip, const TPML_PCR_SELECTION *pcrs)
{
    const TPMT_SYM_DEF none = {.algorithm = TPM2_ALG_NULL};
    const TPM2B_DIGEST as_they_are = {.size = 0};
    TSS2_RC r = Esys_StartAuthSession(chip->esys, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      ESYS_TR_NONE, ESYS_TR_NONE, NULL, TPM2_SE_POLICY, &none,
                                      TPM2_ALG_SHA256, &chip->session);
    if (r == TSS2_RC_SUCCESS)
        r = Esys_PolicyPCR(chip->esys, chip->session, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                           &as_they_are, pcrs);
    return r == TSS2_RC_SUCCESS ? ERR_NONE : ERR_KEY;
}

static enum err unseal(struct chip *chip, ESYS_TR session, char *ret_phrase)
{
    TPM2B_SENSITIVE_DATA *data = NULL;
    if (Esys_Unseal(chip->esys, chip->object, session, ESYS_TR_NONE, ESYS_TR_NONE, &data) !=
        TSS2_RC_SUCCESS)
        return ERR_KEY;
    enum err e = data->size <= TPM_PHRASE_MAX ? ERR_NONE : ERR_TOO_LONG;
    if (e == ERR_NONE) {
        memcpy(ret_phrase, data->buffer, data->size);
        ret_phrase[data->size] = '\0';
    }
    wipe(data, sizeof *data);
    Esys_Free(data);
    return e;
}

enum err tpm_unseal(const char *place, char ret_phrase[TPM_PHRASE_MAX + 1])
{
    AUTO(chip_done) struct chip chip = {.object = ESYS_TR_NONE, .session = ESYS_TR_NONE};
    TPML_PCR_SELECTION pcrs;
    TRY(read_pcrs(place, &pcrs));
    TRY(connect_chip(&chip, place));
    if (pcrs.count == 0)
        return unseal(&chip, ESYS_TR_PASSWORD, ret_phrase);
    TRY(begin_policy(&chip, &pcrs));
    return unseal(&chip, chip.session, ret_phrase);
}
