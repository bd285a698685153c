/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/zxing_shim.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace
{

ZXing::DecodeHints hints_of(unsigned flags)
{
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    hints.setTryRotate(true);
    hints.setTryDownscale((flags & ZXING_SMALLER) != 0);
    hints.setIsPure((flags & ZXING_PURE) != 0);
    if (flags & ZXING_FIXED)
        hints.setBinarizer(ZXing::Binarizer::FixedThreshold);
    else if (flags & ZXING_GLOBAL)
        hints.setBinarizer(ZXing::Binarizer::GlobalHistogram);
    return hints;
}

bool tell(const ZXing::Result &result, zxing_fn *on_code, void *user)
{
    const ZXing::ByteArray &bytes = result.bytes();
    zxing_code code = {};
    code.data = bytes.data();
    code.size = bytes.size();
    for (int i = 0; i < 4; i++) {
        code.x[i] = result.position()[i].x;
        code.y[i] = result.position()[i].y;
    }
    return on_code(user, &code);
}

} // namespace

bool zxing_read(const struct zxing_view *view, unsigned flags, zxing_fn *on_code, void *user)
{
    try {
        ZXing::ImageView image(view->grey, view->width, view->height, ZXing::ImageFormat::Lum);
        for (const ZXing::Result &result : ZXing::ReadBarcodes(image, hints_of(flags)))
            if (result.isValid() && !tell(result, on_code, user))
                break;
        return true;
    } catch (...) {
        return false;
    }
}
