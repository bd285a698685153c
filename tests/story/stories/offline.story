# 断网、断电，事情照样办成

sees "您好，今天办什么事？"
picture "今天要去外地看病。点“异地就医备案”。"
taps "异地就医备案"
sees "要带什么"
picture "先说清楚：带什么、多久、得到什么、谁能帮忙。"
taps "开始办理"
sees "办理前请您知道"
picture "读什么、给谁、留不留，看过再同意。"
taps "同意，继续"
sees "请把身份证放在发光处"
picture "身份证放在发光处。"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
picture "一页只问一个问题。"
taps "下一步"
sees "您去外地，主要是为了什么？"
taps "随子女或家人居住"
taps "下一步"
sees "请核对，没问题就提交"
sees "李秀英"
picture "核对：每一项从哪里来，自己填的可以改。就在这时，网断了。"

network cut
taps "确认提交"
sees "已保存，网络恢复后自动提交"
sees "本机受理号"
sees "K017-000 001"
does not see "办件编号"
a receipt comes out
picture "没有网：不说“已提交”，只说“已保存”，给本机受理号。"
receipt 1 says "已保存"
receipt 1 says "K017-000 001"
receipt 1 does not say "办件编号"
receipt 1 does not say "140802195602140028"
picture of receipt 1 "打印的回执，从走过 USB 的字节还原。"
province has 0 case

kills all programs
picture "停电：三个程序同时没了，屏幕是黑的。"
nothing of the last citizen
lifts card
programs come back
sees "您好，今天办什么事？"
nothing of the last citizen
picture "电来了：回到首页，没有上一位的任何痕迹。"
province has 0 case

network back
time passes 30 s
province has 1 case
every case is signed
case 1 has task_name "异地就医备案"
case 1 has local_number "K017-000001"
time passes 300 s
province has 1 case

taps "不打烊"
sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
nothing of the last citizen
presents card wang-jianguo
sees "您要去哪里看病？"
does not see "李秀英"
taps "上海市"
taps "下一步"
taps "在外地工作"
taps "下一步"
sees "王建国"
does not see "李秀英"
picture "网通了，省平台正好收到一件，签名有效。下一位看到的只有自己。"
taps "确认提交"
sees "办好了"
province has 2 case
every case is signed
a receipt comes out
receipt 2 says "王*国"
receipt 2 does not say "李"
sees the number of case 2
picture "这一次网络通着：当场办好，办件编号就是省里的编号。"
