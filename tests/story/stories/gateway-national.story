# 国家政务服务平台的网关在前面（gjzwfwpt_*），密钥中途作废：取新的，一件不少一件不多

a gateway of kind "national" stands before the province
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
the gateway takes its secret back
time passes 10 s
taps "确认提交"
sees "办好了"
a receipt comes out
province has 1 case
every case is signed
receipt 1 has the number of case 1
