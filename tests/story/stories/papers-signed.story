# 个体户开业：没带店面证明，看完承诺书，手指签名；空着签不过去；签的字和办件一起到省平台

sees "您好，今天办什么事？"
taps "企业办事"
taps "个体户开业"
taps "开始办理"
taps "同意，继续"
presents card zhang-san
sees "请输入短信里的 6 位数字"
types the code sent to zhang-san
sees "要交的材料"
lifts card
taps "下一步"
sees "房产证或租赁合同。签承诺书，就不用交。"
taps "签承诺书，就不用交"
taps "下一步"
sees "经营场所承诺书"
picture "承诺书"
taps "同意，去签字"
sees "请用手指签名"
taps "完成"
sees "写上全名"
taps "重写"
does not see "写上全名"
signs with a finger
does not see "在这里写上您的名字"
picture "签名"
taps "重写"
sees "在这里写上您的名字"
signs with a finger
taps "完成"
sees "还有 1 份没定"
picture "材料单"
taps "下一步"
taps "这次不交"
taps "下一步"
sees "都齐了，接着办。"
taps "下一步"
sees "店里做什么生意？"
taps "蔬菜、水果"
taps "下一步"
taps "租来的"
taps "下一步"
sees "请核对，没问题就提交"
taps "确认提交"
sees "已受理"
a receipt comes out
province has 1 case
every case is signed
form of case 1 has liaison_mobile "13800000026"
material premises_proof of case 1 has collect_way "commitment"
material premises_proof of case 1 has 1 attachments
office shows 0 photographs and 1 signatures of case 1
office says "告知承诺" of material premises_proof of case 1
office says "承诺书 2026-1 版" of material premises_proof of case 1
taps "去评价"
taps "跳过"
nothing of the last citizen
