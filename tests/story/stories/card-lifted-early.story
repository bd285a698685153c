# 身份证拿得太早：请再放一次，不用重来

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
lifts card while it is read
sees "没有读到身份证"
presents card li-xiuying
sees "您要去哪里看病？"
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"
province has 0 case
nothing of the last citizen
