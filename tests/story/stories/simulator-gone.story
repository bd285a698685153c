# 三个设备一下子都没了：屏幕和程序都在，说清楚能做什么

sees "您好，今天办什么事？"
unplug reader
unplug printer
unplug scanner
time passes 10 s
sees "现在不能读身份证"
kiosk-devices has run all the time
the simulator is gone
sees "现在不能读身份证"
taps "异地就医备案"
sees "现在不能核对身份"
taps "请人帮忙"
sees "打电话"
taps "退出"
sees "您好，今天办什么事？"
kiosk has run all the time
kiosk-platform has run all the time
