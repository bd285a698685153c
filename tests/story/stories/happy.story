# 一次顺利的办理：放上身份证，答两个问题，当场办好

sees "您好，今天办什么事？"
taps "异地就医备案"
sees "要带什么"
sees "要多久"
taps "开始办理"
sees "办理前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying

sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
sees "您去外地，主要是为了什么？"
taps "随子女或家人居住"
taps "下一步"

sees "请核对，没问题就提交"
sees "李秀英"
sees "140802********0028"
does not see "140802195602140028"
sees "138****0002"
taps "修改" beside "就医地"
sees "您要去哪里看病？"
taps "陕西省"
taps "改好了"
sees "请核对，没问题就提交"
sees "陕西省"
taps "确认提交"

sees "办好了"
sees the number of case 1
a code on screen holds the number of case 1
a receipt comes out
receipt 1 says "办件回执"
receipt 1 says "异地就医备案"
receipt 1 says "李*英"
receipt 1 does not say "140802195602140028"
receipt 1 has the number of case 1
sees "请取走"
lifts card
takes the slip

taps "去评价"
sees "这次服务，您满意吗？"
taps "非常满意"
taps "提交评价"
sees "谢谢您"
province has 1 case
every case is signed
case 1 has task_name "异地就医备案"
province has 1 rating

taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-devices holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
