# 替单位办：身份证、短信、纸质执照上的码，一件事交到窗口那一头

sees "您好，今天办什么事？"
taps "企业办事"
taps "营业执照补领"
sees "要带什么"
taps "开始办理"
sees "办理前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card zhang-san
sees "请输入短信里的 6 位数字"
types the code sent to zhang-san
sees "您替哪家单位办？"
lifts card
picture "执照对准扫码口"
zhang-san shows a licence with "http://licence.example/ent.html?rid=7f3a&cid=91140802MA0KX3T590"
sees "替这家单位办，对吗？"
sees "运城市晋南机械有限公司"
sees "9114 0802 MA0K X3T5 90"
sees "王建国"
picture "核对单位"
taps "对，下一步"
sees "为什么要补？"
taps "丢了"
taps "下一步"
sees "补哪一份？"
taps "副本"
taps "下一步"
sees "用哪个手机号联系您？"
presses the keys "13800000026"
taps "下一步"
sees "请核对，没问题就提交"
sees "来自营业执照"
picture "核对"
taps "确认提交"
sees "已受理"
a receipt comes out
receipt 1 says "运城市晋南机械有限公司"
receipt 1 does not say "11010519491231002X"
receipt 1 has the number of case 1
takes the slip
province has 1 case
every case is signed
case 1 has task_name "营业执照补领"
application 1 has applyer_type "2"
application 1 has applyer_name "运城市晋南机械有限公司"
application 1 has applyer_page_code "91140802MA0KX3T590"
application 1 has legal "王建国"
application 1 has contact_name "张三"
application 1 has contact_code "11010519491231002X"
application 1 has contact_type "111"
form of case 1 has lost_copy "2"
taps "去评价"
taps "非常满意"
taps "提交评价"
sees "谢谢您"
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
