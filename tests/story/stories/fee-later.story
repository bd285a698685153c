# 缴费：没有及时付，不催；单号和码打在纸上，下次接着付；另一张被关闭

official asks wang-jianguo for "1280.50" yuan
sees "您好，今天办什么事？"
taps "缴费"
sees "这台机器不收钱"
taps "开始查询"
taps "同意，继续"
presents card wang-jianguo
sees "学费"
sees "1,280.50 元"
lifts card
time passes 3 s
network cut
time passes 10 s
sees "网络不太好，还在等付款的消息…"
network back
time passes 170 s
sees "还没有交"
sees "没有交，也没有扣您的钱"
a receipt comes out
receipt 1 says "缴款通知"
receipt 1 says "1,280.50 元"
receipt 1 says "还没有交"
takes the slip
taps "办完了"
sees "谢谢您"
taps "回首页"
nothing of the last citizen

sees "您好，今天办什么事？"
taps "缴费"
taps "开始查询"
taps "同意，继续"
presents card wang-jianguo
sees "1,280.50 元"
lifts card
official closes the fee
taps "我付好了"
sees "这张缴款单关闭了"
no receipt came out
taps "办完了"
sees "谢谢您"
taps "回首页"

taps "缴费"
taps "开始查询"
taps "同意，继续"
presents card wang-jianguo
sees "没有要交的费用"
lifts card
taps "知道了"
sees "谢谢您"
nothing of the last citizen
