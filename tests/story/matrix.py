# SPDX-License-Identifier: Apache-2.0
"""Stories that grow from tables: one visit, told step by step, with one thing going wrong at each place."""
from story.people import Person
from story.teller import Story

# One whole visit. Each place: what is seen there, and what leads on.
PLACES = {
    "home": (['sees "您好，今天办什么事？"'], ['taps "异地就医备案"']),
    "guide": (['sees "要带什么"'], ['taps "开始办理"']),
    "notice": (['sees "办理前请您知道"'], ['taps "同意，继续"']),
    "identify": (['sees "请把身份证放在发光处"'], ["presents card {card}"]),
    "question": (['sees "您要去哪里看病？"'], ['taps "北京市"', 'taps "下一步"']),
    "reason": (['sees "您去外地，主要是为了什么？"'], ['taps "在外地工作"', 'taps "下一步"']),
    "review": (['sees "请核对，没问题就提交"', 'sees "{name}"'], ['taps "确认提交"']),
    "sending": (['sees "正在提交"'], []),
    "done": (['sees "办好了"', "a receipt comes out"], ["lifts card", 'taps "去评价"']),
    "rating": (['sees "这次服务，您满意吗？"'], ['taps "非常满意"', 'taps "提交评价"']),
    "thanks": (['sees "谢谢您"'], ['taps "回首页"', 'sees "您好，今天办什么事？"']),
}
NAMES = list(PLACES)
WHO = {"card": "wang-jianguo", "name": "王建国"}
SETTLED = ["province has 1 case", "every case is signed"]


def walk(first="home", before="thanks", **who):
    """The steps from one place to the sight of another, without its leading on."""
    who = WHO | who
    steps = []
    for place in NAMES[NAMES.index(first):NAMES.index(before) + 1]:
        seen, leads = PLACES[place]
        if place == "sending" and before != "sending":
            continue  # too quick to be looked at
        steps += seen + (leads if place != before else [])
    return [step.format(**who) for step in steps]


def lead_on(place):
    """What leads on from a place that was seen, and the rest of the visit."""
    rest = [step.format(**WHO) for step in PLACES[place][1]]
    later = NAMES[NAMES.index(place) + 1:]
    if later and later[0] == "sending":
        later = later[1:]
    return rest + (walk(later[0]) if later else [])


# --- cards and what the reader says of them ---

# The eye does not find kerned letters: of Latin names it is shown a piece without any.
ACCEPTED = [  # card, words of the name on the review, the name on the slip, the type for the province
    ("li-xiuying", ["李秀英"], "李*英", "111"),
    ("zhang-san", ["张三"], "张*", "111"),
    ("chan-wing-hk", ["陈咏詩"], "陈*詩", "990"),
    ("lin-chih-tw", ["林志遠"], "林*遠", "990"),
    ("alexander-2017", ["MILIAN", "THIRD"], "A******** J******* M********* T", "553"),
    ("maria-2023", ["玛丽亚"], "玛*亚", "553"),
    ("longest", ["买买提江·阿卜杜", "吐尔逊"], "买*************逊", "111"),
    ("rare", ["𠮷𡈼𬭚"], "raster", "111"),  # drawn: no printer has these letters
    ("blank", ["无名"], "无*", "111"),
    ("spaces", ["阿依 古丽 娜"], "阿*", "111"),
    ("nation-81", ["罗穿青"], "罗*青", "111"),
    ("2023-longest", ["MPLEN"], "W*", "553"),
    ("2023-border", ["安娜"], "安*", "553"),
]


def masked(card):
    number = Person(card).fields["number"]
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


OLD, UNKNOWN, AGAIN = "这张身份证不在有效期内", "这张证件读不了", "没有读到身份证"
REFUSED = [("qian-duoduo-expired", OLD), ("not-yet", OLD), ("hmt-expired", OLD), ("2017-expired", OLD),
           ("letter-k", UNKNOWN), ("check-digit", UNKNOWN), ("2017-check-digit", UNKNOWN)]
GOOD_CARD = ["the kiosk knows that the reader is empty", "the kiosk asks the reader again", "presents card li-xiuying", 'sees "您要去哪里看病？"', 'taps "退出"',
             'taps "确定退出"', 'sees "您好，今天办什么事？"', "province has 0 case"]


def grow_cards():
    for card, names, on_slip, kind in ACCEPTED:
        yield card, f"{card}：读得出，核对页和回执都对", (
            walk(before="review", card=card, name=names[0]) + [f'sees "{name}"' for name in names[1:]] +
            [f'sees "{masked(card)}"', 'taps "确认提交"', 'sees "办好了"',
            "a receipt comes out", f'receipt 1 says "{on_slip}"', *SETTLED,
            f'application 1 has applyer_page_type "{kind}"', "lifts card", 'taps "去评价"', 'taps "跳过"',
            'sees "谢谢您"', "nothing of the last citizen"])
    for card, words in REFUSED:
        yield card, f"{card}：不能用，说清楚；换一张就行", (
            walk(before="identify") + [f"presents card {card}", f'sees "{words}"', "lifts card"] + GOOD_CARD)


