# 参保证明：选险种，选时段，当场打印，带验真码

sees "您好，今天办什么事？"
taps "参保证明"
sees "要带什么"
sees "社会保险参保证明"
taps "开始办理"
sees "办理前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
types the code sent to wang-jianguo
sees "要证明哪一种保险？"
lifts card
taps "全部"
taps "下一步"
sees "要证明哪一段时间？"
taps "最近 1 年"
taps "下一步"
sees "请核对，没问题就提交"
sees "王建国"

network cut
taps "确认提交"
sees "证明没有出来"
sees "这张证明要联网才能出。"
sees "再试一次"
no receipt came out
province has 0 case
network back
time passes 30 s
taps "再试一次"
sees "办好了"
sees "王建国"
sees "盐湖区晋南机械厂"
a receipt comes out
sees "请取走证明"
receipt 1 says "社会保险参保证明"
receipt 1 says "王建国"
receipt 1 says "盐湖区晋南机械厂"
receipt 1 says "养老保险"
receipt 1 says "正常缴费"
receipt 1 says "验真码"
receipt 1 does not say "140802196807200033"
receipt 1 has the number of case 1
takes the slip
province has 1 case
every case is signed
case 1 has task_name "社会保险参保证明打印"
taps "去评价"
sees "这次服务，您满意吗？"
taps "非常满意"
taps "提交评价"
sees "谢谢您"
province has 1 rating
taps "回首页"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen

paper out
sees "现在不能打印"
taps "参保证明"
sees "结果和验真码显示在屏幕上"
network cut
time passes 40 s
sees "网络不通，现在办不了"
taps "请人帮忙"
sees "打电话"
