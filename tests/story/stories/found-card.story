# 捡来的身份证：看不到别人的资料；本人没有短信也有办法

sees "您好，今天办什么事？"
taps "参保证明"
sees "能收短信的手机"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
does not see "要证明哪一种保险？"
types another code than was sent to wang-jianguo
sees "不对，或者过期了。"
types another code than was sent to wang-jianguo
sees "不对，或者过期了。"
types another code than was sent to wang-jianguo
sees "不对，或者过期了。"
types the code sent to wang-jianguo
sees "不对，或者过期了。"
time passes 61 s
taps "再发一次"
sees "请输入短信里的 6 位数字"
lifts card
taps "收不到短信"
sees "收不到短信，还有别的办法"
sees "盐湖区社会保险中心"
taps "用手机上的身份码"
sees "请把手机上的身份码对准扫码口"
zhao-min shows a phone with "SJT-7F3A9C21D4E8"
sees "要证明哪一种保险？"
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"
nothing of the last citizen
province has 0 case

taps "参保证明"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "请输入短信里的 6 位数字"
types the code sent to wang-jianguo
sees "要证明哪一种保险？"
lifts card
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"

taps "参保证明"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card wang-jianguo
sees "短信发得太多了"
sees "到窗口办"
lifts card
taps "退出"
taps "确定退出"
sees "您好，今天办什么事？"
nothing of the last citizen
memory of kiosk holds nothing of the last citizen
memory of kiosk-platform holds nothing of the last citizen
