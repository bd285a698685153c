# 一个程序没了又回来：办理不断

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
kills kiosk-devices
time passes 3 s
sees "读卡器正在恢复"
kiosk-devices comes back
the kiosk asks the reader again
presents card wang-jianguo
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
kills kiosk-platform
taps "在外地工作"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "正在提交"
kiosk-platform comes back
sees "办好了"
province has 1 case
every case is signed
