# 替单位办：别人家的执照办不了；自己家的代码按错一个，改过来就行

sees "您好，今天办什么事？"
taps "企业办事"
taps "营业执照补领"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "请输入短信里的 6 位数字"
types the code sent to li-xiuying
sees "您替哪家单位办？"
lifts card
li-xiuying shows a licence with "BUDAYANG-LICENCE-1"
sees "您还不能替这家单位办"
does not see "运城市晋南机械有限公司"
taps "输入代码"
sees "请输入统一社会信用代码"
presses the keys "92140802MA0HB6R2"
taps "确定"
sees "还没有输满 18 位，请接着输。"
presses the keys "37"
taps "确定"
sees "多半按错了一个，请照执照看一遍。"
picture "按错了一个"
erases 2 places
presses the keys "73"
taps "确定"
sees "替这家单位办，对吗？"
sees "盐湖区秀英面馆"
taps "对，下一步"
sees "为什么要补？"
taps "坏了，看不清"
taps "下一步"
sees "补哪一份？"
taps "正本"
taps "下一步"
sees "用哪个手机号联系您？"
presses the keys "13800000026"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已受理"
a receipt comes out
province has 1 case
every case is signed
application 1 has applyer_type "6"
application 1 has applyer_page_code "92140802MA0HB6R273"
application 1 has contact_name "李秀英"
