/* SPDX-License-Identifier: Apache-2.0 */
/* Finding what to do by the letters of its words, first ones or spelled. */
#include "app/screen/screen.h"

#include <string.h>

#include "app/item/search.h"
#include "app/screen/able.h"
#include "app/screen/actions.h"
#include "app/screen/choose.h"
#include "app/words/words.h"

enum {
    COLUMNS = 9,
    LETTERS = 26,
    BACKSPACE = 26,
    KEYS = 27,
    FOUND_MAX = 3,
    WIDE_MAX = 12,
    CLOSE_MAX = 14
};

static const char *const keys[KEYS] = {"A", "B", "C", "D", "E", "F", "G", "H", "I",
                                       "J", "K", "L", "M", "N", "O", "P", "Q", "R",
                                       "S", "T", "U", "V", "W", "X", "Y", "Z", "backspace"};

/* Wide while the letters are few; of a spelled word the end, where the next letter goes. */
static void show(const char *letters, char *ret_text, size_t size)
{
    size_t out = 0, len = strlen(letters);
    bool wide = len <= WIDE_MAX;
    if (len > CLOSE_MAX) {
        letters += len - CLOSE_MAX;
        out = (size_t)snprintf(ret_text, size, "…");
    }
    for (size_t i = 0; letters[i] && out + 2 < size; i++) {
        if (i > 0 && wide)
            ret_text[out++] = ' ';
        ret_text[out++] = (char)(letters[i] - 'a' + 'A');
    }
    ret_text[out] = '\0';
}

static void add_found(struct layout *l, const struct model *model)
{
    size_t index[FOUND_MAX];
    size_t n = search_shelf(&model->shelf, model->page.value, FOUND_MAX, index);
    size_t most = l->lean > 0 ? (size_t)(FOUND_MAX - l->lean) : FOUND_MAX;
    for (size_t i = 0; i < n && i < most; i++) {
        enum language language = model->visit.needs.language;
        const struct face *face = &model->shelf.entry[index[i]].face;
        const struct face_words *said = &face->in[language];
        const char *words = able_words(able_look(model, &face->traits));
        part_link(
            l, &(struct link){.icon = face->icon,
                              .title = language == LANGUAGE_CHINESE ? face->task_name : said->title,
                              .text = said->summary,
                              .badge = {.label = l->lean >= 2 ? NULL : words, .look = LOOK_WARN},
                              .action = ACTION_CHOOSE,
                              .arg = (int)index[i]});
    }
    if (n == 0)
        part_notice(l, LOOK_INFO, "search", _("没有找到"),
                    l->lean >= 2 ? NULL : _("换几个字母再试，或返回首页看全部，也可以请人帮忙。"));
    else if (n > most)
        part_caption(l, _("再按一个字母，找得更准。"));
}

static void compose(struct layout *l, const struct model *model)
{
    char shown[2 * SEARCH_LETTERS_MAX + 2];
    show(model->page.value, shown, sizeof shown);
    part_heading(l, _("搜事项"));
    part_hint(l, _("按拼音首字母或全拼，例如：参保证明 按 C B Z M"));
    part_field(l, &(struct field){.value = shown, .placeholder = _("请按下面的字母")});
    add_found(l, model);
    part_keys(l, keys, KEYS, COLUMNS, ACTION_KEY);
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("请人帮忙"), .action = ACTION_HELP});
}

static void press_key(struct page_draft *page, int key)
{
    size_t len = strlen(page->value);
    if (key == BACKSPACE && len > 0)
        page->value[len - 1] = '\0';
    if (key < 0 || key >= LETTERS || len >= SEARCH_LETTERS_MAX)
        return;
    page->value[len] = (char)('a' + key);
    page->value[len + 1] = '\0';
}

static enum verdict act(struct model *model, int action, int arg)
{
    switch (action) {
    case ACTION_CHOOSE:
        return choose_item(model, arg);
    case ACTION_KEY:
        press_key(&model->page, arg);
        return VERDICT_STAY;
    case ACTION_HELP:
        return VERDICT_HELP;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_search = {.name = "search",
                                          .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) |
                                                      VERDICT_BIT(HELP),
                                          .compose = compose,
                                          .act = act};
