# 磁盘满了：填之前就说；填到一半满了，没存下就不说存了；腾出地方，自己恢复，正好一件

disk of kiosk-platform is small
sees "您好，今天办什么事？"
disk of kiosk-platform is full
time passes 6 s
sees "现在不能提交申请"
sees "开证明、查进度照常可以办"
taps "异地就医备案"
sees "这台机器现在存不下新的申请"
does not see "开始办理"
disk of kiosk-platform has room again
time passes 6 s
sees "开始办理"
taps "返回"
does not see "现在不能提交申请"
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
disk of kiosk-platform is full
taps "确认提交"
sees "没有提交成功"
does not see "已保存"
sees "请人帮忙"
province has 0 case
disk of kiosk-platform has room again
taps "再试一次"
sees "办好了"
a receipt comes out
province has 1 case
every case is signed
