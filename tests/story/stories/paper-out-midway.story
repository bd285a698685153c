# 打印到一半没纸了：不骗人；换了纸，上一位的半张不会出来

paper out after 12 lines
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
sees "打印机没有纸了"
sees the number of case 1
lifts card
taps "去评价"
taps "跳过"
taps "回首页"
sees "现在不能打印回执"
paper in
time passes 10 s
does not see "现在不能打印回执"
no receipt came out
nothing of the last citizen
sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "办好了"
a receipt comes out
receipt 1 says "李*英"
receipt 1 does not say "王"
receipt 1 has the number of case 2
province has 2 case
