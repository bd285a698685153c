# 补正：办件退回，说清差什么、最晚哪天；在自助机上补，回到窗口那边

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
lifts card
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
taps "确认提交"
sees "办好了"
a receipt comes out
takes the slip
province has 1 case
taps "去评价"
taps "跳过"
taps "回首页"
an official returns case 1 for "treatment_area 就医地 就医地和医院不在一个省，请再选一次。"
an official returns case 1 for "- 户口簿 请补交户口簿首页。"

sees "您好，今天办什么事？"
taps "查进度"
taps "开始查询"
taps "用身份证查"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "请输入短信里的 6 位数字"
types the code sent to li-xiuying
sees "您办过的事"
lifts card
sees "要补正"
taps "补正"
sees "还差这些"
sees "户口簿"
sees "请补交户口簿首页。"
sees "就医地"
sees "最晚"
picture "还差这些"
taps "现在补正"
sees "您要去哪里看病？"
taps "上海市"
taps "下一步"
sees "请核对，没问题就提交"
sees "上海市"
sees "说好带到窗口的"
network cut
taps "确认提交"
sees "已保存，网络恢复后自动提交"
a receipt comes out
receipt 2 says "补正回执"
receipt 2 says "户口簿"
takes the slip
case 1 was corrected 0 time
network back
time passes 30 s
log of kiosk-platform says "case_answered number=K017-000002"
case 1 was corrected 1 time
correction 1 of case 1 has treatment_area "310000"
correction 1 of case 1 has to_counter "户口簿"
province has 1 case
taps "好了"
sees "谢谢您"
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
