# 省平台不同意：说出原因，说清去找谁

sees "您好，今天办什么事？"
taps "异地就医备案"
taps "开始办理"
taps "同意，继续"
sees "请把身份证放在发光处"
presents card li-xiuying
sees "您要去哪里看病？"
taps "北京市"
taps "下一步"
taps "退休后住在外地"
taps "下一步"
sees "请核对，没问题就提交"
province refuses with "参保状态暂停，请先到医保窗口恢复"
taps "确认提交"
sees "没有办成"
sees "参保状态暂停，请先到医保窗口恢复"
sees "打电话问"
does not see "办好了"
province has 0 case
