# 打印到一半，打印机的线断了：不骗人，不重打

sees "您好，今天办什么事？"
printer will lose its plug after 2500 bytes
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
sees "请拍下号码"
sees the number of case 1
faults of printer end
plug printer
time passes 10 s
# 半张回执自己切下来，不连在下一位的回执上；没有第二张
a receipt comes out
receipt 1 does not say "请拨"
time passes 10 s
no receipt came out
province has 1 case
every case is signed
