# 新事项：机器里本来没有的事，省里发布以后就能办，一直办到底；收回去就没有了

sees "您好，今天办什么事？"
does not see "老年优待证"
province publishes catalogue 5 with the item "senior-card"
time passes 40 s
sees "老年优待证"
picture "多了一件事"
taps "老年优待证"
sees "要带什么"
taps "开始办理"
sees "办理前请您知道"
taps "同意，继续"
presents card li-xiuying

sees "证件做好后，您到哪里取？"
taps "社区服务站"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "老年优待证：窗口领取。"
sees the number of case 1
province has 1 case
every case is signed
case 1 has task_name "老年人优待证申领"
lifts card
takes the slip

kills kiosk
kiosk comes back
sees "老年优待证"
province publishes catalogue 6
time passes 40 s
does not see "老年优待证"
sees "异地就医备案"
