# 工作日历：最晚哪一天有结果；假的、旧的日历不算数

sees "您好，今天办什么事？"
province publishes that every day is worked
time passes 21700 s
taps "不打烊"
sees "您好，今天办什么事？"
taps "12345 诉求"
sees the day 5 days ahead
picture "最晚哪一天有结果"
taps "返回"
a stranger publishes that every day is worked
time passes 21700 s
taps "不打烊"
province publishes that no day is worked
time passes 21700 s
taps "不打烊"
sees "您好，今天办什么事？"
taps "12345 诉求"
sees the day 5 days ahead
taps "开始办理"
sees "反映前请您知道"
taps "同意，继续"
sees "要留下您的姓名吗？"
taps "不留姓名"
sees "您想做什么？"
taps "投诉"
taps "下一步"
sees "事情在哪个县（市、区）？"
taps "永济市"
taps "下一步"
sees "是哪方面的事？"
taps "环境噪声"
taps "下一步"
sees "具体是什么事？"
taps "噪声扰民"
taps "下一步"
sees "用哪个手机号联系您？"
taps "跳过这一题"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已接单"
sees "最晚"
picture "已受理"
a receipt comes out
receipt 1 says "最晚"
picture of receipt 1 "回执"
