# 补正：租房合同照糊了被退回；在自助机上重拍、提交；窗口那边新旧两份摆在一起；再查，已在办理

plug camera
sees "您好，今天办什么事？"
taps "个人办事"
taps "买房租房"
taps "居住证"
taps "开始办理"
taps "同意，继续"
presents card zhang-san
sees "您现在住的是？"
lifts card
taps "租的房子"
taps "下一步"
sees "要交的材料"
taps "下一步"
taps "现在拍照"
taps "下一步"
sees "请放平，四个角都要看得见"
lays page blurred under the camera
taps "拍照"
sees "好像不太清楚"
taps "用这张"
sees "已拍 1 页"
taps "拍好了"
sees "都齐了，接着办。"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已受理"
a receipt comes out
takes the slip
province has 1 case
material house_lease of case 1 has 1 attachments
taps "去评价"
taps "跳过"
taps "回首页"
takes the page away
an official returns case 1 for "-house_lease 租房合同 照片糊了，看不清租期和签字，请重新拍。"
an official returns case 1 for "- 户口簿 请带原件到窗口核对。"

sees "您好，今天办什么事？"
taps "查进度"
taps "开始查询"
taps "用身份证查"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card zhang-san
sees "请输入短信里的 6 位数字"
types the code sent to zhang-san
sees "您办过的事"
lifts card
sees "要补正"
taps "补正"
sees "还差这些"
sees "照片糊了，看不清租期和签字"
picture "还差这些"
taps "现在补正"
sees "要补的材料"
does not see "证件照片"
picture "只要这一份"
taps "下一步"
sees "部门退回的原因"
sees "照片糊了，看不清租期和签字"
picture "为什么退回"
taps "现在拍照"
taps "下一步"
sees "请放平，四个角都要看得见"
lays page lease under the camera
taps "拍照"
sees "字都看得清吗？"
taps "用这张"
sees "已拍 1 页"
lays page list under the camera
taps "拍下一页"
sees "字都看得清吗？"
taps "用这张"
sees "已拍 2 页"
taps "拍好了"
sees "都齐了，接着办。"
taps "下一步"
sees "请核对，没问题就提交"
sees "拍好了，2 页"
sees "说好带到窗口的"
picture "核对"
network cut
taps "确认提交"
sees "已保存，网络恢复后自动提交"
a receipt comes out
receipt 2 says "补正回执"
receipt 2 has the number of case 1
receipt 2 says "租房合同"
receipt 2 says "拍照 2 页"
receipt 2 says "户口簿"
picture of receipt 2 "补正回执"
takes the slip
case 1 was corrected 0 time
network back
time passes 30 s
log of kiosk-platform says "case_answered number=K017-000002"
case 1 was corrected 1 time
correction 1 of case 1 has to_counter "户口簿"
material house_lease of correction 1 of case 1 has collect_way "captured"
material house_lease of correction 1 of case 1 has collect_count "2"
office shows 3 photographs and 0 signatures of case 1
province has 1 case
taps "好了"
sees "谢谢您"
taps "回首页"
sees "您好，今天办什么事？"
taps "查进度"
taps "开始查询"
taps "用身份证查"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card zhang-san
sees "请输入短信里的 6 位数字"
types the code sent to zhang-san
sees "您办过的事"
lifts card
sees "办理中"
does not see "要补正"
taps "查好了"
sees "谢谢您"
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
takes the page away
