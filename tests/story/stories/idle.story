# 人走了：先问一声，再清除，回到首页

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
sees "您去外地，主要是为了什么？"
time passes 121 s
sees "您还在吗？"
taps "继续"
does not see "您还在吗？"
sees "您去外地，主要是为了什么？"
time passes 121 s
sees "您还在吗？"
time passes 61 s
sees "您好，今天办什么事？"
nothing of the last citizen
province has 0 case
