# 婚姻登记预约：第一个时间刚约满，另选一个，打一张预约单；再来时看到它，取消

sees "您好，今天办什么事？"
taps "跨省通办"
taps "婚姻登记预约"
sees "只带身份证就能约"
taps "开始预约"
sees "预约前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "到哪里办？"
lifts card
taps "盐湖区民政局婚姻登记处"
sees "哪一天去？"
sees "还有 24 个名额"
taps "还有 24 个名额"
sees "几点去？"
taps "上午 9:00"
sees "约这个时间，对吗？"
sees "王*国"
official fills "9:00" on every day
taps "确认预约"
sees "这个时间刚约满，请另选"
province has 0 appointment
taps "另选时间"
sees "几点去？"
does not see "上午 9:00"
taps "上午 9:30"
sees "约这个时间，对吗？"
province faults "drop on appointments x 1"
taps "确认预约"
sees "网络不太好，正在再试"
time passes 2 s
sees "约好了"
province has 1 appointment
a receipt comes out
sees "请取走回执"
receipt 1 says "预约单"
receipt 1 says "婚姻登记预约"
receipt 1 says "盐湖区民政局婚姻登记处"
receipt 1 says "上午 9:30"
receipt 1 says "要带"
receipt 1 does not say "140802196807200033"
takes the slip
taps "办完了"
sees "谢谢您"
taps "回首页"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen

sees "您好，今天办什么事？"
taps "跨省通办"
taps "婚姻登记预约"
taps "开始预约"
taps "同意，继续"
presents card wang-jianguo
sees "您已经约好了"
sees "上午 9:30"
lifts card
taps "取消预约"
sees "真的要取消吗？"
taps "不取消"
sees "您已经约好了"
taps "取消预约"
taps "确定取消"
sees "预约取消了"
province has 0 appointment
taps "再约一个"
sees "到哪里办？"
taps "退出"
sees "您好，今天办什么事？"
nothing of the last citizen
