# 我的证照：选用途，看自己的证照，打一份，只用在一处

sees "您好，今天办什么事？"
taps "个人办事"
sees "第 1 页，共 2 页"
taps "下一页"
taps "我的证照"
sees "忘带了也能打一份"
taps "开始查询"
sees "调取证照前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
types the code sent to wang-jianguo
sees "拿去做什么用？"
lifts card
taps "办理入学"
taps "下一步"
sees "您的电子证照"
sees "中华人民共和国机动车驾驶证"
sees "社会保障卡"
taps "打开"
sees "仅限办理入学使用"
sees "王建国"
sees "户别"
sees "验真码"
no receipt came out
taps "打印一份"
a receipt comes out
sees "请取走打印件"
receipt 1 says "居民户口簿"
receipt 1 says "仅限办理入学使用"
receipt 1 says "王建国"
receipt 1 says "户别"
receipt 1 says "验真码"
takes the slip
taps "看别的"
sees "您的电子证照"
taps "换个用途"
sees "拿去做什么用？"
taps "求职就业"
taps "下一步"
sees "您的电子证照"
taps "打开"
sees "仅限求职就业使用"
taps "打印一份"
a receipt comes out
receipt 2 says "仅限求职就业使用"
takes the slip
taps "好了"
sees "谢谢您"
province has 0 case
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen

network cut
time passes 40 s
taps "个人办事"
sees "要等网络恢复"
