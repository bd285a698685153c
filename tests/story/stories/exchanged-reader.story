# 读卡器被人换了：不用它读身份证；技术员认可以后才用

sees "您好，今天办什么事？"
technician says "pin idcard0"
device idcard0 is busy
unplug reader
plug reader-b
device idcard1 is suspect
sees "现在不能读身份证"
log of kiosk-devices says "device_suspect"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "现在不能读身份证"
sees "没带身份证"
technician says "pin idcard1"
sees "请把身份证放在发光处"
the kiosk asks reader-b
presents card li-xiuying
sees "您要去哪里看病？"
kiosk-devices has run all the time
