# 网络那头不是省平台（证书不对）：一个字也不发，先保存；真的回来了，正好一件

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
province is a stranger
taps "确认提交"
sees "已保存，网络恢复后自动提交"
a receipt comes out
receipt 1 says "已保存"
province has 0 case
province is itself again
time passes 660 s
province has 1 case
every case is signed
time passes 300 s
province has 1 case
