/* SPDX-License-Identifier: Apache-2.0 */
/* Where a private key is, in one line of kiosk.ini; whoever uses the key does not see a difference.
 *   kiosk-tls.key                    a PEM file in the keys' directory, or an absolute path
 *   pkcs11:token=…;object=…?…        a module behind PKCS #11 (RFC 7512): a USB key, a card, a HSM.
 *                                    Query attributes: module-path, pin-source=file:…
 *   tpm:0x81010002?tcti=…            a persistent handle of the TPM; tcti is how to reach it
 *                                    (tpm2-tss), device:/dev/tpmrm0 when left out
 * SM2 keys are files: these modules know no SM2 (tpm2-openssl 1.1, libp11 0.4). A file may be
 * encrypted (PKCS #8) by a phrase that the TPM holds sealed, see tpm_seal.h. */
#pragma once

#include "platform/base/err.h"

enum { KEY_PLACE = 256 };

enum key_kind { KEY_IN_FILE, KEY_IN_PKCS11, KEY_IN_TPM, KEY_KIND_COUNT };

/* "file", "pkcs11", "tpm". */
const char *key_kind_name(enum key_kind kind);
/* By its beginning. */
enum key_kind key_kind_of(const char *place);
