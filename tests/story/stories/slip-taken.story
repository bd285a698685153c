# 回执送到出口：取走了，屏幕知道

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
receipt 1 says "王*国"
sees "请取走"
picture "waits"
lifts card
takes the slip
sees "回执已取走"
sees the number of case 1
picture "taken"
taps "去评价"
taps "跳过"
sees "谢谢您"
does not see "请取走回执"
printer-presenter has 0 slip in its bin
