# 查进度：没交的工本费在办过的事里看得到，从那里交；交了就不再说

sees "您好，今天办什么事？"
taps "跨省通办"
taps "身份证补领"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "为什么要补领？"
lifts card
taps "丢了"
taps "下一步"
taps "确认提交"
sees "已受理"
a receipt comes out
takes the slip
taps "去评价"
taps "跳过"
taps "回首页"
nothing of the last citizen

sees "您好，今天办什么事？"
taps "查进度"
taps "开始查询"
taps "输入号码"
sees "请输入号码"
presses the keys "000001"
taps "查询"
sees "正在办理"
does not see "去缴费"
taps "返回"
sees "您想怎么查？"
taps "用身份证查"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
types the code sent to wang-jianguo
sees "您办过的事"
sees "居民身份证补领"
sees "还没有缴费"
picture "还没有缴费"
lifts card
taps "缴费"
sees "居民身份证工本费"
sees "40.00 元"
a phone pays the fee
time passes 3 s
sees "已经交了"
a receipt comes out
receipt 2 says "缴费回执"
receipt 2 says "居民身份证工本费"
takes the slip
taps "办完了"
sees "谢谢您"
taps "回首页"
nothing of the last citizen

sees "您好，今天办什么事？"
taps "查进度"
taps "开始查询"
taps "用身份证查"
taps "同意，继续"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
types the code sent to wang-jianguo
sees "居民身份证补领"
does not see "还没有缴费"
lifts card
taps "查好了"
sees "谢谢您"
