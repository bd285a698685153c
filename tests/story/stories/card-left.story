# 身份证忘在读卡区：一直有声提醒，重启也记得；没有人名；拿走才结束

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
hears card-read
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "办好了"
a receipt comes out
hears slip
sees "请收好身份证"
time passes 61 s
hears nothing
taps "跳过"
sees "您的身份证还在读卡区"
hears lift-card
time passes 6 s
hears lift-card
kills kiosk-devices
kiosk-devices comes back
sees "您的身份证还在读卡区"
hears lift-card
time passes 600 s
sees "有人忘了拿身份证"
nothing of the last citizen
log of kiosk says "card_left"
taps "回首页"
sees "有人忘了拿身份证"
kills kiosk
kiosk comes back
sees "读卡区有一张身份证"
nothing of the last citizen
hears lift-card
lifts card
does not see "身份证还在"
does not see "读卡区有一张身份证"
sees "您好，今天办什么事？"
time passes 20 s
hears nothing
presents card wang-jianguo
sees "您好"
hears card-read
