# 没带身份证：用手机上的身份码，或者找人

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
taps "请人帮忙"
sees "打电话"
sees "12345"
taps "返回"
sees "请把身份证放在发光处"
taps "没带身份证"
sees "请把手机上的身份码对准扫码口"
zhao-min shows a phone with "SJT-7F3A9C21D4E8"
sees "您要去哪里看病？"
taps "上海市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "赵敏"
taps "确认提交"
sees "办好了"
a receipt comes out
receipt 1 says "赵*"
province has 1 case
every case is signed
