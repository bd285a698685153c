# 事项目录：省里停办的就不再显示；假的、旧的目录不算数

sees "您好，今天办什么事？"
sees "异地就医备案"
sees "查进度"
province publishes catalogue 5 without "异地就医备案"
time passes 40 s
does not see "异地就医备案"
sees "查进度"
picture "省里停办了一件"
a stranger publishes catalogue 6 without "社会保险参保证明打印"
time passes 40 s
province publishes catalogue 4
time passes 40 s
sees "参保证明"
does not see "异地就医备案"
kills kiosk-platform
kiosk-platform comes back
does not see "异地就医备案"
province publishes catalogue 7
time passes 40 s
sees "异地就医备案"
picture "又恢复了"
