/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/page.h"

#include "platform/base/sealed.h"
#include "platform/base/secret.h"

/* Of the mean luma, and of how many pixels are lost in white. */
enum { DARK_BELOW = 48, WHITE_FROM = 250, WHITE_PERMILLE = 970, SHARP_SIDE = 640 };
/* Mean square of the Laplacian where there is anything to see. A page of print in focus has some
 * hundreds; out of focus by three pixels, less than twenty (measured on pages set in type). */
enum { EDGE_LEAST = 6, SHARP_LEAST = 40, EDGES_PERMILLE = 5 };

static size_t bytes_of(const struct page *page)
{
    return (size_t)page->width * (size_t)page->height * 3;
}

void page_wipe(struct page *page)
{
    if (page->rgb)
        wipe_free(page->rgb, bytes_of(page));
    *page = (struct page){0};
}

enum err page_init(struct page *page, int width, int height)
{
    if (width < 1 || height < 1 || width > FRAME_SIDE_MAX || height > FRAME_SIDE_MAX ||
        (int64_t)width * height > PAGE_PIXELS_MAX)
        return ERR_RANGE;
    struct page draft = {.width = width, .height = height};
    draft.rgb = calloc(1, bytes_of(&draft));
    if (!draft.rgb)
        return ERR_MEMORY;
    *page = draft;
    return ERR_NONE;
}

enum err page_of_frame(const struct frame *frame, struct page *ret_page)
{
    if (frame->format == FRAME_JPEG)
        return page_jpeg_read(frame->data, frame->size, ret_page);
    struct page draft;
    TRY(page_init(&draft, frame->width, frame->height));
    enum err e = frame_rgb(frame, draft.rgb, bytes_of(&draft));
    if (e == ERR_NONE)
        *ret_page = draft;
    else
        page_wipe(&draft);
    return e;
}

/* The mean of the box of pixels that one pixel of `to` stands for. */
static void shrink_one(const struct page *from, const struct page *to, int x, int y)
{
    int left = x * from->width / to->width, right = (x + 1) * from->width / to->width;
    int top = y * from->height / to->height, bottom = (y + 1) * from->height / to->height;
    unsigned sum[3] = {0}, n = (unsigned)((right - left) * (bottom - top));
    for (int v = top; v < bottom; v++)
        for (int u = left; u < right; u++)
            for (int k = 0; k < 3; k++)
                sum[k] += from->rgb[((size_t)v * (size_t)from->width + (size_t)u) * 3 + (size_t)k];
    uint8_t *at = to->rgb + ((size_t)y * (size_t)to->width + (size_t)x) * 3;
    for (int k = 0; k < 3; k++)
        at[k] = (uint8_t)(sum[k] / n);
}

enum err page_shrink(const struct page *page, int most, struct page *ret_page)
{
    int longer = page->width > page->height ? page->width : page->height;
    int w = page->width, h = page->height;
    if (longer > most) {
        w = w * most / longer;
        h = h * most / longer;
    }
    struct page draft;
    TRY(page_init(&draft, w > 0 ? w : 1, h > 0 ? h : 1));
    for (int y = 0; y < draft.height; y++)
        for (int x = 0; x < draft.width; x++)
            shrink_one(page, &draft, x, y);
    *ret_page = draft;
    return ERR_NONE;
}

static int luma(const struct page *page, int x, int y)
{
    const uint8_t *at = page->rgb + ((size_t)y * (size_t)page->width + (size_t)x) * 3;
    return (77 * at[0] + 150 * at[1] + 29 * at[2]) >> 8;
}

static uint32_t light_findings(const struct page *page)
{
    int64_t sum = 0, white = 0, n = (int64_t)page->width * page->height;
    for (int y = 0; y < page->height; y++)
        for (int x = 0; x < page->width; x++) {
            int here = luma(page, x, y);
            sum += here;
            white += here >= WHITE_FROM;
        }
    if (sum < DARK_BELOW * n)
        return SNAPSHOT_DARK;
    return white * 1000 > WHITE_PERMILLE * n ? SNAPSHOT_BRIGHT : 0;
}

/* Paper between the lines says nothing about sharpness: only where something changes is looked at.
 */
static bool is_sharp(const struct page *page)
{
    int64_t sum = 0, edges = 0, n = (int64_t)page->width * page->height;
    for (int y = 1; y + 1 < page->height; y++)
        for (int x = 1; x + 1 < page->width; x++) {
            int bend = 4 * luma(page, x, y) - luma(page, x - 1, y) - luma(page, x + 1, y) -
                       luma(page, x, y - 1) - luma(page, x, y + 1);
            if (bend > -EDGE_LEAST && bend < EDGE_LEAST)
                continue;
            sum += bend * bend / 16;
            edges++;
        }
    return edges * 1000 >= EDGES_PERMILLE * n && sum >= SHARP_LEAST * edges;
}

/* In the dark nothing is sharp, and light is what is missing. */
uint32_t page_findings(const struct page *page)
{
    struct page small = {0};
    if (page_shrink(page, SHARP_SIDE, &small) != ERR_NONE)
        return 0; /* advice only */
    uint32_t findings = light_findings(&small);
    if (!findings && !is_sharp(&small))
        findings = SNAPSHOT_BLURRED;
    page_wipe(&small);
    return findings;
}

static enum err put_preview(const struct page *page, struct snapshot *draft)
{
    struct page small;
    TRY(page_shrink(page, SNAPSHOT_SIDE_MAX, &small));
    draft->width = small.width;
    draft->height = small.height;
    enum err e = sealed_make(small.rgb, bytes_of(&small), &draft->preview);
    page_wipe(&small);
    return e;
}

enum err page_snapshot(const struct page *page, struct snapshot *ret_snapshot)
{
    AUTO(auto_close) int file = -1;
    struct snapshot draft = {.findings = page_findings(page)};
    TRY(page_jpeg_write(page, &file));
    TRY(put_preview(page, &draft));
    draft.file = file;
    file = -1;
    *ret_snapshot = draft;
    return ERR_NONE;
}
