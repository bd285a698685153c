# 回执没有人取：到时间收回，号码还在屏幕上，下一位只拿到自己的

unplug printer
plug printer-presenter
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
sees "请取走"
lifts card
time passes 31 s
sees "回执没有取走，机器已收回"
sees the number of case 1
a code on screen holds the number of case 1
picture "retracted"
printer-presenter has 1 slip in its bin
log of kiosk-devices says "receipt_retracted"
taps "去评价"
taps "跳过"
taps "回首页"
nothing of the last citizen
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
a receipt comes out
receipt 2 says "李*英"
receipt 2 does not say "王"
receipt 2 has the number of case 2
sees "请取走"
lifts card
taps "去评价"
taps "跳过"
sees "回执还在出口"
picture "still there"
taps "回首页"
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
printer-presenter has 2 slip in its bin
receipt 3 says "王*国"
receipt 3 does not say "李"
takes the slip
sees "回执已取走"
