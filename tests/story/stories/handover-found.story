# 捡到别人的码：试不开，试多了就关；码有期限，过了会说；原来的人再来办一次就行

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
sees "您去外地，主要是为了什么？"
taps "在手机上接着办"
taps "转到手机上"
sees "还没有提交，请扫码接着办"
a receipt comes out
sees "请取走打印的码，收好身份证"
a phone scans the code on screen
the phone does not say "李"
the phone fills in last_four with "1111"
the phone sends it
the phone sends the same again
the phone sends the same again
the phone sends the same again
the phone says "不对，还可以试 1 次。"
the phone sends the same again
the phone says "试的次数太多了"
a phone looks at it again
the phone says "这个码不能用了"
the phone does not say "李"

taps "好了"
sees "谢谢您"
lifts card
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
taps "转到手机上"
sees "还没有提交，请扫码接着办"
a receipt comes out
taps "退出"
sees "您好，今天办什么事？"
nothing of the last citizen
a phone types 1 codes that are none
the phone says "没有这个码，请看清再输"
a phone types 19 codes that are none
a phone types the code of receipt 2
the phone says "试的次数太多了，请一小时以后再试"
clock of province goes 3700 s ahead
a phone types the code of receipt 2
the phone says "请输入您身份证号的最后四位。"
clock of province goes 605000 s ahead
a phone looks at it again
the phone says "这个码过期了"
the phone says "没有办，也没有留下什么。"
province has 0 case
