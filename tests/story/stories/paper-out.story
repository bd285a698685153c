# 没有纸：照样办好，号码和二维码在屏幕上

paper out
sees "您好，今天办什么事？"
sees "现在不能打印回执"
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
taps "确认提交"
sees "办好了"
sees the number of case 1
a code on screen holds the number of case 1
sees "请拍下号码"
no receipt came out
province has 1 case
every case is signed