# The other items, with one card of each layout.
BEGIN = ['taps "开始办理"', 'taps "同意，继续"', 'sees "请把身份证放在发光处"', "presents card {card}"]
ITEMS = {
    "proof": ['taps "参保证明"', *BEGIN, 'sees "请输入短信里的 6 位数字"', "types the code sent to {card}", 'taps "全部"', 'taps "下一步"', 'taps "最近 1 年"', 'taps "下一步"',
              'taps "确认提交"', 'sees "办好了"', "a receipt comes out", 'receipt 1 says "社会保险参保证明"'],
    "hotline": ['taps "12345 诉求"', *BEGIN[:2], 'taps "放上身份证，姓名自动填好"', *BEGIN[2:], 'taps "咨询"', 'taps "下一步"', 'taps "永济市"', 'taps "下一步"',
                'taps "交通出行"', 'taps "下一步"', 'taps "公交班次线路"', 'taps "下一步"', 'taps "跳过"',
                'taps "确认提交"', "a receipt comes out"],
}
LAYOUTS = {"li-xiuying": "111", "chan-wing-hk": "990", "alexander-2017": "553", "maria-2023": "553"}


def grow_items():
    for item, steps in ITEMS.items():
        for card, kind in LAYOUTS.items():
            yield f"{item}-{card}", f"{item}，用 {card}：办得成，类型对", (
                walk(before="home") + [s.format(card=card) for s in steps] + ["receipt 1 has the number of case 1",
                *SETTLED, f'application 1 has applyer_page_type "{kind}"', "lifts card", 'taps "退出"',
                'sees "您好，今天办什么事？"', "nothing of the last citizen"])


SAYS_OF_CARD = [("41", AGAIN), ("81", AGAIN), ("31", AGAIN), ("33", AGAIN), ("47", AGAIN), ("32", UNKNOWN), ("40", UNKNOWN)]
SAYS_OF_ITSELF = ["66", "60", "24", "10", "11"]


def grow_reader():
    for status, words in SAYS_OF_CARD:
        # What may help is tried by the reader itself; what may not, waits for another card.
        after = GOOD_CARD[3:] if words == AGAIN else ["lifts card"] + GOOD_CARD
        yield f"status-{status}", f"读卡模块说 {status}：说清楚，再读一次", (
            walk(before="identify") + [f"reader says {status} once", "presents card li-xiuying", f'sees "{words}"'] + after)
    for status in SAYS_OF_ITSELF:
        yield f"status-{status}", f"读卡模块说 {status}：说读卡器不能用；好了接着办", (
            walk(before="identify") + [f"reader says {status} from now on", 'sees "读卡器暂时不能用"',
            'sees "请人帮忙"', "faults of reader end", "time passes 6 s", "time passes 6 s",
            'does not see "读卡器暂时不能用"'] + GOOD_CARD)


# --- devices that are lost in a visit ---

PHONE = ['taps "没带身份证"', 'sees "请把手机上的身份码对准扫码口"']
SHOWN = ['zhao-min shows a phone with "SJT-7F3A9C21D4E8"', 'sees "您要去哪里看病？"']
BY_PHONE = ['taps "北京市"', 'taps "下一步"', 'taps "在外地工作"', 'taps "下一步"', 'sees "赵敏"', 'taps "确认提交"']
LIFT = ["lifts card", 'taps "去评价"', 'taps "跳过"', 'sees "谢谢您"', "nothing of the last citizen"]


def until_done(place):
    """What leads from a place to the end, without the paper."""
    steps = lead_on(place)
    return steps[:steps.index('taps "确认提交"') + 1] + ['sees "办好了"'] if 'taps "确认提交"' in steps else []


