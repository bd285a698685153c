# 回执卡在出口：不骗人，号码和二维码留着；修好以后，上一位的不会出来

unplug printer
plug printer-presenter
the next slip jams
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
sees "打印机卡纸了"
sees the number of case 1
a code on screen holds the number of case 1
picture "jammed"
a receipt comes out
lifts card
taps "去评价"
taps "跳过"
taps "回首页"
paper in
time passes 10 s
nothing of the last citizen
does not see "现在不能打印回执"
sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "办好了"
sees "请取走"
takes the slip
sees "回执已取走"
province has 2 case
