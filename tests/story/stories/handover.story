# 在手机上接着办：材料不在手边，答案带到手机上，回家填完提交；这台机器什么也没交，别人打不开

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
picture "一道题"
taps "在手机上接着办"
sees "填好的内容带过去"
sees "现在还没有提交"
taps "返回"
sees "您现在住的是？"
taps "下一步"
sees "要交的材料"
picture "材料单"
taps "在手机上接着办"
sees "不用现在备齐"
picture "带什么走"

network cut
taps "转到手机上"
sees "没有转成，联系不上政务平台"
sees "您填的都还在。"
picture "没有转成"
network back
time passes 60 s
taps "转到手机上"
sees "还没有提交，请扫码接着办"
picture "扫码接着办"
a receipt comes out
receipt 1 says "手机接着办"
receipt 1 says "还没有提交"
receipt 1 does not say "张三"
picture of receipt 1 "接着办的码"
province has 0 case

a phone scans the code on screen
the phone says "请输入您身份证号的最后四位。"
the phone fills in last_four with "0000"
the phone sends it
the phone says "不对，还可以试 4 次。"
taps "好了"
sees "谢谢您"
takes the slip
nothing of the last citizen
the phone fills in last_four with "002x"
the phone sends it
the phone says "居住证申领"
the phone says "租的房子"
the phone says "租房合同"
the phone says "这份材料提交以后补交"
the phone sends it
the phone says "提交好了"
province has 1 case
case 1 has task_name "居住证申领"
application 1 has apply_type "3"
form of case 1 has housing "1"

taps "回首页"
sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
presents card li-xiuying
sees "您要去哪里看病？"
lifts card
taps "北京市"
taps "下一步"
sees "您去外地，主要是为了什么？"
taps "在手机上接着办"
does not see "材料在手机上交"
taps "转到手机上"
sees "还没有提交，请扫码接着办"
a receipt comes out
taps "好了"
nothing of the last citizen
a phone types the code of receipt 2
the phone fills in last_four with "0012"
the phone sends it
the phone says "不对，还可以试 4 次。"
the phone fills in last_four with "0028"
the phone sends it
the phone says "北京市"
the phone says "随子女或家人居住"
the phone fills in reason_code with "2"
the phone sends it
the phone says "提交好了"
case 2 has task_name "异地就医备案"
form of case 2 has reason_code "2"

taps "回首页"
sees "您好，今天办什么事？"
taps "查进度"
sees "只是看一看"
taps "开始查询"
sees "您想怎么查？"
taps "用身份证查"
sees "查询前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card zhang-san
sees "请输入短信里的 6 位数字"
types the code sent to zhang-san
sees "您办过的事"
sees "居住证申领"
sees "要补正"
sees the number of case 1