def grow_devices():
    for place in NAMES[:NAMES.index("identify")]:
        yield f"reader-at-{place}", f"读卡器在 {place} 没了：说清楚，改用手机；办得成", (
            walk(before=place) + ["unplug reader"] + PLACES[place][1] + lead_to_identify(place) +
            ['sees "现在不能读身份证"', *PHONE, *SHOWN, *BY_PHONE, 'sees "办好了"', "a receipt comes out", *SETTLED])
    yield "reader-at-identify", "等身份证时读卡器没了：说清楚；插回来接着读", (
        walk(before="identify") + ["unplug reader", "time passes 6 s", 'sees "现在不能读身份证"', 'sees "请人帮忙"',
        "plug reader", 'sees "请把身份证放在发光处"', "the kiosk asks the reader again"] + lead_on("identify") + SETTLED)
    yield "reader-other", "读卡器没了，另一台读卡器接着读", (
        walk(before="identify") + ["unplug reader", "time passes 6 s", 'sees "现在不能读身份证"', "plug reader-b",
        'sees "请把身份证放在发光处"', "the kiosk asks reader-b", "presents card li-xiuying",
        'sees "您要去哪里看病？"'])
    for place in NAMES[NAMES.index("question"):NAMES.index("done") + 1]:
        if place == "sending":
            continue
        rest = until_done(place) if place != "done" else []
        yield f"reader-at-{place}", f"读完以后读卡器在 {place} 没了：照样办好", (
            walk(before=place) + ["unplug reader"] + rest + (["a receipt comes out"] if place != "done" else []) + SETTLED)
    for place in NAMES[:NAMES.index("review") + 1]:
        yield f"printer-at-{place}", f"打印机在 {place} 没了：照样办，屏幕上有号码和码", (
            walk(before=place) + ["unplug printer"] + until_done(place) +
            ['sees "现在不能打印回执"', "sees the number of case 1", "a code on screen holds the number of case 1",
            "no receipt came out", *SETTLED, "plug printer", *LIFT])
        yield f"printer-back-at-{place}", f"打印机在 {place} 没了又回来：照样打印", (
            walk(before=place) + ["unplug printer", "plug printer"] + until_done(place) + ["a receipt comes out", *SETTLED, *LIFT])
    yield "scanner-at-phone", "等手机时扫码口没了：说清楚，回去用身份证", (
        walk(before="identify") + PHONE + ["unplug scanner", 'sees "扫码口暂时不能用"', 'sees "请人帮忙"', 'taps "返回"',
        'sees "请把身份证放在发光处"', "the kiosk asks the reader again"] + lead_on("identify") + SETTLED)
    yield "scanner-back", "扫码口没了又回来：接着扫", (
        walk(before="identify") + PHONE + ["unplug scanner", 'sees "扫码口暂时不能用"', "plug scanner",
        'does not see "扫码口暂时不能用"', "the kiosk waits for a code", *SHOWN])
    yield "scanner-other", "扫码口没了，另一台扫码器接着扫", (
        walk(before="identify") + PHONE + ["unplug scanner", 'sees "扫码口暂时不能用"', "plug scanner-cdc",
        'does not see "扫码口暂时不能用"', "the kiosk waits for a code", *SHOWN])


def lead_to_identify(place):
    """Between this place and the sight of the plate: what leads on from each."""
    steps = []
    for name in NAMES[NAMES.index(place) + 1:NAMES.index("identify")]:
        seen, leads = PLACES[name]
        steps += seen + leads
    return steps


# --- the network ---

NO_SHARED = [  # without the departments a telephone number is asked for
    'sees "您的手机号是多少？"', 'taps "跳过"']
SAVED = ['sees "已保存，网络恢复后自动提交"', 'does not see "办件编号"', "a receipt comes out", 'receipt 1 says "已保存"',
         "province has 0 case", "network back", "time passes 30 s", *SETTLED, "time passes 300 s", "province has 1 case"]


def grow_network():
    for place in NAMES[:NAMES.index("review") + 1]:
        early = NAMES.index(place) <= NAMES.index("identify")
        rest = [s for s in lead_on(place)]
        rest = rest[:rest.index('taps "确认提交"') + 1]
        if early:
            at = rest.index('sees "请核对，没问题就提交"')
            rest[at:at] = NO_SHARED
        yield place, f"断网在 {place}：照样办，先保存；网通了正好一件", (
            walk(before=place) + ["network cut"] + rest + SAVED)
    yield "sending", "断网在提交的当口：先保存；网通了正好一件", (
        ['province faults "delay 4000"'] + walk(before="review") + ['taps "确认提交"', 'sees "正在提交"', "network cut",
        'province faults "clear"'] + SAVED)
    yield "done", "办好了才断网：评价先存着，网通了再送", (
        walk(before="done") + ["network cut", "lifts card", 'taps "去评价"', 'taps "非常满意"', 'taps "提交评价"',
        'sees "谢谢您"', "network back", "time passes 30 s", "province has 1 rating", *SETTLED])


# --- the province ---

FAULTS = [  # name, fault, what the citizen sees in the end, seconds to pass until the case is there
    ("slow-3", "delay 3000 x 1", "办好了", 0),
    ("slow-12", "delay 12000 x 1", "已保存，网络恢复后自动提交", 30),
    ("drop", "drop x 1", None, 30),
    ("silent", "drop x 6", "已保存，网络恢复后自动提交", 700),
    ("cut", "cut 10 x 1", None, 30),
    ("500", "status 500 x 2", None, 60),
    ("503", "status 503 x 1", "已保存，网络恢复后自动提交", 120),
    ("429", "status 429 x 1", "已保存，网络恢复后自动提交", 120),
    ("large", "large 2000000 x 1", None, 60),
]


