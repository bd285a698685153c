# 以前签的承诺没有做到：这次不再给签，说清为什么，别的路都还在；没有一件签了承诺的办件到省平台

sees "您好，今天办什么事？"
zhang-san did not keep a promise
taps "个人办事"
taps "买房租房"
taps "居住证"
sees "没带合同，可以以后再补。"
taps "开始办理"
taps "同意，继续"
presents card zhang-san
sees "您现在住的是？"
lifts card
taps "自己的房子"
taps "下一步"
sees "还有 1 份没定"
taps "下一步"
sees "写着姓名和地址的那一页。"
sees "这次不能用承诺书代替"
sees "想问清楚，可以去窗口。"
does not see "签承诺书，就不用交"
sees "带上它去窗口，一样能办。"
picture "承诺没做到"
taps "EN"
sees "Signing instead is not possible this time"
taps "中文"
taps "退出"
sees "要退出吗？"
taps "确定退出"
sees "您好，今天办什么事？"
province has 0 case
nothing of the last citizen
