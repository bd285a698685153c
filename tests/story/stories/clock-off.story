# 本机的钟和省平台差两小时：市民照样当场办好，kioskctl status 叫人来校钟

kioskctl status does not say "the clock is"
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
clock of province goes 7200 s ahead
taps "确认提交"
sees "办好了"
a receipt comes out
province has 1 case
every case is signed
receipt 1 has the number of case 1
receipt 1 has the time of province
kioskctl status says "s behind the province's"
clock of province goes 7200 s back
time passes 40 s
province has 1 case
kioskctl status does not say "the clock is"
