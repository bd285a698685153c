# 两位接连来：什么也不共用

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "办好了"
a receipt comes out
lifts card
takes the slip
taps "去评价"
taps "非常满意"
taps "提交评价"
taps "回首页"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
taps "大字"
sees "第 1 页，共 2 页"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "上海市"
taps "下一步"
taps "随子女或家人居住"
taps "下一步"
sees "李秀英"
does not see "王建国"
does not see "北京市"
taps "确认提交"
sees "办好了"
a receipt comes out
receipt 2 says "李*英"
receipt 2 does not say "王"
receipt 2 does not say "北京市"
province has 2 case
every case is signed
province has 1 rating
