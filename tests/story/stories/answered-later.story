# 先存下，人还没走网络就通了：屏幕跟着变成办好了，回执上的号码也算数

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "随子女或家人居住"
taps "下一步"
sees "请核对，没问题就提交"
network cut
taps "确认提交"
sees "已保存，网络恢复后自动提交"
a receipt comes out
receipt 1 says "K017-000 001"
network back
time passes 30 s
sees "办好了"
sees the number of case 1
sees "回执上的号码 K017-000001 也能查"
picture "网通了，人还没走"
province has 1 case
no receipt came out
