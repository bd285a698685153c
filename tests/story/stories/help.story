# 请人帮忙：叫得通就说叫通了，叫不通给电话；缺纸，政务平台知道

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "想和人说话？"
sees "打电话"
taps "告诉工作人员"
sees "已经告诉工作人员"
province is called 1 times from guide
taps "返回"
taps "退出"
sees "您好，今天办什么事？"
paper out
sees "现在不能打印"
time passes 61 s
heartbeat says printer paper_out
taps "参保证明"
taps "想和人说话？"
province faults "status 500 on help x 1"
taps "告诉工作人员"
sees "没有叫通"
sees "12345"
taps "返回"
taps "想和人说话？"
taps "告诉工作人员"
sees "已经告诉工作人员"
province is called 2 times from guide
