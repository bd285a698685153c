# 一到就放身份证：首页认得人，不用再放第二次；忘在机器上的身份证谁也不认

sees "您好，今天办什么事？"
presents card li-xiuying
sees "李*英，您好"
does not see "140802195602140028"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "您要去哪里看病？"
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"
does not see "李*英"
nothing of the last citizen

sees "读卡区有一张身份证"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请先拿起来，再放一次"
lifts card
does not see "请先拿起来，再放一次"
presents card wang-jianguo
sees "您要去哪里看病？"
taps "上海市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "王建国"
does not see "李秀英"
province has 0 case
