# 身份证补领：受理后用手机付工本费，付款的消息来了，打缴费回执

sees "您好，今天办什么事？"
taps "跨省通办"
taps "身份证补领"
sees "工本费 40 元"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "为什么要补领？"
lifts card
taps "丢了"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已受理"
a receipt comes out
receipt 1 says "居民身份证补领"
receipt 1 says "居民身份证：窗口领取。"
takes the slip
taps "去缴费"
sees "居民身份证工本费"
sees "40.00 元"
sees "盐湖区公安局"
sees "正在等付款的消息…"
a phone pays the fee
time passes 3 s
sees "已经交了"
a receipt comes out
receipt 2 says "缴费回执"
receipt 2 says "40.00 元"
receipt 2 says "已经交了"
takes the slip
taps "办完了"
sees "这次服务，您满意吗？"
taps "非常满意"
taps "提交评价"
sees "谢谢您"
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
