/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kiosk/route.h"

#define WAY(verdict, screen) [VERDICT_##verdict] = SCREEN_##screen + 1

/* The value is the screen plus one, so that what is not written is "no row". */
static const int table[SCREEN_COUNT][VERDICT_COUNT] = {
    [SCREEN_ATTRACT] = {WAY(NEXT, HOME), WAY(CLOSE, CLOSED), WAY(EXIT, HOME)},
    [SCREEN_HOME] = {WAY(NEXT, GUIDE), WAY(HELP, HELP), WAY(FIND, SEARCH), WAY(MENU, MENU),
                     WAY(REST, ATTRACT), WAY(CLOSE, CLOSED), WAY(EXIT, HOME)},
    [SCREEN_MENU] = {WAY(NEXT, GUIDE), WAY(BACK, HOME), WAY(HELP, HELP), WAY(EXIT, HOME)},
    [SCREEN_SEARCH] = {WAY(NEXT, GUIDE), WAY(BACK, HOME), WAY(HELP, HELP), WAY(EXIT, HOME)},
    [SCREEN_GUIDE] = {WAY(NEXT, NOTICE), WAY(BACK, HOME), WAY(FIND, FIND), WAY(HELP, HELP),
                      WAY(EXIT, HOME)},
    [SCREEN_NOTICE] = {WAY(NEXT, IDENTIFY), WAY(SKIP, WHO), WAY(BACK, GUIDE), WAY(EXIT, HOME)},
    [SCREEN_WHO] = {WAY(NEXT, IDENTIFY), WAY(SKIP, SHARED), WAY(BACK, NOTICE), WAY(EXIT, HOME)},
    [SCREEN_IDENTIFY] = {WAY(NEXT, STEP_UP), WAY(BACK, NOTICE), WAY(PHONE, PHONE), WAY(HELP, HELP),
                         WAY(FAIL, TROUBLE), WAY(EXIT, HOME)},
    [SCREEN_PHONE] = {WAY(NEXT, STEP_UP), WAY(BACK, IDENTIFY), WAY(HELP, HELP), WAY(FAIL, TROUBLE),
                      WAY(EXIT, HOME)},
    [SCREEN_STEP_UP] = {WAY(NEXT, SHARED), WAY(BACK, NOTICE), WAY(PHONE, PHONE), WAY(HELP, HELP),
                        WAY(EXIT, HOME)},
    [SCREEN_SHARED] = {WAY(NEXT, QUESTION), WAY(FIND, CASES), WAY(EXIT, HOME)},
    [SCREEN_QUESTION] = {WAY(NEXT, REVIEW), WAY(FIND, CERTIFICATES), WAY(BACK, NOTICE),
                         WAY(FAIL, TROUBLE), WAY(EXIT, HOME)},
    [SCREEN_REVIEW] = {WAY(NEXT, SENDING), WAY(EDIT, QUESTION), WAY(BACK, QUESTION),
                       WAY(EXIT, HOME)},
    [SCREEN_SENDING] = {WAY(NEXT, DONE), WAY(BACK, REVIEW), WAY(FAIL, TROUBLE), WAY(EXIT, HOME)},
    [SCREEN_DONE] = {WAY(NEXT, RATING), WAY(EXIT, HOME)},
    [SCREEN_RATING] = {WAY(NEXT, THANKS), WAY(EXIT, HOME)},
    [SCREEN_THANKS] = {WAY(NEXT, HOME), WAY(EXIT, HOME)},
    [SCREEN_HELP] = {WAY(BACK, WHENCE), WAY(EXIT, HOME)},
    [SCREEN_TROUBLE] = {WAY(BACK, WHENCE), WAY(NEXT, HOME), WAY(HELP, HELP), WAY(EXIT, HOME)},
    [SCREEN_FIND] = {WAY(NEXT, NOTICE), WAY(SCAN, RECEIPT), WAY(TYPE, NUMBER), WAY(BACK, GUIDE),
                     WAY(HELP, HELP), WAY(EXIT, HOME)},
    [SCREEN_NUMBER] = {WAY(NEXT, CASES), WAY(BACK, FIND), WAY(EXIT, HOME)},
    [SCREEN_RECEIPT] = {WAY(NEXT, CASES), WAY(TYPE, NUMBER), WAY(BACK, FIND), WAY(EXIT, HOME)},
    [SCREEN_CASES] = {WAY(NEXT, THANKS), WAY(FIND, NOTICE), WAY(BACK, FIND), WAY(EXIT, HOME)},
    [SCREEN_CERTIFICATES] = {WAY(NEXT, CERTIFICATE), WAY(BACK, QUESTION), WAY(SKIP, THANKS),
                             WAY(EXIT, HOME)},
    [SCREEN_CERTIFICATE] = {WAY(NEXT, THANKS), WAY(BACK, CERTIFICATES), WAY(EXIT, HOME)},
    [SCREEN_CLOSED] = {WAY(NEXT, HOME), WAY(EXIT, HOME)},
};

enum screen_id route_next(enum screen_id from, enum verdict verdict)
{
    int way = table[from][verdict];
    return way ? (enum screen_id)(way - 1) : SCREEN_COUNT;
}

bool route_wipes(enum screen_id from, enum verdict verdict, enum screen_id to)
{
    bool rest = to == SCREEN_ATTRACT || to == SCREEN_THANKS || to == SCREEN_CLOSED;
    return rest || from == SCREEN_THANKS || verdict == VERDICT_EXIT;
}