def grow_province():
    for name, fault, words, seconds in FAULTS:
        yield name, f"省平台：{fault}；正好一件", (
            walk(before="review") + [f'province faults "{fault}"', 'taps "确认提交"'] +
            ([f'sees "{words}"'] if words else []) + ["a receipt comes out"] +
            ["time passes 60 s"] * (seconds // 60) + ["time passes 30 s"] + SETTLED +
            ["time passes 300 s", "province has 1 case"])
    for name, operation in (("shared-slow", "delay 3000 on shared-data"), ("shared-drop", "drop on shared-data"),
                            ("shared-500", "status 500 on shared-data")):
        asked = NO_SHARED if name != "shared-slow" else []
        yield name, f"省平台：{operation}；问一问市民，照样办成", (
            [f'province faults "{operation}"'] + walk(before="reason") + ['taps "在外地工作"', 'taps "下一步"'] + asked +
            walk("review", "done") + SETTLED)
    for name, step in (("ahead", "goes 3600 s ahead"), ("behind", "goes 3600 s back")):
        yield f"clock-{name}", "本机的钟和省平台差一小时：按省平台的钟签，正好一件", (
            walk(before="review") + [f"clock of province {step}", 'taps "确认提交"', 'sees "办好了"', *SETTLED,
            "time passes 300 s", "province has 1 case"])


# --- programs that die ---

HOME = ['sees "您好，今天办什么事？"', "nothing of the last citizen"]


def killed(name, place):
    """What follows when the program dies at this place."""
    reads_again = ["the kiosk asks the reader again"] if place in ("home", "identify") and name == "kiosk-devices" else []
    if name == "kiosk":
        came = NAMES.index(place) > NAMES.index("identify")
        lifted = ["lifts card"] if came and NAMES.index(place) <= NAMES.index("done") else []
        cases = "province has 1 case" if NAMES.index(place) >= NAMES.index("done") else "province has 0 case"
        return ["kiosk comes back"] + lifted + (HOME if came else HOME[:1]) + [cases]
    calm = ['sees "设备正常"'] if place == "home" else []  # nobody taps what is still moving
    return [f"{name} comes back"] + reads_again + calm + lead_on(place) + SETTLED


def grow_killed():
    for name in ("kiosk", "kiosk-devices", "kiosk-platform"):
        for place in NAMES:
            if place == "sending":
                continue
            yield f"{name[6:] or 'kiosk'}-at-{place}", f"{name} 在 {place} 没了又回来", (
                walk(before=place) + [f"kills {name}"] + killed(name, place))
    slow = ['province faults "delay 3000 x 1"'] + walk(before="review") + ['taps "确认提交"', 'sees "正在提交"']
    yield "kiosk-at-sending", "kiosk 在提交时没了：回首页，申请没有丢", (
        slow + ["kills kiosk", "kiosk comes back", "lifts card"] + HOME + ["time passes 30 s"] + SETTLED)
    yield "devices-at-sending", "kiosk-devices 在提交时没了：照样办好、打印", (
        slow + ["kills kiosk-devices", "kiosk-devices comes back", 'sees "办好了"', "a receipt comes out"] + SETTLED)
    yield "platform-at-sending", "kiosk-platform 在提交时没了：正好一件", (
        slow + ["kills kiosk-platform", "kiosk-platform comes back", "a receipt comes out", "time passes 30 s"] + SETTLED)


# --- people who leave ---

def grow_exit():
    for place in NAMES[1:]:
        if place == "sending":
            continue
        known = NAMES.index("identify") < NAMES.index(place) < NAMES.index("done")
        sent = NAMES.index(place) >= NAMES.index("done")
        leave = ['taps "回首页"'] if place == "thanks" else ['taps "退出"'] + (['taps "确定退出"'] if known else [])
        lift = ["lifts card"] if NAMES.index("identify") < NAMES.index(place) <= NAMES.index("done") else []
        yield place, f"在 {place} 退出：回首页，什么也不留", (
            walk(before=place) + leave + lift + (HOME if known or sent else HOME[:1]) +
            [f"province has {int(sent)} case"])
    yield "help", "在“请人帮忙”退出", (
        walk(before="identify") + ['taps "请人帮忙"', 'sees "打电话"', 'taps "退出"', HOME[0]])
    yield "phone", "在扫码页退出", (
        walk(before="identify") + ['taps "没带身份证"', 'sees "请把手机上的身份码对准扫码口"', 'taps "退出"', HOME[0]])


GROUPS = {name[5:]: function for name, function in list(globals().items()) if name.startswith("grow_")}


def grow(group, names=()):
    return [Story(f"{group}-{name}", [f"# {title}", *steps]) for name, title, steps in GROUPS[group]()
            if not names or f"{group}-{name}" in names]
