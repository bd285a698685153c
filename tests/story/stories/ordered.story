# 省里下命令：停用等人办完，写明到几点；恢复、通知都照做，做了就回话

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
official orders out_of_service for 240 min saying "设备保养，暂停使用。"
paper out
time passes 62 s
kioskctl status says "OUT OF SERVICE until"
paper in
sees "请把身份证放在发光处"
does not see "暂停服务"
presents card li-xiuying
sees "您要去哪里看病？"
lifts card
taps "退出"
sees "要退出吗？"
taps "确定退出"
sees "暂停服务"
sees "设备保养，暂停使用。"
sees "恢复"
official is told that order 1 is success
heartbeat says kiosk out_of_service
picture "停用：为什么，到几点，找谁"
kills kiosk-platform
kiosk-platform comes back
sees "设备保养，暂停使用。"
official orders in_service
official is told that order 2 is success
time passes 200 s
taps "点一下屏幕，或放上身份证"
sees "您好，今天办什么事？"
kioskctl status does not say "OUT OF SERVICE"
official orders notice for 600 min saying "明天 8 点到 10 点停电，请提前来办。"
official is told that order 3 is success
time passes 200 s
taps "点一下屏幕，或放上身份证"
sees "明天 8 点到 10 点停电，请提前来办。"
picture "通知"
official orders dance
official is told that order 4 is unknown
time passes 200 s
taps "点一下屏幕，或放上身份证"
sees "您好，今天办什么事？"
