# 夜里声音小，白天声音大；一样听得见

it becomes 22 o'clock
sees "您好，今天办什么事？"
presents card wang-jianguo
sees "身份证已读好"
hears card-read at 25 percent
lifts card
taps "退出"
sees "您好，今天办什么事？"
it becomes 10 o'clock
sees "您好，今天办什么事？"
presents card li-xiuying
sees "身份证已读好"
hears card-read at 70 percent
lifts card
