# 打印机什么也不说：屏幕请人看看有没有回执，号码和二维码留着

unplug printer
plug printer-one-way
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
sees "请看看有没有回执"
sees "如果没有拿到回执，请拍下号码，一样能查。"
sees the number of case 1
a code on screen holds the number of case 1
picture "unknown"
a receipt comes out
receipt 1 says "王*国"
receipt 1 has the number of case 1
