# 中途不办了：退出，清除，什么也没有提交

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "退出"
sees "要退出吗？"
taps "继续办理"
sees "您要去哪里看病？"
taps "退出"
sees "要退出吗？"
taps "确定退出"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
province has 0 case
