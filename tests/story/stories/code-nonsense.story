# 扫到的不是身份码（2900 字节的乱码）：不出错，客气地请他再试

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
taps "没带身份证"
sees "请把手机上的身份码对准扫码口"
a phone shows 2900 bytes of nonsense
sees "这个码没有认出来"
a phone shows 40 bytes of nonsense
sees "这个码没有认出来"
zhao-min shows a phone with "SJT-7F3A9C21D4E8"
sees "您要去哪里看病？"
kiosk-devices has run all the time
kiosk-platform has run all the time
province has 0 case
