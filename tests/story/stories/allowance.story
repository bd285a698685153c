# 高龄津贴：没到年龄的，放上身份证就知道，先不让填；到了年龄的照常办

sees "您好，今天办什么事？"
taps "高龄津贴"
sees "只带身份证。年龄看身份证就行，不用别的证明。"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "满 80 周岁才能办"
picture "没到年龄"
does not see "正在替您调取资料"
taps "办别的事"
sees "李*英，您好"
taps "高龄津贴"
taps "开始办理"
taps "同意，继续"
sees "满 80 周岁才能办"
lifts card
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"
nothing of the last citizen

taps "高龄津贴"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card sun-guilan
sees "津贴发到哪里？"
lifts card
taps "社保卡"
taps "下一步"
sees "用哪个手机号联系您？"
taps "跳过这一题"
sees "请核对，没问题就提交"
sees "孙桂兰"
taps "确认提交"
sees "已受理"
a receipt comes out
receipt 1 says "高龄津贴申领"
province has 1 case
every case is signed
case 1 has task_name "高龄津贴申领"
