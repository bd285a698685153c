# 夜里声音小，白天声音大；一样听得见

sees "您好，今天办什么事？"
it becomes 22 o'clock
sees "点一下屏幕，或放上身份证"
presents card wang-jianguo
sees "身份证已读好"
hears card-read at 25 percent
lifts card
the kiosk knows that the reader is empty
it becomes 10 o'clock
does not see "身份证已读好"
sees "您好，今天办什么事？"
presents card li-xiuying
sees "身份证已读好"
hears card-read at 70 percent
lifts card
