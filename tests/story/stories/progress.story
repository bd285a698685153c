# 查进度：凭身份证查全部，凭受理号查一件，什么也不提交

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
lifts card
taps "北京市"
taps "下一步"
taps "在外地工作"
taps "下一步"
taps "确认提交"
sees "办好了"
a receipt comes out
province has 1 case
taps "去评价"
taps "跳过"
taps "回首页"

sees "您好，今天办什么事？"
taps "查进度"
sees "只是看一看，不会提交什么。"
taps "开始查询"
sees "您想怎么查？"
taps "用身份证查"
sees "查询前请您知道"
taps "同意，继续"
sees "请把身份证放在发光处"
does not see "第 1 步"
presents card li-xiuying
sees "请输入短信里的 6 位数字"
types the code sent to li-xiuying
sees "您办过的事"
sees "已办好"
sees "异地就医备案"
sees the number of case 1
lifts card
taps "返回"
sees "您想怎么查？"
taps "输入号码"
sees "请输入号码"
presses the keys "000009"
taps "查询"
sees "没有查到这个号码"
sees "这张身份证名下没有这个号码"
taps "返回"
taps "输入号码"
sees "请输入号码"
presses the keys "000001"
taps "查询"
sees "已经办好"
sees the number of case 1
taps "返回"
taps "扫回执上的码"
sees "请把回执上的码对准扫码口"
li-xiuying shows a slip with "办件编号 K017-000001"
sees "已经办好"
taps "查好了"
sees "谢谢您"
province has 1 case
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
